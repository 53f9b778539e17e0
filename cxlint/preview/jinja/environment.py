"""The sandbox in which a Jinja template is shown: stand-ins for variables, no way to Python. Imports Jinja2."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, TemplateNotFound, pass_context
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.utils import missing as MISSING  # noqa: N812 -- a constant
from markupsafe import Markup, escape

from cxlint.preview.jinja.budget import Budget, StoppedError
from cxlint.preview.jinja.filters import Filters, Gettext
from cxlint.preview.jinja.marks import Marks, has_marks
from cxlint.preview.jinja.rewrite import COUNTED, EACH, FILLED, JOINED, Rewriter, TolerantParser
from cxlint.preview.jinja.standin import Missing, Stage, StandIn
from cxlint.preview.written import Fill
from cxlint.templates.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import nodes

    from cxlint.model.source import Source
    from cxlint.preview.folder import Folder
    from cxlint.preview.scene import Scene

_MOST_FILES = 100
_TEXT_METHODS = frozenset(
    "capitalize casefold center count endswith find format index isalnum isalpha isdigit islower isspace isupper join "
    "ljust lower lstrip partition removeprefix removesuffix replace rjust rpartition rsplit rstrip split splitlines "
    "startswith strip swapcase title upper zfill striptags unescape".split()
)
_OTHER_METHODS = frozenset("get items keys values index count append cycle next reset changed".split())
_OWN = (Macro, LoopContext, BlockReference, Cycler, Joiner)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering of one template. What it refuses raises StoppedError."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, scene: Scene, folder: Folder, *, autoescape: bool) -> None:
        self.marks = Marks()
        self.budget = Budget()
        self.stage = Stage(scene, self.marks)
        self.notes: dict[str, None] = {}
        self.folder = folder
        self.sources: dict[str, Source] = {}
        self._files = 0
        shared = type("Missing", (Missing,), {"shared": self.stage})
        super().__init__(
            autoescape=autoescape,
            optimized=False,
            keep_trailing_newline=True,
            undefined=shared,
            loader=_Loader(self.sources),
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self.context_class = _context_class(self.stage)
        made = Filters(self.stage, self.budget)
        self._unknown = made.unknown
        self.filters = made.known()
        self.filters.update(
            {FILLED: self._filled(), EACH: self._turns, JOINED: self._joined, COUNTED: self._counted, "safe": Markup}
        )
        self.globals = {"dict": dict, "range": self._range, "cycler": Cycler, "joiner": Joiner, "namespace": Namespace}
        self.globals.update(Gettext(self.budget).functions())

    # from source to code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = TolerantParser(self, source, name, filename)
        tree = parser.parse()
        for tag in parser.unknown:
            self.notes[f"{{% {tag} %}} is a tag of the project: it prints nothing here"] = None
        origin = filename or ""
        rewriter = Rewriter(origin, self.marks, lambda wanted: self._found(wanted, origin), self._note)
        self._stand_in_for_unknown(tree)
        return rewriter.rewrite(tree)

    def _found(self, wanted: str, origin: str) -> bool:
        return self.folder.find(wanted, origin) is not None

    def _note(self, note: str) -> None:
        self.notes[note] = None

    def _stand_in_for_unknown(self, tree: nodes.Template) -> None:
        from jinja2 import nodes

        for node in tree.find_all(nodes.Filter):
            if node.name not in self.filters:
                self.filters[node.name] = self._unknown(node.name)
        for test in tree.find_all(nodes.Test):
            if test.name not in self.tests:
                self.tests[test.name] = lambda value, *_arguments: bool(value)

    def join_path(self, template: str, parent: str) -> str:
        """The path of the file that a template means by a name."""
        source = self.folder.find(template, parent)
        if source is None:
            return template
        self.sources[source.path] = source
        return source.path

    # what a template may do

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A name inside a value."""
        return self._inside(obj, attribute, super().getattr)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A member of a value."""
        if isinstance(obj, StandIn) and not isinstance(argument, str):
            return obj[argument]
        return self._inside(obj, argument, super().getitem)

    def _inside(self, obj: Any, name: Any, look: Callable[[Any, Any], Any]) -> Any:
        self.budget.step()
        if isinstance(name, str) and name.startswith("__"):
            raise StoppedError(f"it asks for {name}, which leads into Python; no message to a customer needs that")
        if isinstance(name, StandIn):
            name = name.plain()
        return obj.child(str(name)) if isinstance(obj, StandIn) else look(obj, name)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse what the sandbox does not give away."""
        raise StoppedError(f"it asks for {attribute} of a {type(obj).__name__}, which leads into Python")

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what is known to be harmless, and nothing else."""
        self.budget.step()
        self.budget.weigh(*args)
        if isinstance(called, StandIn):
            return called.called(args, kwargs)
        if isinstance(called, _OWN) or called in self.globals.values():
            return super().call(context, called, *args, **kwargs)
        owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
        if name in ("format", "format_map") and isinstance(called, types.FunctionType):
            owner = getattr(getattr(called, "__wrapped__", None), "__self__", "")
        if isinstance(owner, str) and name in _TEXT_METHODS:
            self._weigh_method(owner, name, args)
        elif not (isinstance(owner, dict | list | tuple | Cycler | LoopContext) and name in _OTHER_METHODS):
            raise StoppedError(f"it calls {name or type(called).__name__}, which cxlint does not run")
        result = super().call(context, called, *args, **kwargs)
        self.budget.weigh(result)
        return result

    def _weigh_method(self, text: str, name: str, arguments: tuple[Any, ...]) -> None:
        self.budget.small(*arguments)
        if name == "format":
            self.budget.pattern(text)
        elif name == "replace" and len(arguments) > 1:
            self.budget.product(text, str(arguments[0]), str(arguments[1]))
        elif name == "join" and arguments and isinstance(arguments[0], list | tuple):
            self.budget.join(text, list(arguments[0]))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute, within limits; a sum with a stand-in is the stand-in."""
        self.budget.operate(operator, left, right)
        if isinstance(left, str) and operator == "%" and isinstance(right, tuple | StandIn):
            return left % right
        if isinstance(right, StandIn) and isinstance(left, str) and operator == "+":
            return left + str(right)
        if isinstance(left, StandIn):
            return left if not isinstance(right, str) else str(left) + right
        return right if isinstance(right, StandIn) else super().call_binop(context, operator, left, right)

    # the filters that the rewriter puts in

    def _filled(self) -> Callable[..., Any]:
        marks, budget = self.marks, self.budget

        @pass_context
        def filled(_context: Context, value: Any, line: int, path: str, name: str, *literals: str) -> Any:
            budget.step()
            text = str(escape(value)) if self.autoescape else str(value)
            budget.weigh(text)
            safe = bool(self.autoescape) or isinstance(value, Markup)
            if name and not has_marks(text) and text not in literals and not isinstance(value, Markup):
                text = marks.filled(text, Fill(name, kind_of(name, ())))
            text = marks.place(path, line) + text
            return Markup(text) if safe else text  # noqa: S704 -- escaped above

        return filled

    def _turns(self, values: Any) -> Iterator[Any]:
        for value in values:
            self.budget.step()
            yield value

    def _joined(self, values: list[Any]) -> str:
        self.budget.step()
        self.budget.weigh(*[value for value in values if isinstance(value, str)])
        if any(isinstance(value, Markup) for value in values):
            return Markup("").join(values)
        return "".join(map(str, values))

    def _counted(self, name: Any) -> Any:
        self._files += 1
        if self._files > _MOST_FILES:
            raise StoppedError(f"it puts in more than {_MOST_FILES} files: does one include itself?")
        return name

    def _range(self, *arguments: Any) -> range:
        made = range(*(int(argument) for argument in arguments[:3]))
        if len(made) > 10_000:
            raise StoppedError(f"it counts to {len(made):,}")
        return made


class _Loader(BaseLoader):
    """The files that `Sandbox.join_path` found, by path."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Text and path of a file."""
        source = self._sources.get(template)
        if source is None:
            raise TemplateNotFound(template)
        return source.text, source.path, lambda: True


def _context_class(stage: Stage) -> type[Context]:
    class Variables(Context):
        """Every name means something."""

        def resolve_or_missing(self, key: str) -> Any:
            """What a template gave the name, what the user gives, or a stand-in."""
            found = super().resolve_or_missing(key)
            return stage.of(key, stage.scene.given(key)) if found is MISSING else found

    return Variables
