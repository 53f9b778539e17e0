"""How long the customer has: to return, withdraw, object, pay; and how long before something she is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.annotate.scope import group, limits
from cxlint.annotate.window_topics import FIRST_WEEK, NEAR, topics
from cxlint.model.document import Role
from cxlint.model.source import KEYED
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.durations import Duration
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class Window(NamedTuple):
    """A period bound to an act.

    `topic` is refund, withdrawal (a cooling-off period), cancel-notice, price-notice, terms-notice, termination-notice,
    dispute (of a bill), grace (before a late fee) or retention (of data after the end); `days` its length in days;
    `words` the period as written; `scope` the words that limit it ("sale items"). `anchor` is what it counts from:
    purchase, receipt, bill, or empty. `about` holds the further words of its sentence, other than what every such
    sentence says: with none of them the window is for everybody and everything. `group` tells windows of one list,
    table or section, which are steps of one rule.
    """

    start: int
    end: int
    topic: str
    days: float
    words: str
    scope: frozenset[str]
    anchor: str = ""
    about: frozenset[str] = frozenset()
    group: int = -1


_WORD = r"(?<![@.\w])[a-z][a-z'-]{2,}(?![@\w])"
_USUAL = frozenset(
    "you your yours the and our ours for with without within from after before that this these those there then than "
    "have has had can may must will shall would should could are was were been being not any all each every full day "
    "days week weeks month months year years hour hours calendar business working least more less who which when what "
    "return returns returned returning refund refunds refunded refundable money back item items product products "
    "goods order orders ordered purchase purchases purchased purchasing buy buying bought receive received receiving "
    "receipt delivery delivered send sending ship bring get getting give given giving want ask asking request "
    "requested claim anything something everything exchange original packaging unused condition reason change mind "
    "happy satisfied unhappy guarantee policy period window date time exceptions some its own they them first offer "
    "offered accept accepted possible available eligible just simply please made make payment paid pay price eur usd "
    "still notice notify notified notification notifying inform informed tell advance prior written writing email "
    "e-mail mail mailed emailed address account service services website site app let know contact contacting us we "
    "cancel cancelled cancellation cancelling terminate terminated termination terminating end ending close suspend "
    "discontinue contract agreement membership subscription plan either party parties both other terms conditions "
    "changes modify modified amend amended update updated increase increases raise raises adjust prices fees fee "
    "rates rate charges charge take effect effective upon provide provided providing also only minimum whichever "
    "times about into dispute disputes disputed bill bills billing invoice statement error errors charged late grace "
    "due interest added day's data content deleted delete permanently kept keep stored customer customers member "
    "members user users tenant withdraw withdrawal cooling off cooling-off right rights leave move out letter post "
    "posted recorded registered office head counter desk form phone telephone call sent write anybody somebody days' "
    "team".split()
)


def find(facts: Facts) -> list[Window]:
    """All windows of a document, in order."""
    found = [window for block in facts.anchored("window") for window in _in_block(facts, block)]
    return sorted([*found, *_from_keys(facts)], key=lambda window: window.start) if _is_data(facts) else found


def _in_block(facts: Facts, block: Block) -> Iterator[Window]:
    text = facts.document.text
    for start, end in facts.scan.sentences(block):
        durations = periods.durations(text, start, end)
        found = [window for one in durations for window in _windows(facts, block, (start, end), one)]
        lengths: dict[str, set[float]] = {}
        for window in found:
            lengths.setdefault(window.topic, set()).add(window.days)
        # a sentence with two periods for one right lists cases
        yield from (window for window in found if len(lengths[window.topic]) == 1)
    yield from _in_row(facts, block)
    yield from _first_week(facts, block)


def _is_data(facts: Facts) -> bool:
    return facts.document.source.suffix in KEYED


_KEYS = (("grace", r"grace"), ("refund", r"(?:refund|return|money_?back)s?_(?:window_?|period_?)?(?:in_)?days"))


def _from_keys(facts: Facts) -> Iterator[Window]:
    """Periods of a data file, whose key tells what they are: `grace_days: 10`."""
    for block in facts.document.blocks:
        key = block.label.rpartition(".")[2].lower().replace("-", "_")
        if block.role != Role.VALUE or "day" not in key:
            continue
        text = facts.document.block_text(block).strip()
        topic = next((topic for topic, pattern in _KEYS if compiled(pattern).search(key)), "")
        if topic and text.isdecimal() and len(text) < 4:
            yield Window(block.start, block.end, topic, float(text), f"{text} days", frozenset())


def _in_row(facts: Facts, block: Block) -> Iterator[Window]:
    """The period beside the label of a table row: "Grace period | 10 days"."""
    cell, folded, text = block.cell, facts.scan.folded, facts.document.text
    if cell is None or cell.header or folded.find("grace", block.start, block.end) < 0:
        return
    others = [
        facts.document.blocks[i] for i in facts.document.tables[cell.table][cell.row] if i not in (-1, block.index)
    ]
    for other in others:
        found = periods.durations(text, other.start, other.end)
        if len(found) == 1:
            one, scope = found[0], limits(facts, block, block.start, block.end)
            yield Window(one.start, one.end, "grace", one.days, text[one.start : one.end], scope)
            return


_FIRST = {"week": 7.0, "fortnight": 14.0, "month": 30.0}


def _first_week(facts: Facts, block: Block) -> Iterator[Window]:
    for match in compiled(FIRST_WEEK).finditer(facts.scan.folded, block.start, block.end):
        start, end = match.span(1)
        words, scope = facts.document.text[start:end], limits(facts, block, match.start(), match.end())
        yield Window(start, end, "grace", _FIRST[match[2]], words, scope - {"first"})


def _windows(facts: Facts, block: Block, sentence: tuple[int, int], one: Duration) -> Iterator[Window]:
    folded = facts.scan.folded
    low, high = max(sentence[0], one.start - NEAR), min(sentence[1], one.end + NEAR)
    lead = folded[max(block.start, sentence[0] - NEAR) : sentence[0]]
    for topic in topics(folded[low : one.start], folded[one.end : high], lead):
        yield Window(
            one.start,
            one.end,
            topic.name,
            one.days,
            facts.document.text[one.start : one.end],
            limits(facts, block, low, high),
            topic.anchor if topic.anchor in ("purchase", "receipt", "bill") else "",
            _about(folded, low, high),
            group(facts, block),
        )


def _about(folded: str, low: int, high: int) -> frozenset[str]:
    return frozenset(word for word in compiled(_WORD).findall(folded, low, high) if word not in _USUAL)
