"""Finding and reading the configuration file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from cxlint.config.model import Config
from cxlint.config.schema import SettingError, settings
from cxlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxlint.config.model import Accepted

FILES = ("cxlint.toml", ".cxlint.toml", "pyproject.toml")
"""In order of preference within a folder; pyproject.toml counts only when it has [tool.cxlint]."""


def load(start: str = ".", *, file: str = "", isolated: bool = False) -> Config:
    """The configuration for files in the folder `start`.

    `file` names the configuration file instead of looking for one, or a folder to take for `start`; `isolated` ignores
    all of them. Otherwise the nearest file counts, from `start` upwards to the root of the repository; files further up
    are not merged in. Raises ConfigError with line and column when the file cannot be used.
    """
    if file and os.path.isdir(file):
        start, file = file, ""
    start = os.path.abspath(start)
    if isolated:
        return Config(root=_repository(start) or start)
    if file:
        return _read(file, os.path.abspath(file), required=True) or Config(root=start)
    folder = start
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (config := _read(shown(path), path, required=False)):
                return config
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return Config(root=_repository(start) or start)
        folder = parent


def unused(paths: Iterable[str], config: Config) -> list[str]:
    """Configuration files that lie nearer to some of the files than the one in use: a run has but one.

    Of pyproject.toml, which most projects have for other reasons, nothing is said.
    """
    root = os.path.abspath(config.root)
    folders: set[str] = set()
    for path in paths:
        folder = os.path.dirname(os.path.abspath(path))
        while folder not in folders and folder.startswith(os.path.join(root, "")):
            folders.add(folder)
            folder = os.path.dirname(folder)
    found = (os.path.join(folder, name) for folder in sorted(folders) for name in FILES[:2])
    return [shown(path) for path in found if os.path.isfile(path)]


def common_folder(paths: Sequence[str]) -> str:
    """The deepest folder that holds all paths: where the search for the configuration starts."""
    absolute = [os.path.abspath(path) for path in paths]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in absolute]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # none, or on several drives
        return os.getcwd()


def _repository(folder: str) -> str:
    """The root of the repository around a folder, or an empty string."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def shown(path: str) -> str:
    """A path as a person would name it from here."""
    try:
        return min(os.path.relpath(path), path, key=len)
    except ValueError:  # another drive
        return path


def _read(shown: str, path: str, *, required: bool) -> Config | None:
    """The configuration in a file; None when it has none and is not `required` to."""
    text = _text(shown, path)
    pyproject = os.path.basename(path) == "pyproject.toml"
    if pyproject and not required and "cxlint" not in text:
        return None
    data = _parse(shown, text)
    prefix: tuple[str, ...] = ()
    if pyproject:
        prefix = ("tool", "cxlint")
        tool = data.get("tool")
        table = tool.get("cxlint") if isinstance(tool, dict) else None
        if not isinstance(table, dict):
            if required:
                raise ConfigError("has no table [tool.cxlint]", where=shown)
            return None
        data = table
    root = os.path.dirname(path)
    try:
        fields = settings(data)
        fields["rules_dirs"] = tuple(_folder(root, name) for name in fields.get("rules_dirs", ()))
        if "baseline" in fields:
            fields["baseline"] = os.path.join(root, fields["baseline"])
        if fields.get("accepted"):
            fields["accepted"] = _placed(text, fields["accepted"], prefix)
    except SettingError as problem:
        raise _at(shown, text, problem, prefix) from problem
    return Config(root=root, path=shown, **fields)


def _placed(text: str, accepted: tuple[Accepted, ...], prefix: tuple[str, ...]) -> tuple[Accepted, ...]:
    """The tables of `ignore` with the places where they stand."""
    from cxlint.config.locate import tables

    places = tables(text, (*prefix, "ignore"), len(accepted))
    return tuple(one._replace(line=line, column=column) for one, (line, column) in zip(accepted, places, strict=True))


def _folder(root: str, name: str) -> str:
    path = os.path.join(root, name)
    if not os.path.isdir(path):
        raise SettingError(f"`rules-dirs` names a folder that is not there: {name}", ("rules-dirs",), name)
    return path


def _text(shown: str, path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as stream:
            return stream.read()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=shown) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8, which TOML requires", where=shown) from error


def _parse(shown: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        import re

        from cxlint.config.locate import excerpt

        message = str(error)
        place = re.search(r" ?\(at line (\d+), column (\d+)\)", message)
        if place is None:
            raise ConfigError(f"is not valid TOML: {message}", where=shown) from error
        line, column = int(place[1]), int(place[2])
        hint = _TWO_FORMS if "ignore" in message and "immutable" in message else ""
        message = f"not valid TOML: {message[: place.start()]}\n{excerpt(text, line, column, 1)}"
        raise ConfigError(message, where=f"{shown}:{line}:{column}", hint=hint) from error


_TWO_FORMS = 'TOML has `ignore` as one list or as tables; put { rule = "...", reason = "..." } into the list'


def _at(shown: str, text: str, problem: SettingError, prefix: tuple[str, ...]) -> ConfigError:
    from cxlint.config.locate import excerpt, position, tables

    key = prefix + problem.key
    if problem.table:
        (line, column), length = tables(text, key, problem.table)[-1], 2
    else:
        line, column, length = position(text, key, problem.value)
    return ConfigError(
        f"{problem.message}\n{excerpt(text, line, column, length)}",
        where=f"{shown}:{line}:{column}",
        hint=problem.hint,
    )
