"""A text whose fixes are decided upon one by one: what was said holds while the text moves."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.cli.asking import ALWAYS, MEANINGS, NEVER, NO, NOT_HERE, STOP, YES, Interview
from cxlint.engine import Engine
from cxlint.errors import ReadError
from cxlint.fixes.draft import Draft, settle
from cxlint.model.finding import Edit, Finding, Fix, place_of
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxlint.cli.asking import Question

TOY = {
    "DEL": [("aab", "")],
    "LONG": [("ab", "xyz"), ("cc", "c")],
    "SHORT": [("xy", "b")],
    "TWIN": [("cc", "c")],
    "TURN": [("bd", "db")],
    "BACK": [("db", "bd")],
    "MARK": [(r"(?<=d)(?=e)", "!")],
}
"""Rules that find again what others wrote, agree with others, undo each other, overlap, and insert."""


def finding(code: str, source: Source, start: int, end: int, content: str) -> Finding:
    place = place_of(source, start, end)
    fix = Fix("safe", "", (Edit(start, end, content, place),))
    return Finding(code, code.lower(), "info", "high", code, place, fix=fix)


def toy(text: str) -> list[Finding]:
    source = Source("a.txt", text)
    found = [
        finding(code, source, *match.span(), new)
        for code, table in TOY.items()
        for old, new in table
        for match in re.finditer(old, text)
    ]
    return sorted(found, key=Finding.sort_key)


def span(found: Finding) -> tuple[int, int]:
    assert found.fix
    return found.fix.edits[0].start, found.fix.edits[0].end


class Watched(Draft):
    """A draft that is held against the edits, made by hand on characters that know where they are from.

    `hidden` says which of the findings at the beginning are not wanted. `kept` are the characters, by rule, that this
    rule may not change: of what was hidden or refused, and of what others wrote into that.
    """

    def __init__(
        self, text: str, lint: Callable[[str], list[Finding]], hidden: Callable[[int], bool] = lambda _: False
    ) -> None:
        self.by_hand: list[tuple[str, int]] = [(char, i) for i, char in enumerate(text)]
        self.fresh = len(text)
        self.kept: dict[str, set[int]] = {}
        self.refused: set[tuple[frozenset[int], str]] = set()
        unwanted = [found for i, found in enumerate(lint(text)) if hidden(i)]
        for found in unwanted:
            self.keep(found)
        super().__init__(text, lint, wanted=lambda found: found not in unwanted)

    def make(self, findings: list[Finding]) -> int:
        made = super().make(findings)
        for one in reversed(self.fixed[-made:] if made else []):
            start, end = span(one)
            assert one.fix
            new = [(char, self.fresh + i) for i, char in enumerate(one.fix.edits[0].content)]
            self.fresh += len(new)
            old = {origin for _, origin in self.by_hand[start:end]}
            for kept in self.kept.values():
                if old & kept:
                    kept.update(origin for _, origin in new)
            self.by_hand[start:end] = new
        assert "".join(char for char, _ in self.by_hand) == self.text
        return made

    def leave(self, findings: list[Finding], *, twins: bool = True) -> None:
        super().leave(findings, twins=twins)
        for one in findings:
            self.keep(one)
            if twins:
                self.refused.add(self.change(one))

    def keep(self, found: Finding) -> None:
        self.kept.setdefault(found.code, set()).update(self.origins(found))

    def is_kept(self, found: Finding) -> bool:
        return bool(self.origins(found) & self.kept.get(found.code, set()))

    def change(self, found: Finding) -> tuple[frozenset[int], str]:
        assert found.fix
        return frozenset(self.origins(found)), found.fix.edits[0].content

    def origins(self, found: Finding) -> set[int]:
        start, end = span(found)
        return {origin for _, origin in self.by_hand[start:end]}


class Script:
    """Gives one answer after the other, then no; nobody is asked about words that are to be kept."""

    def __init__(self, answers: Iterable[str], draft: Watched | None = None) -> None:
        self.answers = iter(answers)
        self.given: list[tuple[str, str]] = []
        self.numbers: list[tuple[int, int]] = []
        self.draft = draft

    def __call__(self, question: Question) -> str:
        answer = next(self.answers, NO)
        self.given.append((question.finding.code, answer))
        self.numbers.append((question.number, question.total))
        assert not self.draft or not self.draft.is_kept(question.finding)
        return answer

    def allowed(self, fixed: list[Finding]) -> bool:
        """Whether nothing was made without a yes to it, or to its rule."""
        yes = [code for code, answer in self.given if answer == YES]
        always = {code for code, answer in self.given if answer == ALWAYS}
        rest = [found.code for found in fixed if found.code not in always]
        return all(yes.count(code) >= rest.count(code) for code in set(rest))


ANSWERS = st.lists(st.sampled_from([*MEANINGS, YES, YES, NO]), max_size=30)


TEXTS = st.lists(st.sampled_from(["aab", "ab", "cc", "xy", "bd", "db", "de", "a", "b", " ", "\n"]), max_size=12)


@settings(deadline=None, max_examples=500)
@given(TEXTS.map("".join), st.sets(st.integers(0, 9)), ANSWERS)
def test_a_text_gets_the_accepted_edits_and_no_others(text: str, hidden: set[int], answers: list[str]) -> None:
    draft = Watched(text, toy, hidden.__contains__)
    script = Script(answers, draft)
    Interview(script, 0).go_through("a.txt", draft)
    assert script.allowed(draft.fixed)
    assert all(number <= total for number, total in script.numbers)
    given = {answer for _, answer in script.given}
    if not given & {YES, ALWAYS}:
        assert draft.text is text
    if not given & {NOT_HERE, STOP} and draft._room > 0:
        asked_for = [found for found in toy(draft.text) if draft.origins(found)]
        assert [f for f in asked_for if not draft.is_kept(f) and draft.change(f) not in draft.refused] == []


RULES = load()
ENGINE = Engine(RULES, [rule.code for rule in RULES.rules if rule.fix])
PHRASES = random.Random(8).sample(sorted({old for rule in RULES.rules if rule.fix for old, _ in rule.fix.replace}), 40)
PIECES = st.sampled_from([*PHRASES, *PHRASES, "you", "the fee", "{{ name }}", "<b>", "</b>", "&amp;", "ß"])
JOINTS = st.sampled_from([" ", " ", ", ", ". ", "\n", "\r\n", "\n\n"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(PIECES, JOINTS), max_size=10), ANSWERS)
def test_so_do_texts_under_the_real_rules(rows: list[tuple[str, str]], answers: list[str]) -> None:
    text = "".join(a + b for a, b in rows)
    draft = Watched(text, lambda now: [f for f in ENGINE.lint(read(Source("mails/due.html", now))).findings if f.fix])
    script = Script(answers, draft)
    Interview(script, 0).go_through("mails/due.html", draft)
    assert script.allowed(draft.fixed)
    for markup in ("{", "}", "<", ">", "&"):
        assert draft.text.count(markup) == text.count(markup)


CASES = [
    # text, answers, text afterwards, rules asked about
    ("cc ab", "nn", "cc ab", "LONG LONG"),  # TWIN asks for the change that was just refused
    ("cc ab", "yn", "c ab", "LONG LONG"),  # and after a yes there is nothing to ask for any more
    ("ab cc", "yn", "xyz cc", "LONG SHORT LONG"),  # what a fix brings to light is asked about
    ("aab", "n" * 9, "aab", "DEL LONG"),
    ("aab", "y", "", "DEL"),
    ("ab ab ab", "ad", "xyz xyz xyz", "LONG SHORT"),  # a: to the rule's later ones, but only to those
    ("ab xy ab", "dy", "ab b ab", "LONG SHORT"),
    ("ab cc cc", "dyn", "ab c cc", "LONG TWIN TWIN"),  # d: to the rule, not to what another one finds there
    ("cc cc", "dy", "cc c", "LONG TWIN"),
    ("ab xy ab", "yfyy", "xyz xy ab", "LONG SHORT"),
    ("ab xy ab", "yqyy", "xyz xy ab", "LONG SHORT"),
    ("ab ab", "ny", "ab xyz", "LONG LONG SHORT"),
    ("de de", "ny", "de d!e", "MARK MARK"),
    ("bd bd", "na", "bd db", "TURN TURN BACK"),  # what was refused is not taken for what comes anew
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "answers", "after", "asked"), CASES)
def test_answers(text: str, answers: str, after: str, asked: str) -> None:
    draft = Watched(text, toy)
    script = Script(answers, draft)
    Interview(script, 0).go_through("a.txt", draft)
    assert draft.text == after
    assert " ".join(code for code, _ in script.given) == asked


def test_fixes_that_undo_each_other_end() -> None:
    draft = Watched("bd", toy)
    Interview(Script([ALWAYS, ALWAYS]), 0).go_through("a.txt", draft)
    assert draft.text in ("bd", "db")
    assert settle("bd", toy)[0] in ("bd", "db")


def test_a_no_to_a_rule_holds_in_the_next_file_and_a_stop_is_the_end() -> None:
    script = Script([NEVER, NOT_HERE, STOP])
    interview = Interview(script, 7)
    texts = ["ab ab", "ab xy xy", "xy ab xy", "xy"]
    after = []
    for text in texts:
        draft = Watched(text, lambda now: [found for found in toy(now) if found.code in ("LONG", "SHORT")])
        interview.go_through("a.txt", draft)
        after.append(draft.text)
    assert after == texts
    assert script.given == [("LONG", NEVER), ("SHORT", NOT_HERE), ("SHORT", STOP)]
    assert interview.stopped


def test_numbers() -> None:
    script = Script("ynf" + "y")
    interview = Interview(script, 7)
    for text, expected in (("ab xy cc xy xy", 5), ("xy xy", 2)):
        interview.reach(expected)
        interview.go_through("a.txt", Watched(text, lambda now: [f for f in toy(now) if f.code in ("LONG", "SHORT")]))
    # the yes to the first brought one more
    assert script.numbers == [(1, 7), (2, 8), (3, 8), (7, 8), (8, 8)]


def test_what_is_not_wanted_stays_and_so_does_what_does_not_fit() -> None:
    wanted = Draft("ab cc ab", toy, wanted=lambda found: found.place.column == 7)
    settled(wanted)
    assert wanted.text == "ab cc bz", "LONG, and SHORT in what it wrote"
    fitting = Draft("ab cc ab", toy, fits=lambda text: "cc" in text)
    settled(fitting)
    assert fitting.text == "bz cc bz"
    asked = Script("yyyyyy")
    Interview(asked, 0).go_through("a.txt", Draft("ab cc", toy, fits=lambda text: "cc" in text))
    assert [code for code, _ in asked.given] == ["LONG", "SHORT"]


IN_ANY_ORDER = [
    # text, what becomes of which pending finding, what is pending then
    ("ab cc", "leave 1, make 0", "SHORT"),  # TWIN wants what was refused, which stands elsewhere now
    ("ab ab ab ab", "leave 3, leave 0, leave 0, make 0", "SHORT"),
    ("ab de", "leave 1, make 0", "SHORT"),
    ("de ab", "leave 0, make 0", "SHORT"),
]


@pytest.mark.parametrize(("text", "steps", "pending"), IN_ANY_ORDER)
def test_any_finding_may_come_first(text: str, steps: str, pending: str) -> None:
    draft = Draft(text, toy)
    for step in steps.split(", "):
        act, index = step.split()
        chosen = draft.pending()[int(index)]
        (draft.leave if act == "leave" else draft.make)([chosen])
    assert [found.code for found in draft.pending()] == pending.split()


def test_an_unwanted_insertion_stays_unwanted() -> None:
    draft = Draft("ab de", toy, wanted=lambda found: found.code == "LONG")
    draft.make(draft.pending())
    assert [found.code for found in draft.pending()] == ["SHORT"]


def test_a_text_that_cannot_be_read_has_no_draft() -> None:
    def lint(_: str) -> list[Finding]:
        raise ReadError("no text")

    with pytest.raises(ReadError):
        Draft("ab", lint)


def settled(draft: Draft) -> None:
    while pending := draft.pending():
        draft.make(pending)
