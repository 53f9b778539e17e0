"""Which files a run looks at: those named, and those found in the folders named."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.config.globs import matches, relative
from cxlint.config.model import INCLUDE
from cxlint.readers import can_read
from cxlint.readers.locales import names_catalogue, names_messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.config.model import Config


CHECKED, GUESSED, SURVEYED = "checked", "guessed", "surveyed"
"""Why a file is read: to be checked; to be checked if it turns out to be a message catalogue; for what it states."""

EXCLUDED = "excluded by the configuration"
"""Why a named file was left out, where nothing is wrong with it."""

_PRICED_PATH = re.compile(r"(?<![a-z])(?:fees?|charges?|pric(?:es?|ing)|rates?|tariffs?|plans?|products?)(?![a-z])")
_SETTINGS = re.compile(
    r"(?:^|/)(?:package(?:-lock)?|tsconfig[^/]*|jsconfig|composer|manifest|[^/]*\.(?:schema|config|test|spec))\.json$"
)
_ELSEWHERE = {
    "xls": "an old workbook: save it as .xlsx or .csv",
    "xlsb": "a binary workbook: save it as .xlsx or .csv",
    "ods": "an OpenDocument sheet: save it as .xlsx or .csv",
    "numbers": "a Numbers sheet: export it as .xlsx or .csv",
    "pdf": "a PDF: save its text as .txt or .md, its tables as .csv",
    "doc": "an old Word document: save it as .txt or .html",
    "docx": "a Word document: save it as .txt, .md or .html",
    "odt": "an OpenDocument text: save it as .txt, .md or .html",
    "rtf": "rich text: save it as .txt or .html",
}


class Discovered(NamedTuple):
    """Paths as the user would write them, in order, and what was left out and why."""

    paths: list[str]
    skipped: list[tuple[str, str]]


def discover(paths: list[str], config: Config) -> Discovered:
    """The files to check.

    A folder contributes what `include` covers, less `exclude` and what .gitignore files leave out. A file named on
    the command line is checked whatever the globs say, unless `force_exclude` is on (pre-commit names every file).
    """
    found: dict[str, str] = {}
    skipped: list[tuple[str, str]] = []
    for path in paths:
        if os.path.isdir(path):
            for file in walk(path, config):
                found.setdefault(os.path.abspath(file), file)
        elif _is_special(path):
            skipped.append((path, "a pipe or a device: write it into a file, or pipe it into `cxlint check -`"))
        elif config.force_exclude and excluded(path, config):
            skipped.append((path, EXCLUDED))
        elif not can_read(path):
            skipped.append((path, _ELSEWHERE.get(path.lower().rpartition(".")[2], "no reader for this kind of file")))
        else:
            found.setdefault(os.path.abspath(path), path)
    return Discovered(list(found.values()), skipped)


def _is_special(path: str) -> bool:
    """Whether a path names a pipe, a socket or a device: reading one may never end."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False  # reading it tells why
    return not stat.S_ISREG(mode)


def covers_project(paths: list[str], config: Config) -> bool:
    """Whether one of the paths is the folder of the project, or one above it."""
    root = os.path.join(os.path.realpath(config.root), "")
    folders = (os.path.join(os.path.realpath(path), "") for path in paths if os.path.isdir(path))
    return any(root.startswith(folder) for folder in folders)


def excluded(path: str, config: Config) -> bool:
    """Whether the configuration leaves a file out, as it does the project's rules."""
    absolute = os.path.abspath(path)
    if any(absolute.startswith(os.path.join(os.path.abspath(folder), "")) for folder in config.rules_dirs):
        return True
    return matches(relative(absolute, config.root), config.exclude + config.extend_exclude)


def walk(folder: str, config: Config) -> Iterator[str]:
    """The files of a folder that the configuration includes, sorted, folder by folder.

    A link that leads nowhere and a folder that may not be opened are among them; pipes and devices are not.
    """
    ignores = _Ignores(config).above(folder)
    if not ignores.ignored(folder, folder=True):
        yield from _walk(os.path.normpath(folder), config, ignores)


