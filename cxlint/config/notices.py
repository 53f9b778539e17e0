"""The program's own notices (CX) as rules: explained, selected and ignored like any other."""

from __future__ import annotations

from cxlint.model.rule import Rule


def _notice(
    code: str,
    name: str,
    *,
    message: str,
    why: str,
    suggest: str,
    fine_when: str = "",
    severity: str = "warning",
) -> Rule:
    return Rule(
        code=code, name=name, severity=severity, confidence="high", message=message, why=why, mother="",
        suggest=suggest, path="", fine_when=fine_when, since="0.1",
    )  # fmt: skip


NOTICES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        _notice(
            "CX001",
            "unreadable-document",
            message="This file cannot be read, so nothing in it was checked.",
            why="A file that was skipped in silence looks like a file without problems.",
            suggest="Repair or re-export the file, or exclude it.",
            fine_when="The file is meant for machines: exclude it in cxlint.toml.",
            severity="error",
        ),
        _notice(
            "CX002",
            "malformed-row",
            message="This row cannot be read as its table is laid out.",
            why="A price in the wrong column is a price nobody checks, and every program reads it differently.",
            suggest="Repair the row.",
            fine_when="The file is a made-up or historical extract: exclude it in cxlint.toml.",
        ),
        _notice(
            "CX101",
            "unused-suppression",
            message="Nothing here needs this suppression any more.",
            why="A suppression left behind hides the next problem of its kind, the one nobody has judged.",
            suggest="Delete the comment, or the code that is no longer needed.",
        ),
        _notice(
            "CX102",
            "suppression-without-rule",
            message="This suppression names no rule, so it has no effect.",
            why="A suppression of everything hides problems nobody has looked at.",
            suggest="Name the rule: cxlint: ignore[FEE001] reason.",
        ),
        _notice(
            "CX103",
            "suppression-without-reason",
            message="This suppression gives no reason.",
            why="Whoever reads it next cannot tell a decision from an oversight.",
            suggest="Say why after the bracket: who decided, or which duty requires the wording.",
        ),
        _notice(
            "CX104",
            "unknown-rule-in-suppression",
            message="This suppression names a rule that does not exist.",
            why="A misspelt code suppresses nothing, and the finding it was meant for stays.",
            suggest="Use a code or name that `cxlint rules` lists.",
        ),
        _notice(
            "CX105",
            "expired-suppression",
            message="This suppression has expired, and what it covered shows again.",
            why="Somebody gave the wording until a day, and the day has passed.",
            suggest="Change the wording, or decide anew and give another day.",
        ),
    )
}
"""By code."""
