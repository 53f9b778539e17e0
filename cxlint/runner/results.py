"""Results of earlier runs: of single files, and of whole runs over files that have not changed since.

A result of a file is good when its content, its path and all that shapes a result (`context`) are the same, and what
was asked about other files has the same answers (`traces`). A run is good when all its files are. Nothing here can fail
a run: what cannot be read is worked out anew.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from hashlib import blake2b
from typing import TYPE_CHECKING

from cxlint import __version__
from cxlint.runner import storage
from cxlint.runner.template_files import DiskFiles
from cxlint.runner.traces import Question, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet
    from cxlint.runner.linting import Outcome
    from cxlint.runner.neighbours import Neighbours

_FORMAT = 3
"""Raised when what is stored changes its shape."""

_KEEP_DAYS = 30
_LARGEST = 48_000_000
"""Bytes of the results of one project; beyond, those not used for longest go."""

_RUNS = 4
"""Whole runs kept: over the project, over a folder of it, over the files of a commit."""

_DEPENDENCIES = ("ahocorasick_rs", "jinja2", "lark", "pyromark", "yaml")
"""Packages that shape results."""


_Entry = tuple[bytes, tuple[int, ...], bytes, int]
"""Key, numbers of the questions it rests on, pickled Outcome, and the day of its last use."""


Run = tuple[list["Finding"], list[tuple[str, str]]]
"""The findings of a run, and the files it left out and why."""


class Results:
    """What is kept of one project under one configuration."""

    def __init__(self, config: Config, ruleset: RuleSet) -> None:
        shaping = config._replace(output_format="", fail_on="", baseline="", accepted=(), journey=())
        in_git = os.path.exists(os.path.join(config.root, ".git"))
        place = f"{_FORMAT}\0{os.getcwd()}\0{shaping!r}\0{in_git}"
        self.name = blake2b(place.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        made_by = (__version__, sys.version, _program(), ruleset.key, place)
        self.context = repr(made_by).encode("utf-8", "surrogatepass")
        self._salt = blake2b(self.context, digest_size=32).digest()
        self._disk = DiskFiles(config)
        self.files = FileResults(self, self._disk)

    def key_of(self, data: bytes) -> bytes:
        """The key of a file's bytes."""
        return self.key_under(blake2b(data, digest_size=16).digest())

    def key_under(self, content: bytes) -> bytes:
        """The key of a file with the hash of its bytes."""
        return blake2b(content, digest_size=16, key=self._salt).digest()

    def known_run(self, files: list[tuple[str, str]], *, whole: bool) -> Run | None:
        """What was stored for a run over exactly these files, if all of them are as they were.

        `whole` says that they are all of the project: then more can be told of suppressions.
        """
        runs = storage.read(f"runs-{self.name}")
        if not runs:
            return None
        keys = []
        for path, _ in files:
            try:
                with open(path, "rb") as file:
                    keys.append(self.key_of(file.read()))
            except OSError:
                return None
        wanted = _run_key(files, keys, whole=whole)
        for key, asked, result in runs:
            if key == wanted and all(_answer(self._disk, Question(*question)) == answer for question, answer in asked):
                storage.used(f"runs-{self.name}")
                storage.used(f"files-{self.name}")
                found: Run = pickle.loads(result)  # noqa: S301 -- see storage
                return found
        return None

    def save_run(self, files: list[tuple[str, str]], result: Run, *, whole: bool) -> None:
        """Keep what a run found, unless one of its files could not be kept."""
        keys = [self.files.keys.get(file) for file in files]
        if not all(keys):
            return
        wanted = _run_key(files, keys, whole=whole)
        asked = {_coarse(question) for question in self.files.asked}
        entry = (
            wanted,
            [(tuple(question), _answer(self._disk, question)) for question in asked],
            pickle.dumps(result, 5),
        )
        others = [run for run in storage.read(f"runs-{self.name}") or () if run[0] != wanted]
        storage.write(f"runs-{self.name}", [entry, *others[: _RUNS - 1]])


