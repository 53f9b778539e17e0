"""What stands around a template: the layouts and parts it is put together with, and the files that use it."""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from cxlint import templates
from cxlint.annotate.whole import Surroundings, references_of
from cxlint.errors import ReadError
from cxlint.model.document import Template
from cxlint.readers import read
from cxlint.runner.lookup import Lookup, stem
from cxlint.runner.traces import Tracer, digest
from cxlint.templates.references import EXTENDS, Reference, defined, markup_references, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.engine import Engine
    from cxlint.model.document import Document
    from cxlint.model.source import Source
    from cxlint.runner.template_files import TemplateFiles
    from cxlint.runner.traces import Question

_MOST = 60
"""Files that one message may be put together from; more are no message that people wrote."""

_KEPT = 128
"""Facts kept at a time: layouts and footers are few, and asked for again and again."""

_VERIFIED = 20
_MAILER = re.compile(r"(?:^|/)views/(?:.*/)?(\w*mailer)/[^/]+\.erb$")
_NAMED = re.compile(
    # a tag begins: sought by its first character, which is fast, for this runs over every template of a project
    r"[{<\[@][{%#<?=~>+*$!-]{0,4}(?:php)?\s{0,8}(?:"
    r"(?i:extends|include\w*|import|from|embed|render\w*|partial|layout|wrapper|process|insert|section|template|"
    r"component|each|require\w*|mj-include|x-)[\s(=:\"'\[]{0,12}"
    r"(?:(?:config_path|file|path|partial|layout|template|__DIR__|dirname\(__FILE__\))[\s=:.>\"']{1,8})?|(?<=>) ?)"
    r"[\"'./@]{0,4}([\w@./:-]{1,120})"
)
_REQUIRED = re.compile(r"\b(?:include|require)(?:_once)?\b[^;'\"]{0,60}[\"']([^;'\"]{1,120})")
_DEFINES = re.compile(r"\{\{-? *define +\"([^\"]+)\"")


