"""The statements of an entry as rows: those that say the same in one file together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.report.ledgers.words import all_terms, charge_words, short

if TYPE_CHECKING:
    from cxlint.model.finding import Place
    from cxlint.project.charges import Statement
    from cxlint.project.ledger import Entry

_MOST_PLACES = 6


class Row(NamedTuple):
    """One line of an entry: how much, where (path and places in it), how plainly, on what terms."""

    amount: str
    path: str
    places: tuple[str, ...]
    how: str
    terms: str

    @property
    def where(self) -> str:
        """The places as one text: "terms.md:12, 40"."""
        shown = self.places[:_MOST_PLACES]
        more = len(self.places) - len(shown)
        return f"{self.path}:{', '.join(shown)}" + (f" and {more} more" if more else "")


def rows(entry: Entry) -> list[Row]:
    """The rows of an entry: where prices are kept first, places that only name the fee last."""
    merged: dict[tuple[str, ...], dict[str, None]] = {}
    with_terms = list(zip(entry.statements, all_terms(entry), strict=True))
    unclear = _unclear(with_terms)
    for one, terms in sorted(with_terms, key=lambda pair: _order(pair[0])):
        named = one.says == "named"
        if (one.place.path, terms) in unclear and one.stated.fee.source in ("data", "table"):
            terms = "; ".join(filter(None, (_row_words(one), terms)))
        key = (charge_words(one), one.place.path, *(("", "") if named else (one.how, terms)))
        merged.setdefault(key, {})[position(one.place)] = None
    return [Row(key[0], key[1], tuple(places), key[2], key[3]) for key, places in merged.items()]


def _unclear(with_terms: list[tuple[Statement, str]]) -> set[tuple[str, str]]:
    """Files and terms under which one file lists different amounts: there only the whole row tells them apart."""
    worth: dict[tuple[str, str], set[object]] = {}
    for one, terms in with_terms:
        if one.says == "amount":
            worth.setdefault((one.place.path, terms), set()).add(one.worth)
    return {key for key, amounts in worth.items() if len(amounts) > 1}


def _row_words(one: Statement) -> str:
    """What a row says besides the name and the figures."""
    label = set(one.label.lower().split())
    words = one.stated.at.excerpt.split()
    kept = [word for word in words if word.lower() not in label and not any(map(str.isdigit, word))]
    return short(" ".join(kept))


def position(place: Place) -> str:
    """A place within its file: a line, or the cell of a sheet."""
    return place.label or str(place.line)


def _order(statement: Statement) -> tuple[bool, bool, str, int, int]:
    place = statement.place
    return statement.says == "named", not statement.authority, place.path, place.line, place.column
