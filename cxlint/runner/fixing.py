"""Files with their fixes made: in memory, with the same bytes for all that no fix changes."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.select import selected, settled
from cxlint.errors import ReadError
from cxlint.fixes.apply import settle
from cxlint.model.source import Source, decode
from cxlint.readers import read
from cxlint.runner.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cxlint.config.model import Config
    from cxlint.model.finding import Finding, Place
    from cxlint.rulebook import RuleSet

    _Lint = Callable[[Source], list[Finding]]

_NOT_CLEAN = frozenset({"CX001", "CX002"})
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Byte order marks and what follows them."""


class Repaired(NamedTuple):
    """A file, its text before and after, the bytes to write, and the findings that were fixed."""

    path: str
    before: str
    after: str
    data: bytes
    fixed: tuple[Finding, ...]


def applicable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made, and nobody has accepted it as it is."""
    fix = finding.fix
    return finding.status == "open" and fix is not None and (unsafe or fix.applicability == "safe")


def repair(
    findings: Iterable[Finding],
    config: Config,
    ruleset: RuleSet,
    *,
    unsafe: bool,
    stdin: tuple[str, bytes] | None = None,
) -> Iterator[Repaired]:
    """The files of some findings with all fixes made that may be made; `stdin` as in `cxlint.runner.run`.

    What is none of these findings, because it is in the baseline, say, stays as it is. Left out is what nothing changes
    in, what could not be read to the end, and what would not be written as it was.
    """
    findings = list(findings)
    wanted = {(finding.code, finding.place) for finding in findings if applicable(finding, unsafe=unsafe)}
    broken = {finding.place.path for finding in findings if finding.code in _NOT_CLEAN}
    paths = dict.fromkeys(finding.place.path for finding in findings if applicable(finding, unsafe=unsafe))
    if not paths:
        return
    codes = frozenset(rule.code for rule in selected(ruleset.by_code, config))
    session = Session(config, ruleset, paths, codes, None)

    def lint(source: Source) -> list[Finding]:
        found = settled(session.alone(source), ruleset.by_code, config)
        return [finding for finding in found if applicable(finding, unsafe=unsafe)]

    for path in paths:
        data = stdin[1] if stdin and stdin[0] == path else _bytes(path)
        repaired = None if path in broken or data is None else _repaired(path, data, _only(wanted, lint))
        if repaired is not None:
            yield repaired


def _only(wanted: set[tuple[str, Place]], lint: _Lint) -> _Lint:
    """`lint` for the rounds over one file, without what nobody asked for.

    In the first round that is told by its place, later by its sentence, which nobody has edited.
    """
    unwanted: set[tuple[str, str]] | None = None

    def limited(source: Source) -> list[Finding]:
        nonlocal unwanted
        found = lint(source)
        if unwanted is None:
            unwanted = {(one.code, one.words) for one in found if (one.code, one.place) not in wanted}
            return [one for one in found if (one.code, one.place) in wanted]
        return [one for one in found if (one.code, one.words) not in unwanted]

    return limited


def save(repaired: Repaired) -> None:
    """Put the new file in the place of the old one, all at once, with its rights. Raises OSError."""
    path = os.path.realpath(repaired.path)
    if not os.access(path, os.W_OK):
        raise PermissionError(13, "it is read-only", repaired.path)
    mode = os.stat(path).st_mode & 0o7777
    handle, new = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".cxlint-")
    try:
        with open(handle, "wb") as file:
            file.write(repaired.data)
        os.chmod(new, mode)
        os.replace(new, path)
    except OSError:
        os.unlink(new)
        raise


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _repaired(path: str, data: bytes, lint: _Lint) -> Repaired | None:
    try:
        before = decode(path, data).text
        after, fixed = settle(before, lambda text: lint(Source(path, text)))
        kept = fixed and _tags(path, before) == _tags(path, after)
    except ReadError:
        return None
    encoded = _encoded(data, before, after) if kept else None
    return Repaired(path, before, after, encoded, tuple(fixed)) if encoded is not None else None


def _tags(path: str, text: str) -> list[tuple[str, ...]]:
    """The template tags of a text in order, without their places."""
    template = read(Source(path, text)).template
    if template is None:
        return []
    tags = [(tag.start, tag.keyword, tag.argument) for tag in template.tags]
    slots = [(slot.start, slot.expression, "") for slot in template.slots]
    return [(template.dialect,), *(tag[1:] for tag in sorted(tags + slots))]


def _encoded(data: bytes, before: str, after: str) -> bytes | None:
    """The new text as the old one was written; None when the old bytes cannot be had back from their text."""
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", ""))
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            if mark + before.encode(name) == data:
                return mark + after.encode(name)
        except UnicodeEncodeError:
            continue
    return None