class FileResults:
    """The results of single files."""

    def __init__(self, results: Results, disk: DiskFiles) -> None:
        self._results = results
        self.disk = disk
        """The project's files as this run sees them."""
        self.translated = True
        """See Engine; it shapes results, too."""
        self._questions: list[tuple[Question, bytes]] = []
        self._stored: dict[tuple[str, str], _Entry] | None = None
        self._new: dict[tuple[str, str], tuple[bytes, dict[Question, bytes], bytes]] = {}
        self.keys: dict[tuple[str, str], bytes] = {}
        """The key of each file whose result is kept."""
        self.asked: dict[Question, bytes] = {}
        """All that was asked about other files in this run, and the answers."""

    def find(self, path: str, why: str, neighbours: Neighbours) -> Outcome | None:
        """What is known of a file on disk."""
        if self._stored is None:
            self._questions, self._stored = self._read()
        entry = self._stored.get((path, why))
        if entry is None:
            return None
        try:
            with open(path, "rb") as file:
                key = self._results.key_of(file.read())
        except OSError:
            return None
        if entry[0] != self._own(key):
            return None
        trace = [self._questions[i] for i in entry[1]]
        if any(neighbours.answer(question) != answer for question, answer in trace):
            return None
        outcome: Outcome = pickle.loads(entry[2])  # noqa: S301 -- see storage
        self.keys[path, why] = key
        self.asked.update(trace)
        return outcome

    def add(self, path: str, why: str, outcome: Outcome) -> None:
        """Keep what a file came to; what crashed should crash again, and what changed meanwhile be read again."""
        fits = all(self.asked.setdefault(question, answer) == answer for question, answer in outcome.answers.items())
        if outcome.failures or not outcome.content or not fits:
            return
        key = self.keys[path, why] = self._results.key_under(outcome.content)
        self._new[path, why] = self._own(key), outcome.answers, pickle.dumps(outcome._replace(answers={}), 5)

    def save(self) -> None:
        """Write what is new, beside what other runs wrote meanwhile."""
        if not self._new:
            return
        today = int(time.time() // 86400)
        questions, stored = self._read()
        numbers = {pair: i for i, pair in enumerate(questions)}
        for name, (key, answers, blob) in self._new.items():
            stored[name] = key, tuple(numbers.setdefault(pair, len(numbers)) for pair in answers.items()), blob, today
        kept = {}
        total = 0
        # those of this run first
        for name, entry in sorted(stored.items(), key=lambda item: (item[0] not in self.keys, -item[1][3])):
            day = today if name in self.keys else entry[3]
            total += len(entry[2])
            if day > today - _KEEP_DAYS and total <= _LARGEST:
                kept[name] = (*entry[:3], day)
        self._write(list(numbers), kept)

    def look_around(self, paths: list[str]) -> None:
        """Note how the template files around some files are now, before other processes read them."""
        for root in dict.fromkeys(self.disk.root(self.disk.key(path)) for path in paths):
            for key in self.disk.everything(root):
                self.disk.fingerprint(key)

    def _own(self, key: bytes) -> bytes:
        return key + (b"+" if self.translated else b"-")

    def _read(self) -> tuple[list[tuple[Question, bytes]], dict[tuple[str, str], _Entry]]:
        found = storage.read(f"files-{self._results.name}")
        if not found or found[0] != self._results.context:
            return [], {}
        return [(Question(*question), answer) for question, answer in found[1]], found[2]

    def _write(
        self,
        questions: list[tuple[Question, bytes]],
        kept: dict[tuple[str, str], _Entry],
    ) -> None:
        """Store entries with the questions that they ask, numbered anew."""
        used = sorted({i for entry in kept.values() for i in entry[1]})
        renamed = {old: new for new, old in enumerate(used)}
        table = [(tuple(questions[i][0]), questions[i][1]) for i in used]
        entries = {name: (key, tuple(renamed[i] for i in asked), *rest) for name, (key, asked, *rest) in kept.items()}
        storage.write(f"files-{self._results.name}", (self._results.context, table, entries))


def _run_key(files: list[tuple[str, str]], keys: Iterable[bytes | None], *, whole: bool) -> bytes:
    parts = [part for (path, why), key in zip(files, keys, strict=True) for part in (path, why, (key or b"").hex())]
    parts.append("whole" if whole else "part")
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _coarse(question: Question) -> Question:
    """The question to ask before a whole run is taken for known: cheaper to answer than those of single files."""
    return question if question.about in ("names", "content") else Question("tree", question.path)


def _answer(disk: DiskFiles, question: Question) -> bytes:
    about, path, _ = question
    if about == "names":
        return digest(disk.names(path))
    if about == "content":
        return digest((disk.fingerprint(path),))
    return digest(part for key in disk.everything(path) for part in (f"{key}\n{disk.fingerprint(key)}",))


def _program() -> list[object]:
    """What tells one installation or checkout of cxlint, and what it builds on, from another."""
    import importlib.util

    stamps: list[object] = []
    for name in _DEPENDENCIES:
        spec = importlib.util.find_spec(name)
        stamps.append(_stamp(spec.origin) if spec and spec.origin else name)
    folders = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    if entry.name.endswith(".py"):
                        stamps.append(_stamp(entry.path))
                    elif entry.is_dir() and not entry.name.startswith(("_", ".")):
                        folders.append(entry.path)
        except OSError:  # in an archive: the version must do
            continue
    return stamps


def _stamp(path: str) -> tuple[str, int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return path, 0, 0
    return path, status.st_size, status.st_mtime_ns
