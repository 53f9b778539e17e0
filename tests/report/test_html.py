"""The page for people: sound markup that anybody can use, whatever the documents hold."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cxlint import report, runner
from cxlint.config.load import load
from cxlint.journey.overview import build
from cxlint.journey.record import as_dict, remembered, trend
from cxlint.model.finding import LONGEST_EXCERPT, Finding, Place, Related
from cxlint.model.rule import Rule
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.report import ReportOptions
from cxlint.report.html import page, papers
from cxlint.report.html.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.rulebook import RuleSet

VOID = {"meta", "input", "br"}
CSS = files("cxlint.report.html").joinpath("templates", "report.css").read_text(encoding="utf-8")


class Run(NamedTuple):
    findings: Sequence[Finding]
    files: int = 1
    failures: Sequence[str] = ()


class Markup(HTMLParser):
    """A page as a list of elements with their attributes, and a check that every element is closed where it should."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.words.append(data)

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def written(run: Any, **options: Any) -> str:
    out = io.StringIO()
    report.write("html", run, out, ReportOptions(**options))
    return out.getvalue()


def found(source: Source, words: str, **more: Any) -> Finding:
    at = source.text.index(words)
    place = Place(source.path, *source.place(at), *source.place(at + len(words)))
    return Finding(**{"code": "FEE002", "name": "fee-apart", "severity": "error", "confidence": "high",
                      "message": "m", "place": place, "excerpt": words, **more})  # fmt: skip


