from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.model.finding import Finding, Place
from cxlint.model.given import Given
from cxlint.model.rule import Rule
from cxlint.model.source import Source
from cxlint.suppress import parse

FIELDS: dict[str, Any] = {
    "severity": "warning", "confidence": "high", "message": "m", "why": "", "mother": "", "suggest": "",
    "path": "",
}  # fmt: skip
RULES = {
    "FEE003": Rule(code="FEE003", name="mandatory-fee-apart", **FIELDS),
    "HOS004": Rule(code="HOS004", name="final-notice", **FIELDS),
}


def found(source: Source, *words: str, code: str = "FEE003") -> list[Finding]:
    """A finding of each of the words, where they stand."""
    findings = []
    for word in words:
        at = source.text.index(word)
        place = Place(source.path, *source.place(at), *source.place(at + len(word)))
        findings.append(Finding(code, "n", "warning", "high", "m", place, excerpt=word))
    return findings


def accepted(text: str, *words: str, path: str = "a.md", code: str = "FEE003") -> dict[str, str]:
    """Reasons by word of what is suppressed."""
    source = Source(path, text)
    result = parse(source).apply(found(source, *words, code=code), RULES)
    return {f.excerpt: f.reason for f in result if f.status == "suppressed"}


def notices(text: str, *words: str, path: str = "a.md", ran: set[str] | None = None) -> list[Finding]:
    source = Source(path, text)
    return [f for f in parse(source).apply(found(source, *words), RULES, ran) if f.code.startswith("CX")]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.md", "<!-- cxlint: ignore[FEE003] asked by law -->"),
        ("a.html", "<!--cxlint:ignore[FEE003] asked by law-->"),
        ("a.html.j2", "{# cxlint: ignore[FEE003] asked by law #}"),
        ("a.j2", "{#- cxlint: ignore[FEE003] asked by law -#}"),
        ("a.liquid", "{% comment %} cxlint: ignore[FEE003] asked by law {% endcomment %}"),
        ("a.liquid", "{%- comment -%}cxlint: ignore[FEE003] asked by law{%- endcomment -%}"),
        ("a.liquid", "{% # cxlint: ignore[FEE003] asked by law %}"),
        ("a.hbs", "{{!-- cxlint: ignore[FEE003] asked by law --}}"),
        ("a.hbs", "{{! cxlint: ignore[FEE003] asked by law }}"),
        ("a.erb", "<%# cxlint: ignore[FEE003] asked by law %>"),
        ("a.ftl", "<#-- cxlint: ignore[FEE003] asked by law -->"),
        ("a.tpl", "{* cxlint: ignore[FEE003] asked by law *}"),
        ("a.css", "/* cxlint: ignore[FEE003] asked by law */"),
        ("a.yaml", "# cxlint: ignore[FEE003] asked by law"),
        ("a.yaml.j2", "# cxlint: ignore[FEE003]: asked by law"),
        ("a.jsonc", "// cxlint: ignore[FEE003] – asked by law"),
        ("a.md", "<!--\n  cxlint: ignore[mandatory-fee-apart] asked\n  by law\n-->"),
    ],
)
def test_comment_of_any_format(path: str, comment: str) -> None:
    assert accepted(f"{comment}\na fee\n\nlater\n", "a fee", "later", path=path) == {"a fee": "asked by law"}


@pytest.mark.parametrize(
    "text",
    [
        "# cxlint: ignore[FEE003] a heading is no comment\na fee",
        "see https://cxlint: ignore[FEE003] nor is an address\na fee",
        "Write cxlint: ignore[FEE003] reason in a comment.\na fee",
    ],
)
def test_prose_is_no_comment(text: str) -> None:
    assert accepted(text, "a fee") == {}


def test_own_line_covers_the_next_paragraph() -> None:
    text = "before\n\n<!-- cxlint: ignore[FEE003] why -->\n\nfirst line\nsecond line\n\nthird line\n"
    assert accepted(text, "before", "first", "second", "third") == {"first": "why", "second": "why"}


def test_end_of_line_covers_that_line() -> None:
    text = "first\nsecond <!-- cxlint: ignore[FEE003] why -->\nthird\n"
    assert accepted(text, "first", "second", "third") == {"second": "why"}


def test_comment_before_text_on_its_line_covers_that_line() -> None:
    text = "<!-- cxlint: ignore[FEE003] why --> second\nthird\n"
    assert accepted(text, "second", "third") == {"second": "why"}


def test_stacked_comments_cover_the_same_paragraph() -> None:
    text = "<!-- cxlint: ignore[HOS004] one -->\n<!-- cxlint: ignore[FEE003] two -->\na fee\nmore\n"
    assert accepted(text, "a fee", "more") == {"a fee": "two", "more": "two"}
    assert accepted(text, "a fee", code="HOS004") == {"a fee": "one"}


def test_entry_of_a_data_file() -> None:
    text = "fees:\n  # cxlint: ignore[FEE003] why\n  - name: one\n    note: deep\n  - name: two\n"
    assert accepted(text, "one", "deep", "two", path="a.yml") == {"one": "why", "deep": "why"}
    rows = "name,amount\n# cxlint: ignore[FEE003] why\nlate,5\nearly,6\n"
    assert accepted(rows, "late", "early", path="a.csv") == {"late": "why"}


def test_disable_to_enable_and_to_the_end() -> None:
    text = "one\n<!-- cxlint: disable[FEE003, HOS004] why -->\ntwo\n\nthree\n<!-- cxlint: enable[FEE003] -->\nfour\n"
    assert accepted(text, "one", "two", "three", "four") == {"two": "why", "three": "why"}
    assert set(accepted(text, "one", "two", "four", code="HOS004")) == {"two", "four"}


