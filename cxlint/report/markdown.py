"""A page for a comment on a pull request, or the summary of a step: short enough for GitHub, the worst first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from cxlint.model.finding import SEVERITIES
from cxlint.report import count, hint, open_findings, remarks, summary
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

_RESERVE = 600
"""Bytes kept for the lines after the findings."""

_MOST_FAILURES = 5
_LONGEST_FAILURE = 200
_SIGNS = re.compile(r"[\\`*_~\[\]|$]")
_CALLS = re.compile(r"([@#])(?=\w)")


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write the summary, the open findings by severity as far as `options.limit` goes, and how many are left out."""
    head = f"## cxlint\n\n**{_plain(summary(result))}**\n" + "".join(_failures(result.failures))
    out.write(head)
    findings = open_findings(result)
    room = options.limit - _size(head) - _RESERVE
    left_out: dict[str, int] = {}
    for severity in reversed(SEVERITIES):
        group = [finding for finding in findings if finding.severity == severity]
        if not group:
            continue
        section, shown = _section(severity, group, 0 if left_out else room, opened=severity == _worst(findings))
        out.write(section)
        room -= _size(section)
        if shown < len(group):
            left_out[severity] = len(group) - shown
    if left_out:
        out.write(f"\n> [!WARNING]\n> {_left_out(left_out)}\n")
    if advice := hint(result):
        out.write(f"\n{advice}\n")


def _failures(failures: Sequence[str]) -> Iterator[str]:
    if not failures:
        return
    yield "\n> [!CAUTION]\n> This report is incomplete:\n"
    yield from (f"> - {_plain(failure[:_LONGEST_FAILURE])}\n" for failure in failures[:_MOST_FAILURES])
    if len(failures) > _MOST_FAILURES:
        yield f"> - and {len(failures) - _MOST_FAILURES:,} more\n"


def _worst(findings: list[Finding]) -> str:
    return max((finding.severity for finding in findings), key=SEVERITIES.index)


def _section(severity: str, findings: list[Finding], room: int, *, opened: bool) -> tuple[str, int]:
    """The findings of one severity that have room, folded unless `opened`, and their number."""
    title = count(len(findings), severity, "info" if severity == "info" else "")
    parts = [f"\n<details{' open' if opened else ''}><summary>{title}</summary>\n\n"]
    end = "\n</details>\n"
    used = _size(parts[0]) + _size(end)
    for finding in findings:
        item = "".join(_item(finding))
        used += _size(item)
        if used > room:
            break
        parts.append(item)
    return ("".join([*parts, end]), len(parts) - 1) if len(parts) > 1 else ("", 0)


def _item(finding: Finding) -> Iterator[str]:
    yield f"- {_code(finding.place.shown)} {_plain(finding.message)} ({finding.code})\n"
    yield from (f"  - {_plain(remark)}\n" for remark in remarks(finding))
    yield from (f"  - See {_code(related.place.shown)}: {_plain(related.message)}\n" for related in finding.related)


def _left_out(numbers: dict[str, int]) -> str:
    total = count(sum(numbers.values()), "finding is", "findings are")
    parts = ", ".join(
        count(number, severity, "info" if severity == "info" else "") for severity, number in numbers.items()
    )
    return f"{total} left out here ({parts}): GitHub takes no longer text. `cxlint check` shows them all."


def _plain(text: str) -> str:
    """Words of a document that are nothing but words: no markup, no formula, nobody called and no issue linked."""
    inert = harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub("\\1\u200b", _SIGNS.sub(r"\\\g<0>", inert))


def _code(text: str) -> str:
    return f"`{harmless(text).replace('`', chr(39))}`"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