def _walk(folder: str, config: Config, ignores: _Ignores) -> Iterator[str]:
    ignores = ignores.inside(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError:
        yield folder  # reading it fails, and that is reported: what is in there was not checked
        return
    except OSError:
        return
    patterns = config.exclude + config.extend_exclude
    here = relative(os.path.abspath(folder), config.root)
    for entry in entries:
        path = entry.name if folder == "." else os.path.join(folder, entry.name)
        if os.path.isabs(here):
            inside = relative(os.path.abspath(path), config.root)
        else:
            inside = entry.name if here == "." else f"{here}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            left_out = matches(inside + "/x", patterns) or _holds_rules(path, config)
            if not left_out and not ignores.ignored(path, folder=True):
                yield from _walk(path, config, ignores)
        elif (
            matches(inside, config.include)
            and not matches(inside, patterns)
            and not ignores.ignored(path)
            and can_read(path)
            and _is_for_people(inside, config)
            and (entry.is_file() or not os.path.exists(path))
        ):
            yield path


def _holds_rules(folder: str, config: Config) -> bool:
    """Whether a folder holds the project's rules: their bad examples are meant to be bad."""
    return any(os.path.abspath(folder) == os.path.abspath(rules) for rules in config.rules_dirs)


def _is_for_people(inside: str, config: Config) -> bool:
    """Whether a JSON or .properties file that nobody named holds prices or messages: most of them hold settings.

    Globs of the configuration that name such files are believed.
    """
    suffix = inside.lower().rpartition(".")[2]
    if suffix not in ("json", "properties") or _is_wanted(inside, config):
        return True
    return names_messages(inside) if suffix == "properties" else _is_priced(inside) or _is_message_path(inside)


def may_hold_messages(path: str, config: Config) -> bool:
    """Whether nothing but its folder says that a JSON file is for people: only its content can tell."""
    if not path.lower().endswith(".json"):
        return False
    inside = relative(os.path.abspath(path), config.root)
    return not _is_wanted(inside, config) and not _is_priced(inside) and _is_message_path(inside)


def _is_wanted(inside: str, config: Config) -> bool:
    named = config.include if config.include != INCLUDE else ()
    return matches(inside, config.schedules + config.policies + config.templates + named)


def _is_priced(inside: str) -> bool:
    path = inside.lower().replace("_", " ")
    return _PRICED_PATH.search(path) is not None and not _SETTINGS.search(path)


def _is_message_path(inside: str) -> bool:
    return names_catalogue(inside) and not _SETTINGS.search(inside.lower())


class _Ignores:
    """The .gitignore files that apply in a folder: its own and those above it, up to the repository's root."""

    def __init__(self, config: Config, specs: tuple[tuple[str, Any], ...] = ()) -> None:
        self._config = config
        self._specs = specs

    def above(self, folder: str) -> _Ignores:
        """With the .gitignore files of the folders between the root and this one."""
        root, here = os.path.abspath(self._config.root), os.path.abspath(folder)
        chain: list[str] = []
        at = os.path.dirname(here)
        while at.startswith(root) and here != root:
            chain.append(at)
            if at in (root, os.path.dirname(at)):
                break
            at = os.path.dirname(at)
        ignores = self
        for base in reversed(chain):
            ignores = ignores.inside(base)
        return ignores

    def inside(self, folder: str) -> _Ignores:
        """With the .gitignore file of a folder, if it has one."""
        path = os.path.join(folder, ".gitignore")
        if not self._config.respect_gitignore or not os.path.isfile(path):
            return self
        import pathspec

        with open(path, encoding="utf-8", errors="replace") as file:
            spec = pathspec.GitIgnoreSpec.from_lines(file)
        return _Ignores(self._config, (*self._specs, (os.path.abspath(folder), spec)))

    def ignored(self, path: str, *, folder: bool = False) -> bool:
        """Whether git would leave a path out: the deepest file that speaks of it decides."""
        if not self._specs:
            return False
        absolute = os.path.abspath(path)
        for base, spec in reversed(self._specs):
            inside = os.path.relpath(absolute, base).replace(os.sep, "/") + ("/" if folder else "")
            said = spec.check_file(inside).include
            if said is not None:
                return bool(said)
        return False