def test_file_ignore_covers_what_stands_above_it_too() -> None:
    assert set(accepted("one\n\ntwo {# cxlint: file-ignore[FEE003] why #}\n", "one", "two")) == {"one", "two"}


def test_by_text() -> None:
    text = '<!-- cxlint: ignore[FEE003 "Booking  fee"] s. 12 -->\na booking fee and a late fee\n'
    assert accepted(text, "booking fee", "late fee") == {"booking fee": "s. 12"}
    curly = '<!-- cxlint: file-ignore[FEE003 "we\'ll charge"] s. 12 -->\nwe’ll charge\n'
    assert accepted(curly, "we’ll charge") == {"we’ll charge": "s. 12"}


def test_kind() -> None:
    assert parse(Source("a.html", "<!-- cxlint: kind=Invoice -->")).given == Given(kind="invoice")
    assert parse(Source("a.j2", "{# cxlint: kind = dunning #}")).given == Given(kind="dunning")
    assert parse(Source("a.md", "cxlint")).given == Given()


def test_unused_is_found_where_the_code_stands() -> None:
    text = "<!-- cxlint: ignore[FEE003, HOS004] why -->\na fee\n"
    [notice] = notices(text, "a fee")
    assert (notice.code, notice.name, notice.severity) == ("CX101", "unused-suppression", "warning")
    assert text[notice.place.column - 1 : notice.place.end_column - 1] == "HOS004"
    assert notices(text, "a fee", ran={"FEE003"}) == []


def test_a_rule_is_required() -> None:
    assert [n.code for n in notices("<!-- cxlint: ignore a fee that is fine -->\na fee\n")] == ["CX102"]
    assert [n.code for n in notices("<!-- cxlint: file-ignore[] x -->\n")] == ["CX102"]
    [typo] = notices("<!-- cxlint: ignroe[FEE003] x -->\n")
    assert "`ignore`" in typo.message
    assert notices("<!-- cxlint: hello -->\n") == []


def test_a_reason_is_required_but_its_lack_changes_nothing_else() -> None:
    text = "a fee <!-- cxlint: ignore[FEE003] -->\n"
    assert [n.code for n in notices(text, "a fee")] == ["CX103"]
    assert accepted(text, "a fee") == {"a fee": ""}


def test_unknown_rules_are_named_with_the_nearest() -> None:
    [notice] = notices("<!-- cxlint: ignore[FEE0O3] why -->\n")
    assert notice.code == "CX104"
    assert "did you mean `FEE003`?" in notice.message
    for many in ("ALL", "HOS"):
        [notice] = notices(f"<!-- cxlint: ignore[{many}] why -->\n")
        assert notice.code == "CX104"
        assert notice.message == f"{many} is no rule: a comment names each rule that it is for."


def test_enable_without_disable() -> None:
    assert [n.code for n in notices("<!-- cxlint: enable[FEE003] -->\n")] == ["CX101"]


def test_equal_notices_differ_by_ordinal() -> None:
    both = notices("<!-- cxlint: ignore[FEE003] a -->\n\n<!-- cxlint: ignore[FEE003] a -->\n")
    assert [n.ordinal for n in both] == [0, 1]
    assert both[0].fingerprint != both[1].fingerprint


def test_nothing_to_do_leaves_findings_alone() -> None:
    source = Source("a.md", "a fee")
    findings = found(source, "a fee")
    assert parse(source).apply(findings, RULES) == findings


_PARTS = st.sampled_from([
    "<!-- cxlint: ", "{# cxlint:", "{{! cxlint:", "{% comment %}cxlint:", "ignore", "disable", "enable",
    "file-ignore", "[FEE003]", '[FEE003 "a]"]', "[", "]", '"', " reason ", "-->", "#}", "}}", "%}",
    "{% endcomment %}", "\n", "\r\n", "kind=", " ", "é",
])  # fmt: skip


@given(st.lists(_PARTS, max_size=30).map("".join), st.sampled_from(["a.md", "a.yaml", "a"]))
def test_any_comment_can_be_read(text: str, path: str) -> None:
    source = Source(path, text)
    everything = Place(path, 1, 1, *source.place(len(text)))
    finding = Finding("FEE003", "n", "warning", "high", "m", everything, excerpt="a]")
    for result in parse(source).apply([finding], RULES):
        assert 1 <= result.place.line <= result.place.end_line <= len(source.line_starts())


@pytest.mark.parametrize(
    "text",
    [
        "<!-- cxlint: ignore[FEE003] why " * 40_000,
        "<!-- cxlint: ignore[FEE003] why -->\n" * 20_000,
        ("<!-- cxlint: ignore[FEE003] why -->\ntext\n" * 20_000),
        "{% comment %} cxlint: " + "{% " * 400_000,
        "cxlint: " * 200_000,
        "<!-- cxlint: ignore[FEE003] why --> some words in between " * 20_000,
    ],
)
def test_cost_is_linear(text: str) -> None:
    started = time.process_time()
    parse(Source("a.md", text))
    assert time.process_time() - started < 5


def test_the_rest_of_what_a_message_is():
    found = parse(Source("a.j2", "{# cxlint: kind=Dunning, stage=final audience=staff polarity=bad #}"))
    assert found.given == Given("dunning", "final", "bad", "staff")
    assert found.problems == []


def test_a_word_that_is_no_stage():
    found = parse(Source("a.j2", "{# cxlint: kind=dunning stage=finall #}"))
    assert found.given == Given("dunning")
    (problem,) = found.problems
    assert problem.code == "CX102"
    assert problem.message == "`finall` is no stage, and has no effect; a stage is first, middle or final."
