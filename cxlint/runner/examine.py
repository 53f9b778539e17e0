"""One file as a run would see it: what is known of it, and of the files around it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.pairs import belong, part
from cxlint.config.select import given_for
from cxlint.engine import Engine
from cxlint.errors import UsageError
from cxlint.readers import load, read
from cxlint.runner.neighbours import Neighbours
from cxlint.runner.template_files import DiskFiles
from cxlint.suppress import parse

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.config.model import Config
    from cxlint.rulebook import RuleSet

_SIBLINGS = ("html", "text", "txt", "plain")


class Examined(NamedTuple):
    """The facts of a file, and the other parts of the same message by path."""

    facts: Facts
    pair: tuple[str, ...]


def examine(path: str, config: Config, ruleset: RuleSet) -> Examined:
    """Read a file and what stands around it. Raises UsageError when there is none, ReadError when it is no text."""
    try:
        with open(path, "rb") as file:
            source = load(path, file.read())
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}") from error
    engine = Engine(ruleset, [], config.company)
    engine.neighbours = Neighbours(engine, DiskFiles(config))
    given = parse(source).given.over(given_for(path, config))
    return Examined(engine.facts(read(source), given), other_parts(path))


def other_parts(path: str) -> tuple[str, ...]:
    """The files beside a file that are other parts of the same message: its HTML, its text, its subject line."""
    own = part(path)
    folder = os.path.dirname(path)
    above = os.path.dirname(folder)
    folders = [folder]
    if os.path.basename(folder).lower() in _SIBLINGS:
        folders += [os.path.join(above, name) for name in _SIBLINGS if name != os.path.basename(folder).lower()]
    found = []
    for place in folders:
        try:
            names = sorted(os.listdir(place or "."))
        except OSError:
            continue
        found += [other for name in names if belong(own, part(other := os.path.join(place, name)))]
    return tuple(found)
