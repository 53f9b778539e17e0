"""From the name that a template gives another file to that file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.runner.template_files import TemplateFiles
    from cxlint.runner.traces import Tracer

_ROOTS = (
    "", "templates", "views", "partials", "_partials", "layouts", "_layouts", "snippets", "includes", "_includes",
    "components", "sections", "layout", "shared", "common", "app/views", "resources/views", "src/templates",
)  # fmt: skip
"""Folders in which engines look names up, below a folder above the file that gives the name."""

_NAMESPACE = re.compile(r"^(?:@[\w!-]+/|~/?|file:|\w+:(?=//)|\[\w+\])+")
_FORMATS = frozenset(("html", "text", "txt", "mjml"))


class Lookup:
    """Resolves names within the files of a project."""

    def __init__(self, files: TemplateFiles, tracer: Tracer) -> None:
        self._files = files
        self._tracer = tracer
        self._stems: dict[str, dict[str, list[str]]] = {}

    def find(self, name: str, user: str) -> str | None:
        """The file that `user`, a key, means by a name; None when it is not there, or could be several."""
        wanted = _clean(name)
        folder, _, last = wanted.rpartition("/")
        if not last:
            return None
        for base in self._bases(user):
            place = _join(base, folder)
            names = self._files.names(place)
            self._tracer.note("names", place, "", names)
            found = _best(names, last, user)
            if found:
                return f"{place.rstrip('/')}/{found}"
        return self._anywhere(folder, last, user)

    def _bases(self, user: str) -> Iterator[str]:
        """The folders to start from: the user's own, those above it, and where templates lie in those."""
        root = self._files.root(user)
        here = user.rpartition("/")[0]
        while True:
            for inner in _ROOTS:
                yield _join(here, inner)
            if here in (root, "", "/") or len(here) <= len(root):
                return
            here = here.rpartition("/")[0]

    def _anywhere(self, folder: str, last: str, user: str) -> str | None:
        """The nearest file of the project that the name is the end of; None when two are as near."""
        root = self._files.root(user)
        named = self.with_stem(root, stem(last))
        self._tracer.note("stems", root, stem(last), named)
        near: dict[str, list[str]] = {}
        for key in named:
            parent, _, name = key.rpartition("/")
            if key != user and (parent == folder or parent.endswith("/" + folder) or not folder):
                near.setdefault(parent, []).append(name)
        best = sorted(near, key=lambda parent: (-_shared(parent, user), parent))
        if not best or (len(best) > 1 and _shared(best[0], user) == _shared(best[1], user)):
            return None
        found = _best(frozenset(near[best[0]]), last, user)
        return f"{best[0]}/{found}" if found else None

    def with_stem(self, root: str, name: str) -> list[str]:
        """The template files under a root whose names have a stem."""
        stems = self._stems.get(root)
        if stems is None:
            stems = self._stems[root] = {}
            for key in self._files.everything(root):
                stems.setdefault(stem(key), []).append(key)
        return stems.get(name, [])


def stem(path: str) -> str:
    """The name of a file without folder, underscore and suffixes: what all spellings of it share."""
    return path.rpartition("/")[2].lstrip("_").partition(".")[0].lower()


def _clean(name: str) -> str:
    name = _NAMESPACE.sub("", name.strip().replace("\\", "/"))
    if "/" not in name and ":" in name:
        # AppBundle:Mail:base.html.twig
        name = name.rpartition("::")[2] if "::" in name else name.partition(":")[2].replace(":", "/")
    parts: list[str] = []
    for part in name.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _join(base: str, inner: str) -> str:
    path = f"{base.rstrip('/')}/{inner}" if inner else base
    while "/../" in path or path.endswith("/.."):
        shorter = re.sub(r"(?:^|/)[^/]+/\.\.(?=/|$)", "", path, count=1)
        if shorter == path:
            break
        path = shorter
    return path or "/"


def _best(names: frozenset[str], last: str, user: str) -> str:
    """Of the files of a folder the one that a name means to a user: with or without underscore and suffixes."""
    own = user.rpartition("/")[2]
    found = [name for name in names if name != own and _means(name, last)]
    return min(found, key=lambda name: _distance(name, last, own), default="")


@lru_cache(maxsize=8192)
def _means(name: str, last: str) -> bool:
    plain, wanted = name.removeprefix("_"), last.removeprefix("_")
    return plain == wanted or plain.startswith(wanted + ".")


def _distance(name: str, last: str, user: str) -> tuple[bool, bool, bool, str]:
    """How unlike a file is to what is meant: other spelling, other format, other suffix."""
    suffixes, wanted = name.split(".")[1:], user.split(".")[1:]
    one, other = _FORMATS.intersection(suffixes), _FORMATS.intersection(wanted)
    return name != last, bool(one and other and one != other), suffixes[-1:] != wanted[-1:], name


def _shared(folder: str, user: str) -> int:
    """How many folders two paths have in common."""
    count = 0
    for one, other in zip(folder.split("/"), user.split("/")[:-1], strict=False):
        if one != other:
            break
        count += 1
    return count