class Neighbours:
    """The surroundings of the templates of a run, each file read once and as evidence only."""

    def __init__(self, engine: Engine, files: TemplateFiles) -> None:
        self._engine = engine
        self._files = files
        self.tracer = Tracer()
        self._lookup = Lookup(files, self.tracer)
        self._facts: OrderedDict[str, Facts | None] = OrderedDict()
        self._named: dict[str, dict[str, list[str]]] = {}
        self._defining: dict[str, dict[str, list[str]]] = {}
        self._references: dict[str, tuple[Reference, ...]] = {}
        self._users: dict[str, tuple[tuple[str, ...], frozenset[Question]]] = {}
        self._traces: dict[str, frozenset[Question]] = {}

    def answer(self, question: Question) -> bytes:
        """The digest of the answer to a question of a trace, as the project is now."""
        known = self.tracer.answers.get(question)
        if known is None:
            known = self.tracer.answers[question] = digest(self._answer(*question))
        return known

    def _answer(self, about: str, path: str, name: str) -> Iterable[str]:
        if about == "names":
            return self._files.names(path)
        if about == "content":
            return (self._files.fingerprint(path),)
        if about == "stems":
            return self._lookup.with_stem(path, name)
        self._index(path)
        return (self._named if about == "mentions" else self._defining)[path].get(name, ())

    def around(self, facts: Facts) -> Surroundings:
        """What stands around a file: everything that it names, and what that names in turn."""
        key = self._files.key(facts.document.source.path)
        self.tracer.begin()
        try:
            return self._around(facts, key)
        finally:
            trace = self.tracer.end()
            if self._facts.get(key) is facts:
                # those of a neighbour remember what stands around it, and are shared
                self._traces[key] = trace

    def _around(self, facts: Facts, key: str) -> Surroundings:
        seen = {key}
        queue: deque[tuple[str, Document]] = deque([(key, facts.document)])
        found: list[Facts] = []
        missing: list[Reference] = []
        own: set[str] = set()
        while queue:
            user, document = queue.popleft()
            own |= _defined(document)
            for reference in _wanted(user, document):
                target = self._resolve(user, reference)
                if target is None:
                    missing += [] if reference.optional else [reference]
                    continue
                if target in seen or len(seen) > _MOST:
                    continue
                seen.add(target)
                other = self._facts_of(target)
                if other is None:
                    missing.append(reference)
                else:
                    found.append(other)
                    queue.append((target, other.document))
        lost = [one for one in missing if not own.intersection(one.names)]
        names = tuple(dict.fromkeys(one.names[0] if one.names else "" for one in lost))
        complete = not lost and len(seen) <= _MOST
        return Surroundings(tuple(found), complete, names, self.users(facts.document.source.path))

    def users(self, path: str) -> tuple[str, ...]:
        """The files of the project that extend or include a file; the first is enough."""
        key = self._files.key(path)
        known = self._users.get(key)
        if known is None:
            self.tracer.begin()
            root = self._files.root(key)
            candidates = self._index(root).get(stem(key), [])
            self.tracer.note("mentions", root, stem(key), candidates)
            uses = (other for other in candidates[:_VERIFIED] if other != key and self._uses(other, key))
            first = next(uses, None)
            found = () if first is None else (self._files.shown(first),)
            known = self._users[key] = found, self.tracer.end()
        else:
            self.tracer.include(known[1])
        return known[0]

    def reach(self, path: str) -> int:
        """How many files of the project hold a file: those that extend or include it, and those that hold these."""
        first = self._files.key(path)
        seen, queue = {first}, deque([first])
        self.tracer.begin()
        while queue:
            key = queue.popleft()
            for other in self._index(self._files.root(key)).get(stem(key), []):
                if other not in seen and self._uses(other, key):
                    seen.add(other)
                    queue.append(other)
        self.tracer.end()
        return len(seen) - 1

    def _uses(self, user: str, key: str) -> bool:
        self.tracer.note("content", user, "", (self._files.fingerprint(user),))
        known = self._references.get(user)
        if known is None:
            source = self._files.source(user)
            known = self._references[user] = _references(source) if source is not None else ()
        return any(self._resolve(user, reference) == key for reference in (*known, *_conventional(user)))

    def _resolve(self, user: str, reference: Reference) -> str | None:
        for name in reference.names:
            found = self._lookup.find(name, user)
            if found is not None:
                return found
        if not reference.names or not user.endswith((".gotmpl", ".tmpl", ".gohtml", ".html", ".txt", ".tpl")):
            return None
        root = self._files.root(user)
        self._index(root)
        named = self._defining[root].get(reference.names[0], [])
        self.tracer.note("defines", root, reference.names[0], named)
        defining = [key for key in named if key != user]
        return defining[0] if len(defining) == 1 else None

    def _facts_of(self, key: str) -> Facts | None:
        self.tracer.note("content", key, "", (self._files.fingerprint(key),))
        self.tracer.include(self._traces.get(key, frozenset()))
        if key in self._facts:
            self._facts.move_to_end(key)
            return self._facts[key]
        source = self._files.source(key)
        found = None
        if source is not None:
            try:
                found = self._engine.facts(read(source))
            except ReadError:
                found = None
        self._facts[key] = found
        if len(self._facts) > _KEPT:
            self._facts.popitem(last=False)
        return found

    def _index(self, root: str) -> dict[str, list[str]]:
        """The files under a root by the names that they mention where templates name others."""
        known = self._named.get(root)
        if known is not None:
            return known
        known = self._named[root] = {}
        defining = self._defining[root] = {}
        for key in self._files.everything(root):
            source = self._files.source(key)
            if source is None:
                continue
            for mentioned in _mentioned(key, source.text):
                known.setdefault(mentioned, []).append(key)
            if "define" in source.text:
                for name in dict.fromkeys(_DEFINES.findall(source.text)):
                    defining.setdefault(name, []).append(key)
        return known


def _mentioned(key: str, text: str) -> set[str]:
    """The stems of all names that stand where templates name others, some of them by chance."""
    found: set[str] = set()
    names = _NAMED.findall(text)
    if "<?" in text:
        names += _REQUIRED.findall(text)
    for name in names:
        name = name.rstrip("./:")
        found.add(stem(name))
        # Blade writes emails.footer
        found.add(name.rpartition(".")[2].lstrip("_").lower())
    if key.endswith(".erb"):
        found |= {stem(name) for reference in _conventional(key) for name in reference.names}
    return found


def _references(source: Source) -> tuple[Reference, ...]:
    """What a file names, without reading more of it than its tags."""
    dialect = templates.guess(source.path, source.text)
    if not dialect:
        return markup_references(source.text)
    parsed = templates.parse(source.text, dialect, strict=False)
    template = Template(parsed.dialect, parsed.slots, parsed.tags)
    return (*references(template, source.text), *markup_references(source.text))


def _wanted(user: str, document: Document) -> Iterator[Reference]:
    yield from references_of(document)
    yield from _conventional(user)


def _conventional(user: str) -> tuple[Reference, ...]:
    """The layout that Rails puts around a mail without being told: that of its mailer, or the one for all mailers."""
    found = _MAILER.search(user)
    if found is None:
        return ()
    return (Reference(0, 0, EXTENDS, (f"layouts/{found[1]}", "layouts/mailer"), optional=True),)


def _defined(document: Document) -> frozenset[str]:
    return defined(document.template, document.source.text) if document.template is not None else frozenset()
