"""Rewrites the syntax tree of a Jinja template before it is compiled: marks, limits, files that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jinja2 import nodes
from jinja2.parser import Parser

from cxlint.preview.jinja.marks import BODY, SUBJECT, Marks, without

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

_STATEMENTS = frozenset("for if block extends print macro include from import set with autoescape call filter".split())
FILLED, EACH, JOINED, COUNTED = "cxlint filled", "cxlint each", "cxlint joined", "cxlint counted"
"""Names of filters that no template can write."""


class TolerantParser(Parser):
    """Jinja's parser, except that tags it does not know print nothing."""

    unknown: dict[str, None]

    def __init__(self, environment: Environment, source: str, name: str | None, filename: str | None) -> None:
        super().__init__(environment, source, name, filename)
        self.unknown = {}

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        """Read a statement, or step over one."""
        token = self.stream.current
        if token.type != "name" or token.value in _STATEMENTS or token.value in self.extensions:
            return super().parse_statement()
        if not token.value.startswith("end") and token.value != "else":
            self.unknown[token.value] = None
        while self.stream.current.type not in {"block_end", "eof"}:
            next(self.stream)
        return nodes.Output([], lineno=token.lineno)


class Rewriter:
    """Rewrites one tree; `find` tells whether a file is there, `note` takes down what is left out."""

    def __init__(self, path: str, marks: Marks, find: Callable[[str], bool], note: Callable[[str], None]) -> None:
        self._path = path
        self._marks = marks
        self._find = find
        self._note = note

    def rewrite(self, tree: nodes.Template) -> nodes.Template:
        """Rewrite a tree in place."""
        extends = tree.find(nodes.Extends)
        orphaned = extends is not None and not self._is_there(extends.template)
        if orphaned:
            # without its layout a template shows what it would put there
            tree.body = [node for node in tree.body if not isinstance(node, nodes.Output)]
        self._body(tree)
        return tree

    def _is_there(self, name: nodes.Node) -> bool:
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            return False
        if self._find(name.value):
            return True
        self._note(f"{name.value} is not in the project: left out")
        return False

    def _body(self, node: nodes.Node) -> None:
        for field, value in node.iter_fields():
            if isinstance(value, list):
                setattr(node, field, [made for each in value for made in self._each(each)])
            elif isinstance(value, nodes.Node):
                made = self._each(value)
                setattr(node, field, made[0] if made else None)

    def _each(self, node: object) -> list[object]:
        if not isinstance(node, nodes.Node):
            return [node]
        if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
            if not self._are_there(node):
                return []
            node.template = _filtered(node.template, COUNTED)
            return [node]
        self._body(node)
        if _is_block_super(node):
            # Django's way to say it, in a template that could be either
            above = nodes.Name("super", "load", lineno=node.lineno)
            return [nodes.Call(above, [], [], None, None, lineno=node.lineno)]
        if isinstance(node, nodes.Output):
            node.nodes = [self._printed(each) for each in node.nodes]
        elif isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, EACH)
        elif isinstance(node, nodes.Concat):
            return [_filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)]
        elif isinstance(node, nodes.Block) and node.name == "subject":
            node.body = [_data(SUBJECT, node), *node.body, _data(BODY, node)]
        return [node]

    def _are_there(self, node: nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends) -> bool:
        name = node.template
        if isinstance(name, nodes.List | nodes.Tuple):
            # several names: the first that is there
            found = next((each for each in name.items if self._is_there(each)), None)
            if found is None:
                return False
            node.template = found
            return True
        return self._is_there(name)

    def _printed(self, node: nodes.Expr) -> nodes.Expr:
        if not isinstance(node, nodes.TemplateData):
            calls = {call.node.name for call in node.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
            names = {name.name for name in node.find_all(nodes.Name)} | {
                n.name for n in [node] if isinstance(n, nodes.Name)
            }
            dynamic = bool(names - calls) or isinstance(node, nodes.Call | nodes.Filter)
            literals = [const.value for const in node.find_all(nodes.Const) if isinstance(const.value, str)]
            arguments = [node.lineno, self._path, _name_of(node) if dynamic else "", *literals]
            return _filtered(node, FILLED, *arguments)
        lines = without(node.data).splitlines(keepends=True)
        place = self._marks.place
        marked = "".join(place(self._path, node.lineno + i) + line for i, line in enumerate(lines))
        return nodes.TemplateData(marked, lineno=node.lineno)


def _is_block_super(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Getattr) or node.attr != "super":
        return False
    return isinstance(node.node, nodes.Name) and node.node.name == "block"


def _data(mark: str, node: nodes.Node) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(mark, lineno=node.lineno)], lineno=node.lineno)


def _filtered(node: nodes.Node, name: str, *arguments: object) -> nodes.Filter:
    line = node.lineno
    return nodes.Filter(
        cast("nodes.Expr", node),
        name,
        [nodes.Const(value, lineno=line) for value in arguments],
        [],
        None,
        None,
        lineno=line,
    )


def _name_of(node: nodes.Node) -> str:
    """The variable that an expression prints, for people; a question mark where there is no single one."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_name_of(node.node)}.{node.attr}"
    inner = getattr(node, "node", None)
    return _name_of(inner) if isinstance(inner, nodes.Node) else "?"
