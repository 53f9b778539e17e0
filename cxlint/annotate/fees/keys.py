"""Fees in data files: `late_fee: 15`, `fees: {late: {amount: 15}}`, `- name: Late fee` beside an amount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.fees import key_words
from cxlint.annotate.fees.entry import Line, fee_of
from cxlint.annotate.fees.key_values import COUNTED, Values, bound_of, sort, value_of
from cxlint.annotate.fees.key_words import Key, classify, words_of
from cxlint.annotate.fees.labels import parse, role_of
from cxlint.annotate.fees.tables import chosen, grid_fees
from cxlint.annotate.fees.units import currency_of, iso_period, period_of
from cxlint.model.document import Role
from cxlint.model.source import KEYED, file_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.cells import Value
    from cxlint.annotate.fees.fee import Fee
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block

_IN_FEES = re.compile(r"\b(?:fees?|charges?|surcharges?|penalties|tariffs?)\b")
_ASIDE = frozenset("discounts discount features constraints eligibility links images".split())
_ROW = re.compile(r"(.*?\.?)(?:rows|body|data|entries|values)\.(\d+)$")
_HEADS = ("headers", "header", "columns", "head", "cols", "fields")


class _Record(NamedTuple):
    """A mapping of the file: its path, and its values by key as written."""

    path: list[str]
    values: dict[str, Block]


def key_fees(facts: Facts, names: FeeNames) -> Iterator[Fee]:
    """The fees of a YAML or JSON file; none of others."""
    if facts.document.source.suffix not in KEYED or facts.document.catalogue:
        return
    records = _records(facts)
    in_rows = yield from _table_fees(facts, names, records)
    for path, record in records.items():
        if path not in in_rows and _ASIDE.isdisjoint(words_of(part) for part in record.path):
            yield from _record_fees(facts, names, record, records)


def _records(facts: Facts) -> dict[str, _Record]:
    found: dict[str, _Record] = {}
    for block in facts.document.blocks:
        if block.role == Role.VALUE and block.label:
            path, _, key = block.label.rpartition(".")
            record = found.get(path)
            if record is None:
                record = found[path] = _Record(path.split(".") if path else [], {})
            record.values.setdefault(key, block)
    return found


def _table_fees(facts: Facts, names: FeeNames, records: dict[str, _Record]) -> Generator[Fee, None, set[str]]:
    """The fees of tables kept as `headers` and `rows`; gives the paths of the lists it used up."""
    tables: dict[str, list[str]] = {}
    for path in records:
        match = _ROW.match(path)
        if match:
            tables.setdefault(match[1], []).append(path)
    used: set[str] = set()
    for prefix, rows in tables.items():
        head = next((prefix + key for key in _HEADS if prefix + key in records), None)
        if head is None or not all(key.isdigit() for path in rows for key in records[path].values):
            continue
        used.update([head, *rows])
        yield from grid_fees(facts, names, [_by_number(records[path]) for path in [head, *rows]], "data")
    return used


def _by_number(record: _Record) -> list[Block | None]:
    numbers = {int(key): block for key, block in record.values.items() if key.isdigit()}
    width = min(max(numbers, default=-1) + 1, 2 * len(numbers) + 8)
    return [numbers.get(i) for i in range(width)]


def _record_fees(facts: Facts, names: FeeNames, record: _Record, records: dict[str, _Record]) -> Iterator[Fee]:
    values = sort(facts, record.values)
    if not values.amounts:
        return
    named = [part for part in record.path if not part.isdigit()]
    place = " / ".join(words_of(part) for part in named)
    folded = facts.scan.folded
    title = folded[values.title.start : values.title.end] if values.title else ""
    in_list = bool(record.path) and record.path[-1].isdigit()
    label = title or (words_of(named[-1]) if named and not in_list else "")
    in_fees = _IN_FEES.search(place) is not None or _file_of_fees(facts)
    shared = _line(facts, values, record, records)
    for key, block in values.amounts:
        value = value_of(facts, key, block, values, label)
        if value is None:
            continue
        if key.generic:
            fee_key = _IN_FEES.search(key.words) is not None and label != ""
            if not label or not (in_fees or fee_key or names.noun.search(label)):
                continue
            anchor = values.title or block
            text = facts.document.block_text(values.title) if values.title else label
            line = shared._replace(
                start=anchor.start, end=anchor.end, around=_around(facts, record, records, skip_last=not title)
            )
            yield fee_of(names, _named(line, text, label, value, key))
        elif names.noun.search(key.words) or (in_fees and not key.vetoed):
            if key.vetoed or COUNTED.search(key.words):
                continue
            line = shared._replace(around=_around(facts, record, records, skip_last=False))
            yield fee_of(names, _keyed(line, block, key, value, title, in_fees=in_fees))


def _line(facts: Facts, values: Values, record: _Record, records: dict[str, _Record]) -> Line:
    """The line of a record without name and amount: unit, currency, notes, bounds, choice."""
    folded = facts.scan.folded

    def texts(kind: str) -> list[str]:
        return [folded[block.start : block.end] for _, block in values.others.get(kind, ())]

    units = texts(key_words.UNIT)
    period = next((p for text in units if (p := iso_period(text) or period_of(text, alone=True))), "")
    currency = next((code for text in texts(key_words.CURRENCY) if (code := currency_of(text))), None)
    return Line(
        0, 0, "", parse(""), None, "data",
        tiers=tuple(texts(key_words.TIER)),
        notes=" | ".join([*texts(key_words.NOTE), *_discounts(facts, record, records)]),
        when=" ".join(texts(key_words.WHEN)),
        currency=currency or _currency_above(facts, record, records),
        period=period,
        choice=next((c for key, b in values.others.get(key_words.CHOICE, ())
                     if (c := chosen(key.words, folded[b.start : b.end]))), ""),
        cap=bound_of(facts, values, key_words.HIGH),
        floor=bound_of(facts, values, key_words.LOW),
        explained=True,
    )  # fmt: skip


def _discounts(facts: Facts, record: _Record, records: dict[str, _Record]) -> list[str]:
    """What the discounts inside a record say, as conditions on which it is waived."""
    first = ".".join([*record.path, "discounts", "0"])
    inside = records.get(first)
    if inside is None:
        return []
    blocks = (block for key, block in inside.values.items() if classify(key).kind == key_words.NOTE)
    return ["waived " + facts.scan.folded[block.start : block.end] for block in blocks][:1]


def _currency_above(facts: Facts, record: _Record, records: dict[str, _Record]) -> str | None:
    """The currency that the mappings around a record give."""
    for depth in range(len(record.path), -1, -1):
        outer = records.get(".".join(record.path[:depth]))
        block = outer.values.get("currency") if outer else None
        if block is not None:
            return currency_of(facts.scan.folded[block.start : block.end])
    return None


def _around(facts: Facts, record: _Record, records: dict[str, _Record], *, skip_last: bool) -> tuple[str, ...]:
    """The keys and the names of list entries above a record, which limit what is in it."""
    found: list[str] = []
    inner = len(record.path) - 1 if skip_last or (record.path and record.path[-1].isdigit()) else len(record.path)
    for depth in range(1, inner + 1):
        part = record.path[depth - 1]
        if not part.isdigit():
            found.append(re.sub(r"\b(?:data|list|details|config|settings|info)\b", "", words_of(part)))
            continue
        outer = records.get(".".join(record.path[:depth]))
        title = sort(facts, outer.values).title if outer else None
        if title is not None:
            found.append(facts.scan.folded[title.start : title.end])
    return tuple(text for text in found if text)


def _named(line: Line, text: str, label: str, value: Value, key: Key) -> Line:
    """The line of a record that has a name and one plain amount."""
    return line._replace(
        text=text,
        label=parse(label),
        value=value,
        period=line.period or period_of(key.words.replace("percent", "")),
        currency=currency_of(key.words) or line.currency,
    )


def _keyed(line: Line, block: Block, key: Key, value: Value, title: str, *, in_fees: bool) -> Line:
    """The line of an amount that its key names."""
    tail = r"(?: (?:amount|price|value|usd|eur|gbp|cad|aud|cents?|pence|minor|in|percent(?:age)?|pct|rate|per \w+))+$"
    words = re.sub(tail, "", key.words)
    beside = title if in_fees or title else ""
    return line._replace(
        start=block.start,
        end=block.end,
        text=words,
        label=parse(words),
        value=value,
        around=(*line.around, beside) if beside else line.around,
        period=line.period or period_of(key.words),
        currency=currency_of(key.words) or line.currency,
        role="deposit" if role_of(words) == "deposit" else "",
    )


def _file_of_fees(facts: Facts) -> bool:
    """Whether a data file calls itself fees: `fees.yml`."""
    name = file_name(facts.document.source.path)
    return _IN_FEES.search(words_of(name.rpartition(".")[0])) is not None
