"""The parts of a message: greeting, closing, thanks, ways to reach somebody."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate import bad_news, routes
from cxlint.annotate.closings import Closing, find_closings
from cxlint.annotate.greetings import COMPANY, Greeting, find_greetings
from cxlint.annotate.lines import Line, lines_of, path_words, slots_in
from cxlint.annotate.pairs import is_subject
from cxlint.annotate.whole import Surroundings, Whole, references_of
from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

Range = tuple[int, int]

_THANKS = r"\b(?:thank(?:s|ed| you)?|we (?:\w+ )?appreciate|appreciated|grateful|gratitude)\b"
_NO_THANKS = r"\b(?:thanks? to (?!you)|thank you (?:page|note|letter|card|e?mail)|no,? thanks)\b"
_STOCK = (
    r"\b(?:thank(?:s| you)|we (?:\w+ )?appreciate|are grateful)[\w ,]{0,20}?(?: for| you(?= for)|(?= your| the))?,? "
    r"(?:(?:your|the) (?:\w+ ){0,2}(?:business|custom|order|orders|purchase|payment|patronage|support|interest|"
    r"patience|"
    r"understanding|cooperation|co-operation|loyalty|trust|attention|subscription|membership|registration|booking|time|"
    r"inquiry|enquiry|feedback|participation|contribution|donation)"
    r"|(?:choosing|using|shopping|buying|joining|registering|signing up|subscribing|trusting|being|purchasing|"
    r"ordering|contacting|writing|reaching|your continued|staying|working|doing business|trying)\b)"
)
_SUBJECT_LINE = r"(?i)subject: *"


class Thanks(NamedTuple):
    """A sentence of thanks. `stock` ones would fit every customer; `sole` says whether the line is nothing more."""

    start: int
    end: int
    stock: bool


class Parts:
    """The parts of a message; each is worked out when first asked for. Ranges are ranges of the document's text."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that the reader sees."""
        return lines_of(self._facts.document)

    @cached_property
    def greetings(self) -> tuple[Greeting, ...]:
        """Every reading of the greeting."""
        return find_greetings(self._facts.document, self.lines)

    @cached_property
    def closings(self) -> tuple[Closing, ...]:
        """Every reading of the closing."""
        return find_closings(self._facts.document, self.lines, self._facts.actors)

    @cached_property
    def subjects(self) -> tuple[Range, ...]:
        """The subject line, wherever it stands."""
        if is_subject(self._facts.document.source.path):
            return tuple((line.start, line.end) for line in self.lines)
        found = [(block.start, block.end) for block in self._facts.document.blocks if block.role == Role.SUBJECT]
        for line in self.lines[:3]:
            match = compiled(_SUBJECT_LINE).match(line.text)
            if match is not None:
                found.append((line.start + match.end(), line.end))
        return tuple(found)

    @cached_property
    def thanks(self) -> tuple[Thanks, ...]:
        """The sentences that thank the reader; the valediction "Thanks," is none."""
        facts = self._facts
        text = facts.scan.folded
        found: dict[int, Thanks] = {}
        for match in compiled(_THANKS).finditer(text):
            start, end = facts.scan.sentence_at(match.start())
            if compiled(_NO_THANKS).search(text, start, end) or self._signs_off(match.start(), end):
                continue
            found.setdefault(start, Thanks(match.start(), end, self._stock(match.start(), end)))
        return tuple(found.values())

    def _signs_off(self, start: int, end: int) -> bool:
        words = self._facts.document.text[start:end].split()
        return any(c.start <= start < c.end or c.signer_start == start for c in self.closings) and " for " not in (
            " ".join(words[:4])
        )

    def _stock(self, start: int, end: int) -> bool:
        document = self._facts.document
        if compiled(_STOCK).search(self._facts.scan.folded, start, end) is None:
            return False
        return all(set(path_words(slot.path)) & COMPANY for _, slot in slots_in(document, start, end))

    @cached_property
    def contacts(self) -> tuple[Range, ...]:
        """Where the reader is told how to reach somebody."""
        return routes.contacts(self._facts)

    @cached_property
    def no_reply(self) -> tuple[Range, ...]:
        """Where the reader is told not to answer."""
        return routes.no_reply(self._facts)

    @cached_property
    def unseen(self) -> bool:
        """Whether parts may stand in another file: then nothing is missing for sure."""
        return routes.unseen(self._facts)

    @cached_property
    def surroundings(self) -> Surroundings:
        """The files around this one; nothing is known of them when nobody knows the project."""
        facts = self._facts
        if facts.neighbours is not None:
            return facts.neighbours.around(facts)
        return Surroundings(complete=not self.unseen and not references_of(facts.document))

    @cached_property
    def whole(self) -> Whole | None:
        """The message as its reader gets it, layout and all; None for a fragment, and when some of it was not found."""
        facts = self._facts
        if facts.document.fragment or routes.is_layout(facts):
            return None
        around = self.surroundings
        return Whole((facts, *around.facts)) if around.complete and not around.users else None

    @cached_property
    def asks(self) -> Range | None:
        """Where the reader is asked for money."""
        return routes.asks_for_money(self._facts)

    @cached_property
    def due(self) -> bool:
        """Whether a date of payment is named."""
        return routes.due(self._facts)

    @cached_property
    def way_to_pay(self) -> bool:
        """Whether the reader is told how to pay."""
        return routes.way_to_pay(self._facts)

    @cached_property
    def apologies(self) -> tuple[Range, ...]:
        """Where the sender says sorry for something of its own."""
        return bad_news.apologies(self._facts)

    @cached_property
    def refusals(self) -> tuple[Range, ...]:
        """Where the reader is told no, or loses something without having asked for it."""
        return bad_news.refusals(self._facts)

    @cached_property
    def threats(self) -> tuple[Range, ...]:
        """Where the reader is told what may be done to them."""
        return bad_news.threats(self._facts)

    @cached_property
    def troubles(self) -> tuple[Range, ...]:
        """Where something went wrong for the reader: a payment that failed, an order that is late."""
        return bad_news.troubles(self._facts)

    @cached_property
    def deadlines(self) -> tuple[Range, ...]:
        """By when the reader must act."""
        return bad_news.deadlines(self._facts)

    @cached_property
    def words(self) -> int:
        """How many words the reader sees."""
        return sum(line.size for line in self.lines if line.block.alternative_of < 0)

    @property
    def place(self) -> Range:
        """Where to report what is missing: at the greeting, or at the first line."""
        if self.greetings:
            return self.greetings[0].start, self.greetings[0].end
        line = next((line for line in self.lines if line.block.role != Role.SUBJECT), None)
        return (line.start, line.end) if line else (0, 0)


def find(facts: Facts) -> Parts:
    """The parts of a message."""
    return Parts(facts)
