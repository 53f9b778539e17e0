"""`cxlint explain --file`: what a file is taken for, what told so, and which parts of a message were found in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cxlint.annotate.values import language
from cxlint.cli import CLEAN
from cxlint.config.load import common_folder, load
from cxlint.engine import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Document, Slot

_PARTS = ("subjects", "contacts", "no_reply", "apologies", "refusals", "threats", "troubles", "deadlines")
_MOST = 12
_GUTTER = 12


def run_explain_file(path: str, format_name: str) -> int:
    """Explain a file, on standard output."""
    from cxlint import rulebook
    from cxlint.runner.examine import examine

    config = load(common_folder([path]))
    examined = examine(path, config, rulebook.load(config.rules_dirs))
    told = described(examined.facts, examined.pair)
    if format_name == "json":
        import json

        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(_lines(told)) + "\n"
    sys.stdout.write(text)
    return CLEAN


def described(facts: Facts, pair: tuple[str, ...] = ()) -> dict[str, Any]:
    """All there is to say about a file, for machines; `because` says what told."""
    document, told = facts.document, facts.document.told
    message = document.kind == "message"
    found: dict[str, Any] = {"path": document.source.path, "kind": document.kind}
    found["message"] = min(document.kinds - {"message"}, default="") if message else ""
    found |= {"stage": document.stage, "polarity": document.polarity}
    found["audience"] = document.audience
    found["language"] = language(facts)
    found["dialect"] = document.template.dialect if document.template else ""
    found["fragment"] = document.fragment
    found["because"] = {name: because for name, because in told.items() if because}
    if message:
        found |= _surroundings(facts, pair)
        found["slots"] = [_slot(document, slot) for slot in _distinct(document)]
        found["parts"] = {name: places for name, places in _parts(facts) if places}
    return found


def _surroundings(facts: Facts, pair: tuple[str, ...]) -> dict[str, Any]:
    around = facts.parts.surroundings
    return {
        "whole": facts.parts.whole is not None,
        "pair": list(pair),
        "neighbours": [other.document.source.path for other in around.facts],
        "missing": list(around.missing),
        "used_by": list(around.users),
    }


def _distinct(document: Document) -> Iterable[Slot]:
    slots = document.template.slots if document.template else ()
    return {(slot.path or slot.expression, slot.fallback): slot for slot in reversed(slots)}.values().__reversed__()


def _slot(document: Document, slot: Slot) -> dict[str, Any]:
    line, column = document.source.place(slot.start)
    return {
        "name": slot.path or slot.expression,
        "kind": slot.kind,
        "fallback": slot.fallback,
        "line": line,
        "column": column,
    }


def _parts(facts: Facts) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    parts = facts.parts
    yield "greetings", [_place(facts, one.start, one.end) for one in parts.greetings]
    yield "thanks", [_place(facts, one.start, one.end, stock=one.stock) for one in parts.thanks]
    yield (
        "closings",
        [_place(facts, one.start, max(one.end, one.signer_end), signed_by=one.who) for one in parts.closings],
    )
    for name in _PARTS:
        yield name, [_place(facts, start, end) for start, end in getattr(parts, name)]
    yield "asks", [_place(facts, *parts.asks)] if parts.asks else []


def _place(facts: Facts, start: int, end: int, **more: Any) -> dict[str, Any]:
    document = facts.document
    line, column = document.source.place(document.to_source(start, end)[0])
    return {"line": line, "column": column, "words": readable(document, start, end), **more}


def _lines(told: dict[str, Any]) -> Iterator[str]:
    because = told["because"]
    yield told["path"]
    kind = f"{told['kind']}, {told['message']}" if told["message"] else told["kind"]
    yield _line("kind", kind, because.get("message") or because.get("kind"))
    if told["kind"] == "message":
        if told["stage"]:
            yield _line("stage", told["stage"], because.get("stage", "nothing says otherwise"))
        yield _line("news", told["polarity"] or "neither good nor bad", because.get("polarity"))
        yield _line("audience", told["audience"], because.get("audience"))
    yield _line("language", told["language"] or "not known")
    yield _line("dialect", told["dialect"] or "none: no values are filled in")
    if told["kind"] != "message":
        return
    yield from _whole_lines(told)
    for heading, rows in (("values", _slot_rows(told["slots"])), *_part_rows(told["parts"])):
        for i, row in enumerate(rows[:_MOST]):
            yield _line("" if i else heading, row)
        if len(rows) > _MOST:
            yield _line("", f"and {len(rows) - _MOST} more")


def _whole_lines(told: dict[str, Any]) -> Iterator[str]:
    if told["fragment"]:
        yield _line("whole", "no, a fragment", told["because"].get("fragment"))
    elif told["used_by"]:
        yield _line("whole", "no, a fragment", f"{told['used_by'][0]} puts it in")
    elif told["missing"]:
        missing = ", ".join(name or "a name that only the program knows" for name in told["missing"])
        yield _line("whole", "not known", f"not found: {missing}")
    else:
        yield _line("whole", "yes" if told["whole"] else "no, a layout: the text of other files is put into it")
    for label, name in (("with", "neighbours"), ("pair", "pair")):
        for i, path in enumerate(told[name]):
            yield _line("" if i else label, path)


def _slot_rows(slots: list[dict[str, Any]]) -> list[str]:
    rows = []
    for slot in slots:
        fallback = "" if slot["fallback"] is None else f", else “{slot['fallback']}”"
        rows.append(f"{slot['line']}:{slot['column']} {slot['name']}: {slot['kind'] or 'of unknown kind'}{fallback}")
    return rows


def _part_rows(parts: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[str]]]:
    for name, places in parts.items():
        notes = [
            " (stock)" if place.get("stock") else f" (signed by: {place['signed_by']})" if "signed_by" in place else ""
            for place in places
        ]
        rows = [f"{p['line']}:{p['column']} {p['words']}{note}" for p, note in zip(places, notes, strict=True)]
        yield name.replace("_", " "), rows


def _line(label: str, text: str, because: str | None = "") -> str:
    return f"  {label:<{_GUTTER}}{text}" + (f" ({because})" if because else "")
