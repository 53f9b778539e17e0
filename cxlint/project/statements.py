"""What files state about contacts, words, data keys, choices and values: the part of a Summary that few checks need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.finding import place_of

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.choices import Choice
    from cxlint.annotate.contacts import Route
    from cxlint.annotate.data_keys import Read, Typed
    from cxlint.annotate.definitions import Definition
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.printed import Printed
    from cxlint.annotate.values import Value
    from cxlint.model.finding import Place
    from cxlint.project.summary import Stated


class RouteStated(NamedTuple):
    """Whom to reach for a task: see `cxlint.annotate.contacts.Route`."""

    at: Stated
    route: Route


class DefinitionStated(NamedTuple):
    """One measurable thing in the definition of a term: see `cxlint.annotate.definitions.Definition`."""

    at: Stated
    definition: Definition


class ChoiceStated(NamedTuple):
    """A charge called optional, or added for everyone: see `cxlint.annotate.choices.Choice`."""

    at: Stated
    choice: Choice


class HeadlineStated(NamedTuple):
    """A price that is put forward: see `cxlint.annotate.choices.Headline`."""

    at: Stated
    unit: str
    amount: Amount


class KeyStated(NamedTuple):
    """A value of a data file by its key path ("late_fee.amount"); `number` is None for text."""

    place: Place
    path: str
    number: float | None


class ReadStated(NamedTuple):
    """A variable that a template reads: see `cxlint.annotate.data_keys.Read`."""

    place: Place
    read: Read


class TypedStated(NamedTuple):
    """A length of time typed into a template: see `cxlint.annotate.data_keys.Typed`."""

    at: Stated
    typed: Typed


class PrintedStated(NamedTuple):
    """A sum or date that one part of a message shows: see `cxlint.annotate.printed.Printed`."""

    place: Place
    printed: Printed


class ValueStated(NamedTuple):
    """A value that a translation must keep: see `cxlint.annotate.values.Value`; `words` as written."""

    place: Place
    kind: str
    number: float
    currency: str | None
    words: str


class Statements(NamedTuple):
    """What one file states besides fees, prices, windows and promises.

    `template` tells that values are filled in; `complete` that `keys` holds all keys of the data file; `whole` that
    no part of the message comes from another file; `language` is its ISO 639-1 code, empty when unknown.
    """

    routes: tuple[RouteStated, ...] = ()
    definitions: tuple[DefinitionStated, ...] = ()
    choices: tuple[ChoiceStated, ...] = ()
    headlines: tuple[HeadlineStated, ...] = ()
    keys: tuple[KeyStated, ...] = ()
    reads: tuple[ReadStated, ...] = ()
    typed: tuple[TypedStated, ...] = ()
    printed: tuple[PrintedStated, ...] = ()
    values: tuple[ValueStated, ...] = ()
    language: str = ""
    template: bool = False
    complete: bool = True
    whole: bool = True


def of(facts: Facts, *, translated: bool = True) -> Statements:
    """The statements of a document; its values only where it may be `translated`."""
    from cxlint.annotate import data_keys

    if data_keys.is_data(facts.document):
        found = tuple(KeyStated(_place(facts, k.start, k.end), k.path, k.number) for k in data_keys.keys(facts))
        return Statements(keys=found, complete=data_keys.complete(facts))
    return _in_text(facts, translated=translated)._replace(
        reads=tuple(
            ReadStated(place_of(facts.document.source, read.start, read.end), read) for read in data_keys.reads(facts)
        ),
        template=bool(facts.document.slot_positions),
    )


def _in_text(facts: Facts, *, translated: bool) -> Statements:
    from cxlint.annotate import choices, contacts, data_keys, definitions, printed, values
    from cxlint.project.summary import stated

    if facts.document.kind == "data":
        return Statements()
    return Statements(
        routes=tuple(RouteStated(stated(facts, r.start, r.end), r) for r in contacts.find(facts)),
        definitions=tuple(DefinitionStated(stated(facts, d.start, d.end), d) for d in definitions.find(facts)),
        choices=tuple(ChoiceStated(stated(facts, c.start, c.end), c) for c in choices.find(facts)),
        headlines=tuple(
            HeadlineStated(stated(facts, h.start, h.end), h.unit, h.amount) for h in choices.headlines(facts)
        ),
        typed=tuple(TypedStated(stated(facts, t.start, t.end), t) for t in data_keys.typed(facts)),
        printed=tuple(PrintedStated(_place(facts, p.start, p.end), p) for p in printed.find(facts)),
        values=tuple(_value(facts, value) for value in values.find(facts)) if translated else (),
        language=values.language(facts) if translated else "",
        whole=printed.whole(facts),
    )


def _value(facts: Facts, value: Value) -> ValueStated:
    words = " ".join(facts.document.text[value.start : value.end].split())
    return ValueStated(_place(facts, value.start, value.end), value.kind, value.number, value.currency, words)


def _place(facts: Facts, start: int, end: int) -> Place:
    return place_of(facts.document.source, *facts.document.to_source(start, end))
