"""The configuration that `cxlint init` proposes, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.cli.init_survey import globs
from cxlint.config.model import JOURNEY
from cxlint.model.given import MESSAGE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.cli.init_survey import Seen

KEYS = (
    ("schedules", "schedule", "What every other text must agree with: fee schedules and price lists."),
    ("policies", "policy", "Policies and terms."),
    ("templates", "message", "Messages to customers."),
)
"""Key, kind of document, and what it says."""

_MOST_GLOBS = 20
_MOST_NAMED = 4


def text(seen: Seen, table: str = "") -> str:
    """The TOML of a configuration; `table` is the table it stands in ("tool.cxlint"), empty for a file of its own."""
    return "\n".join(_lines(seen, table)) + "\n"


def _lines(seen: Seen, table: str) -> Iterator[str]:
    if table:
        yield f"[{table}]"
    yield f"# Written by `cxlint init` from {_count(len(seen.files), 'file')}. Change what it guessed wrong;"
    yield "# `cxlint check` works without any of it. docs/configuration.md of cxlint has all the keys."
    for key, kind, about in KEYS:
        yield ""
        yield f"# {about}"
        yield from _list(key, globs(seen.kinds.get(kind, ()), seen.files))
    yield ""
    yield "# The names by which the texts speak of your company."
    yield f"# company = {_array(seen.companies or ['Your Company'])}"
    if seen.rules:
        yield ""
        yield "# Rules of your own, beside the built-in ones: `cxlint test` runs their examples."
        yield f"rules-dirs = {_array(seen.rules)}"
    if seen.left_out:
        yield ""
        yield "# Texts that nobody here writes to customers."
        yield "extend-exclude = ["
        for folder, (reason, number) in seen.left_out.items():
            yield f"    {_quoted(f'/{folder}/')},  # {reason}: {_count(number, 'file')}"
        yield "]"
    yield ""
    yield "# What was there before: `cxlint baseline create` writes it down, and only new findings show from then on."
    yield '# baseline = ".cxlint-baseline.json"'
    yield from _journey(seen)
    yield from _kinds(seen, table)


def _list(key: str, patterns: list[str]) -> Iterator[str]:
    if not patterns:
        yield f"# {key} = []  # none seen"
    elif len(patterns) == 1:
        yield f"{key} = {_array(patterns)}"
    else:
        yield f"{key} = ["
        yield from (f"    {_quoted(pattern)}," for pattern in patterns[:_MOST_GLOBS])
        if len(patterns) > _MOST_GLOBS:
            yield f"    # and {len(patterns) - _MOST_GLOBS} more: a glob over their folders would be shorter"
        yield "]"


def _journey(seen: Seen) -> Iterator[str]:
    """The stages of the journey as they are without the key, with what was seen of each."""
    yield ""
    yield "# The stages of your customer's journey, for `cxlint report`. Name them as you do, give each its"
    yield '# `owner`, and `paths = ["mails/welcome/**"]` where the kind does not tell.'
    yield "# journey = ["
    for stage in JOURNEY:
        counts = [f"{len(seen.kinds[kind]):,} {kind}" for kind in stage.kinds if seen.kinds.get(kind)]
        table = f"{{ stage = {_quoted(stage.name)}, kinds = {_array(stage.kinds)} }},"
        yield f"#     {table:72}  # {', '.join(counts) or 'not seen'}"
    yield "# ]"


def _kinds(seen: Seen, table: str) -> Iterator[str]:
    """The kinds of messages as a table that is commented out: the guess stands without it."""
    yield ""
    yield "# Where a guess is wrong, say what a file is; the last glob that fits wins. Guessed now:"
    yield f"# [{f'{table}.' if table else ''}kinds]"
    known = [kind for kind in MESSAGE_KINDS if seen.kinds.get(kind)]
    for kind in known:
        for path in seen.kinds[kind][:_MOST_NAMED]:
            yield f"# {_quoted(path)} = {_quoted(kind)}"
        if len(seen.kinds[kind]) > _MOST_NAMED:
            yield f"#   and {len(seen.kinds[kind]) - _MOST_NAMED} more: {kind}"
    if not known:
        yield '# "letters/*.txt" = "dunning"'


def _array(items: Iterable[str]) -> str:
    return "[" + ", ".join(map(_quoted, items)) + "]"


def _quoted(words: str) -> str:
    """A string as TOML writes it, which is as JSON does; a byte that is no UTF-8 becomes `?`, which fits as a glob."""
    from json import dumps

    return dumps("".join("?" if "\ud800" <= c <= "\udfff" else c for c in words), ensure_ascii=False)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