@pytest.fixture(scope="module")
def whole(ruleset: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with everything: fees, prices, tables, a file that cannot be read, suppressed findings, a failure."""
    folder = tmp_path_factory.mktemp("whole")
    texts = {
        "terms.md": "# Terms\n\n## Paying\n\nA late fee of £12 applies after a week. We may change\nour prices at any "
        "time without notice.\n\n" + "Bring the bike back clean.\n\n" * 9 + "There are no refunds.\n",
        "fees.csv": "name,amount,when\nlate fee,£15.00,per week\nhelmet hire,£2.00,per day\n",
        "mail.txt.j2": "{# cxlint: ignore[IMP001] Agreed with the team. #}\nDear Customer,\n\nPlease be advised that "
        "{{ bike.name }} is late.\n{% if late %}A late fee of {{ fee }} applies.{% endif %}\n",
        "broken.csv": "\0\0\0",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        config = load(".", isolated=True)._replace(preset="review")
        result = runner.run(["."], config, ruleset)._replace(failures=["rule X failed"])
        overview = build(result.project, result.findings, ruleset.by_code, config)
        then = build(result.project, result.findings[:2], ruleset.by_code, config)
        return written(
            result,
            rules=ruleset.by_code,
            preset="review",
            skipped=[("a.bin", "not text")],
            project=result.project,
            overview=overview,
            trend=trend(overview, remembered(as_dict(then, "0.0"), "<v1>")),
        )


class TestStructure:
    def test_it_has_what_it_should(self, whole: str) -> None:
        text = Markup(whole).text
        for words in (
            "This report is incomplete", "rule X failed", "By subject", "By document", "Late fee", "helmet hire",
            "Law, sources", "Ask yourself", "Better", "Why it matters", "It is fine when", "Agreed with the team.",
            "a.bin", "paragraphs without notes", "Fix this next", "as good as its worst message", "not seen",
            "Since <v1>: 0 of", "Customer first", "in 100 words", "under “Terms” › “Paying”", "{bike.name}",
            "preset “review”",
        ):  # fmt: skip
            assert words.lower() in text.lower(), words

    def test_headings_leave_out_no_level(self, whole: str) -> None:
        levels = [int(tag[1]) for tag, _ in Markup(whole).elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert set(levels) == {1, 2, 3, 4}
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_landmarks(self, whole: str) -> None:
        markup = Markup(whole)
        assert [len(markup.all(tag)) for tag in ("html", "title", "header", "main")] == [1, 1, 1, 1]
        assert markup.all("html")[0]["lang"] == "en"
        assert all("aria-label" in nav for nav in markup.all("nav"))
        assert all({"aria-label", "aria-labelledby"} & set(part) for part in markup.all("section", "article", "form"))

    def test_every_name_is_there_once_and_every_link_leads_somewhere(self, whole: str) -> None:
        markup = Markup(whole)
        ids = [attributes["id"] for _, attributes in markup.elements if "id" in attributes]
        assert len(set(ids)) == len(ids)
        meant = [link["href"].removeprefix("#") for link in markup.all("a")]
        meant += [label["for"] for label in markup.all("label")]
        meant += [attributes["aria-labelledby"] for _, attributes in markup.elements if "aria-labelledby" in attributes]
        assert set(meant) <= set(ids)
        assert len(meant) > 40

    def test_every_control_has_a_label(self, whole: str) -> None:
        markup = Markup(whole)
        labelled = {label["for"] for label in markup.all("label")}
        controls = markup.all("input", "select", "textarea")
        assert len(controls) > 5
        assert {control["id"] for control in controls} == labelled
        assert len(markup.all("legend")) == len(markup.all("fieldset")) == 3

    def test_tables_say_what_their_cells_are(self, whole: str) -> None:
        markup = Markup(whole)
        assert len(markup.all("table")) == len(markup.all("caption")) > 3
        assert all(cell["scope"] in ("col", "row", "rowgroup") for cell in markup.all("th"))

    def test_nothing_comes_from_elsewhere(self, whole: str) -> None:
        markup = Markup(whole)
        assert not markup.all("link", "img", "iframe", "object", "use", "image", "base")
        for _, attributes in markup.elements:
            assert not {name for name in attributes if name.startswith("on") or name in ("style", "src")}
            assert attributes.get("href", "#").startswith("#")
        assert "url(" not in whole
        assert "@import" not in whole
        policy = markup.all("meta")[1]["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy

    def test_filters_wait_for_a_script(self, whole: str) -> None:
        assert "hidden" in Markup(whole).all("form")[0]

    def test_a_stage_nobody_has_seen_is_never_good(self, whole: str) -> None:
        table = re.search(r'<table class="journey">.*?</table>', whole, re.DOTALL)
        assert table
        rows = [row for row in re.findall(r"<tr>.*?</tr>", table[0], re.DOTALL)[1:] if "document" not in row]
        assert len(rows) > 3
        assert not [row for row in rows if "clean" in row or "✓" in row or row.count("not seen") < 6]

    def test_nothing_found(self) -> None:
        markup = Markup(written(Run([], 2)))
        assert "No findings in 2 files." in markup.text
        assert not markup.all("form", "table", "article")


EVIL = (
    "\"'></mark></p></article><script>pwned()</script><img src=x onerror=pwned()>&lt;b&gt; "
    "\u202e--><!-- \x1b[31m \ud800"
)
"""Closes whatever is open, runs scripts, turns text around, and is no text in UTF-8."""


def page_of_words(words: str) -> str:
    """A page in which all that comes from outside is these words."""
    source = Source(f"{words}.txt", f"{words}, he said.\n\nAnd {words}: gone.\n")
    findings = [
        found(source, words, name=words, message=words, context=words, suggestion=words, excerpt=f"{words}, he said.",
              related=(Related(Place(f"{words}.csv", 1, 1, 1, 1, words), words),)),
        found(source, f"{words}: gone", code="XYZ001", status="suppressed", reason=words),
    ]  # fmt: skip
    rule = Rule("FEE002", "fee-apart", "error", "high", words, words, words, words, "", fine_when=words,
                references=(words,))  # fmt: skip
    return written(
        Run(findings, failures=[words]), rules={"FEE002": rule}, sources={source.path: source}, preset=words,
        config=f"/etc/{words}", skipped=[(words, words)],
    )  # fmt: skip


def test_documents_cannot_change_the_page() -> None:
    text = page_of_words(EVIL)
    evil, plain = Markup(text), Markup(page_of_words("harmless"))
    assert [tag for tag, _ in evil.elements] == [tag for tag, _ in plain.elements]
    assert [set(attributes) for _, attributes in evil.elements] == [set(attributes) for _, attributes in plain.elements]
    assert [a.get("href", "")[:2] for _, a in evil.elements] == [a.get("href", "")[:2] for _, a in plain.elements]
    assert evil.text.count("<script>pwned()</script>") >= 12
    assert not set("\u202e\x1b\ud800") & set(text)
    text.encode()


@pytest.mark.parametrize("path", ["x.md", "x.html", "x.txt.j2", "x.yaml", "x.csv"])
def test_documents_of_any_format_cannot_change_the_page(path: str) -> None:
    words = "<script>pwned()</script> & </details></main> `x` {{ '<b>' }}"
    source = Source(path, f"a, {words}\nbook: Dear Customer, {words}\n")
    text = written(Run([found(source, "Dear Customer")]), sources={path: source})
    markup = Markup(text)
    assert len(markup.all("script")) == 1
    assert not markup.all("b")
    assert "Dear Customer" in markup.text


class TestQuotes:
    SOURCE = Source(
        "a.md",
        "# Fees *now*\n\n## Late\n\nWe wait. A **late fee** of £5 &amp; more\napplies, "
        "and a late fee\nit is.\n\n- One\n",
    )

    def card(self, words: str, excerpt: str) -> page.Card:
        options = ReportOptions(sources={"a.md": self.SOURCE})
        return page.page_of(Run([found(self.SOURCE, words, excerpt=excerpt)]), options).parts[0].cards[0]

    @pytest.mark.parametrize(
        ("words", "excerpt", "quote"),
        [
            ("late fee** of £5 &amp; more\napplies", "A late fee of £5 & more applies, and a late fee it is.",
             ("A ", "late fee of £5 & more applies", ", and a late fee it is.")),
            ("late fee\nit", "A late fee of £5 & more applies, and a late fee it is.",
             ("A late fee of £5 & more applies, and a ", "late fee it", " is.")),
            ("One", "", ("", "One", "")),
            ("One", "elsewhere", ("", "", "elsewhere")),
            ("#", "the whole file", ("", "", "the whole file")),
        ],
    )  # fmt: skip
    def test_the_words_are_marked_in_their_sentence(
        self, words: str, excerpt: str, quote: tuple[str, str, str]
    ) -> None:
        assert self.card(words, excerpt).quote == quote

    def test_headings_over_it(self) -> None:
        assert self.card("late fee\nit", "").trail == ("Fees now", "Late")

    def test_a_long_sentence_is_cut_around_its_words(self) -> None:
        source = Source("a.txt", f"{'before ' * 200}a late fee {'after ' * 200}\n")
        finding = found(source, "a late fee", excerpt=source.text.strip())
        (card,) = page.page_of(Run([finding]), ReportOptions(sources={"a.txt": source})).parts[0].cards
        assert card.quote.marked == "a late fee"
        assert card.quote.before.startswith("…before ")
        assert card.quote.after.endswith(" after…")
        assert len("".join(card.quote)) < 720

    @pytest.mark.parametrize("words", ["Nobody", "the last step"])
    def test_a_sentence_that_goes_on_ends_with_a_whole_word(self, words: str) -> None:
        sentence = f"Nobody counts the steps {'or their shoes ' * 30}on the way up to the last step of all."
        source = Source("a.txt", f"Hello. {sentence}\n")
        finding = found(source, words, excerpt=sentence[:LONGEST_EXCERPT])
        (card,) = page.page_of(Run([finding]), ReportOptions(sources={"a.txt": source})).parts[0].cards
        assert card.quote.marked == words
        shown = "".join(card.quote)
        assert shown.endswith("…")
        assert f" {shown.strip('…')} " in source.text


class TestReading:
    def test_places_lead_back_into_the_text(self) -> None:
        text = "# A &amp; B\n\n| fee | sum |\n|---|---|\n| late *fee* | £5 |\n\nsome `code`,\nsome text\n"
        source = Source("a.md", text)
        document = read(source)
        reading = Reading(source, document)
        for block in document.blocks:
            for at in range(block.start, block.end):
                start, end = document.to_source(at, at + 1)
                place = Place("a.md", *source.place(start), *source.place(end))
                span = reading.span(place)
                assert span is not None
                assert span.start <= at < span.end

    @pytest.mark.parametrize("place", [(1, 1, 1, 1), (9, 1, 9, 4), (2, 1, 2, 1)])
    def test_places_without_words(self, place: tuple[int, int, int, int]) -> None:
        source = Source("a.md", "Fees\n\nNone.\n")
        assert Reading(source, read(source)).span(Place("a.md", *place)) is None


class TestSize:
    def many(self, number: int, severity: str = "warning") -> list[Finding]:
        source = Source("a.txt", "A late fee applies, and it is due at once.\n")
        message = "'late fee' has no amount; say how much it is, in the same sentence."
        return [
            found(source, "late fee", excerpt=source.text.strip(), message=message, severity=severity)._replace(
                place=Place(f"{i % 20}.txt", 1, 3, 1, 11)
            )
            for i in range(number)
        ]

    def test_two_thousand_findings(self, ruleset: RuleSet) -> None:
        text = "".join(f"Paragraph {i} of the terms says what is fair, and what is not.\n\n" for i in range(60))
        sources = {f"{i}.txt": Source(f"{i}.txt", "A late fee applies.\n\n" + text) for i in range(20)}
        written_text = written(Run(self.many(2_000), 20), rules=ruleset.by_code, sources=sources)
        assert len(Markup(written_text).all("article")) == 2_000
        assert len(written_text.encode()) < 6_000_000

    def test_too_many_findings_leave_the_worst(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(page, "MOST_CARDS", 10)
        markup = Markup(written(Run([*self.many(12, "info"), *self.many(4, "error")])))
        assert sorted(one["data-severity"] for one in markup.all("article")) == ["error"] * 4 + ["info"] * 6
        assert "6 findings are not shown, the least serious ones" in markup.text

    def test_long_documents_are_cut_with_a_word(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(papers, "LONGEST", 300)
        source = Source("a.txt", "A late fee applies.\n\n" * 40)
        last = Place("a.txt", 79, 3, 79, 11)
        findings = [found(source, "late fee"), found(source, "late fee")._replace(place=last)]
        markup = Markup(written(Run(findings), sources={"a.txt": source}))
        assert "The document goes on: 25 paragraphs with 1 note are not shown here" in markup.text
        assert len([a for a in markup.all("a") if a.get("aria-label", "").startswith("See it in")]) == 1


def test_the_same_fingerprint_twice() -> None:
    source = Source("a.txt", "A late fee applies.\n")
    markup = Markup(written(Run([found(source, "late fee")] * 2), sources={"a.txt": source}))
    first, second = (article["id"] for article in markup.all("article"))
    assert second == f"{first}-2"


def test_files_that_are_gone() -> None:
    source = Source("gone.txt", "A late fee applies.\n")
    markup = Markup(written(Run([found(source, "late fee", excerpt="A late fee applies.")])))
    assert "A late fee applies." in markup.text
    assert "The text cannot be shown" in markup.text


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")
SCHEMES = {
    "light": _colours(LIGHT),
    "dark": _colours(DARK.split("@media print")[0]),
    "print": _colours(LIGHT) | _colours(CSS.split("@media print")[1]),
}
SHADED = ("error", "warning", "info", "better")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast(scheme: str) -> None:
    """WCAG 2.2: 4.5 for text (1.4.3), 3 for what bounds a control (1.4.11)."""
    colours = SCHEMES[scheme]
    assert len(colours) == 14
    text = [(ink, paper) for ink in ("ink", "quiet", "link") for paper in ("paper", "shade")]
    text += [(name, paper) for name in SHADED for paper in ("paper", "shade", f"{name}-shade")]
    text += [("ink", f"{name}-shade") for name in SHADED]
    poor = {pair: _contrast(colours[pair[0]], colours[pair[1]]) for pair in text}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}
    assert _contrast(colours["line"], colours["paper"]) >= 3
    assert _contrast(colours["line"], colours["shade"]) >= 3


def test_contrast_is_reckoned_right() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
