"""YAML with places: plain values, and where in the file each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.errors import RuleError

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]


class Located:
    """A YAML file as plain values; `places` gives line and column (1-based) by the path of keys and indexes."""

    def __init__(self, path: str, text: str) -> None:
        """Read `text`. Raises RuleError with the place of a syntax error."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.path = path
        self.places: dict[Path, tuple[int, int]] = {}
        try:
            node = yaml.compose(text, Loader=loader)
            self._constructor = yaml.SafeLoader("")
            self.value = self._convert(node, ()) if node is not None else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else path
            problem = getattr(error, "problem", None) or str(error)
            raise RuleError(f"not valid YAML: {problem}", where=where) from error

    def where(self, at: Path, offset: int = 0) -> str:
        """path:line:column of a value; `offset` moves the column inside a one-line string."""
        while at not in self.places and at:
            at = at[:-1]
        line, column = self.places.get(at, (1, 1))
        return f"{self.path}:{line}:{column + offset}"

    def line(self, at: Path) -> int:
        """The line of a value."""
        return self.places.get(at, (1, 1))[0]

    def _convert(self, node: yaml.Node, at: Path) -> Any:
        import yaml

        mark = node.start_mark
        quoted = getattr(node, "style", None) in ("'", '"')
        self.places[at] = (mark.line + 1, mark.column + 1 + quoted)
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(self._constructor.construct_object(key_node))
                if key in found:
                    where = f"{self.path}:{key_node.start_mark.line + 1}:{key_node.start_mark.column + 1}"
                    raise RuleError(f"'{key}' stands here twice", where=where)
                found[key] = self._convert(value_node, (*at, key))
                self.places[(*at, key, "")] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._convert(item, (*at, i)) for i, item in enumerate(node.value)]
        return self._constructor.construct_object(node)
