"""Files with their fixes made: in memory, with the same bytes for all that no fix changes."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.select import selected, settled
from cxlint.errors import ReadError
from cxlint.fixes.draft import Draft
from cxlint.model.source import Source, decode
from cxlint.readers import read
from cxlint.runner.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from cxlint.config.model import Config
    from cxlint.model.finding import Finding, Fix, Place
    from cxlint.rulebook import RuleSet

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


class Opened(NamedTuple):
    """A file some fixes of which may be made: its bytes as they were read, its text, and what becomes of that."""

    path: str
    data: bytes
    text: str
    draft: Draft

    def repaired(self) -> Repaired | None:
        """The file with the fixes that were made in its draft; None without any."""
        fixed, after = self.draft.fixed, self.draft.text
        encoded = _encoded(self.data, self.text, after) if fixed else None
        return Repaired(self.path, self.text, after, encoded, tuple(fixed)) if encoded is not None else None

    def writable(self) -> bool:
        """Whether the file can be written."""
        return os.access(os.path.realpath(self.path), os.W_OK)

    def unchanged(self) -> bool:
        """Whether the file still holds the bytes that were read."""
        return _bytes(self.path) == self.data


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
    """The files of some findings with all fixes made that may be made; arguments as those of `drafts`."""
    for opened in drafts(findings, config, ruleset, unsafe=unsafe, stdin=stdin):
        while pending := opened.draft.pending():
            opened.draft.make(pending)
        if repaired := opened.repaired():
            yield repaired


def drafts(
    findings: Iterable[Finding],
    config: Config,
    ruleset: RuleSet,
    *,
    unsafe: bool,
    stdin: tuple[str, bytes] | None = None,
) -> Iterator[Opened]:
    """The files of some findings, as drafts in which their fixes wait, and those of what a fix brings to light.

    `stdin` is as in `cxlint.runner.run`. Fixes of other findings, such as those of a baseline, are passed over. Left
    out is what could not be read to the end, and what could not be written as it was.
    """
    findings = list(findings)
    broken = {finding.place.path for finding in findings if finding.code in _NOT_CLEAN}
    chosen = [finding for finding in findings if applicable(finding, unsafe=unsafe)]
    wanted = {_identity(finding) for finding in chosen}
    paths = dict.fromkeys(finding.place.path for finding in chosen)
    if not paths:
        return
    codes = frozenset(rule.code for rule in selected(ruleset.by_code, config))
    session = Session(config, ruleset, paths, codes, None)

    def lint(source: Source) -> list[Finding]:
        found = settled(session.alone(source), ruleset.by_code, config)
        return [finding for finding in found if applicable(finding, unsafe=unsafe)]

    for path in paths:
        data = stdin[1] if stdin and stdin[0] == path else _bytes(path)
        opened = None if path in broken or data is None else _opened(path, data, lint, wanted)
        if opened is not None:
            yield opened


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
    except BaseException:  # Ctrl-C, too, leaves nothing behind
        with suppress(FileNotFoundError):
            os.unlink(new)
        raise


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _identity(finding: Finding) -> tuple[str, Place, Fix | None]:
    """What two runs over the same text agree upon."""
    return finding.code, finding.place, finding.fix


def _opened(
    path: str,
    data: bytes,
    lint: Callable[[Source], list[Finding]],
    wanted: Collection[tuple[str, Place, Fix | None]],
) -> Opened | None:
    try:
        text = decode(path, data).text
        if _encoded(data, text, text) is None:
            return None
        tags = _tags(path, text)

        def fits(after: str) -> bool:
            try:
                return _tags(path, after) == tags and _encoded(data, text, after) is not None
            except ReadError:
                return False

        draft = Draft(
            text,
            lambda now: lint(Source(path, now)),
            wanted=lambda finding: _identity(finding) in wanted,
            fits=fits,
        )
    except ReadError:
        return None
    return Opened(path, data, text, draft)


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
