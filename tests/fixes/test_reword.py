"""Fixes by word table: what is written instead, and where nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.fixes.apply import apply
from cxlint.fixes.draft import settle
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import load
from cxlint.rulebook.rulefile import rule_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxlint.model.finding import Finding

RULE = """\
code: OWN001
name: stiff-words
severity: info
confidence: high
message: "'{match}' is stiff."
why: It is.
mother: Would you?
effort: [time]
suggest: Plain words.
find: ["prior to", "please note [that]", "as you know", "(simply|hopefully)", "all is well"]
fix:
  safe: true
  replace:
    prior to: before
    please note that: ""
    "as you know,": ""
    as you know: ""
    simply: ""
    "all is well.": ""
    don't simply: don't
examples: []
references: []
since: "0.1"
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "OWN001-stiff-words.yaml").write_text(RULE)
    assert rule_files(str(folder))
    return Engine(load([str(folder)], use_cache=False), ["OWN001"])


def findings(engine: Engine, text: str, path: str) -> Sequence[Finding]:
    return engine.lint(read(Source(path, text))).findings


CHANGED = [
    ("We call prior to noon.", "We call before noon."),
    ("Prior to noon we call.", "Before noon we call."),
    ("PRIOR TO NOON WE CALL.", "BEFORE NOON WE CALL."),
    ("We call prior\nto noon.", "We call before noon."),
    ("We call prior  to noon.", "We call before noon."),
    ("We call **prior to** noon.", "We call **before** noon."),
    ("Please note that your plan ends.", "Your plan ends."),
    ("Please note that\r\nyour plan ends.\r\nBye.\r\n", "Your plan ends.\r\nBye.\r\n"),
    ("Ana, please note that your plan ends.", "Ana, your plan ends."),
    ("It is late, and please note that it costs 5.", "It is late, and it costs 5."),
    ("It is late: Please note that it costs 5.", "It is late: It costs 5."),
    ("As you know, it ends.", "It ends."),
    ("It costs 5, as you know.", "It costs 5."),
    ("It costs 5 as you know.", "It costs 5."),
    ("Simply call us.", "Call us."),
    ("You simply call prior to noon.", "You call before noon."),
    ("Don't simply call.", "Don't call."),
    ("All is well. The boat is here.", "The boat is here."),
    ("The boat is here. All is well.", "The boat is here."),
    ("- Please note that we close.\n- Call prior to noon.\n", "- We close.\n- Call before noon.\n"),
    ("Grüße 😀 an alle, prior to noon 😀.", "Grüße 😀 an alle, before noon 😀."),
]
UNCHANGED = [
    "It, as you know, ends.",
    "We want you to please note that it ends.",
    "All is well.",
    "Please note that **your** plan ends.",
    "Please **note** that your plan ends.",
    "Call prior&nbsp;to noon.",
    "We call prior\n> to noon.",
    "> We call prior\n> to noon.",
    "Call `prior to` noon.",
    "A prior-to-noon call.",
    "![prior to noon](a.png)",
]


@pytest.mark.parametrize(("text", "after"), CHANGED)
def test_words_are_replaced(engine: Engine, text: str, after: str) -> None:
    fixed, found = settle(text, lambda now: findings(engine, now, "policies/terms.md"))
    assert fixed == after
    assert found
    assert all(finding.fix and finding.fix.applicability == "safe" for finding in found)


@pytest.mark.parametrize("text", UNCHANGED)
def test_in_doubt_nothing_is_changed(engine: Engine, text: str) -> None:
    assert apply(text, findings(engine, text, "policies/terms.md")) == (text, [])


TEMPLATES = [
    ("a.html.j2", "<p>Pay {{ x }} prior to {{ y }}.</p>", "<p>Pay {{ x }} before {{ y }}.</p>"),
    ("a.html.j2", "<p>{% if a %}Please note that {% endif %}you pay.</p>", ""),
    ("a.html.j2", "<p>Prior {% if a %}to{% endif %} noon.</p>", ""),
    ("a.html.j2", "<p>{{ _('Call prior to noon') }}</p>", ""),
    (
        "a.html.j2",
        "<p>{% trans %}Call prior to noon{% endtrans %}</p>",
        "<p>{% trans %}Call before noon{% endtrans %}</p>",
    ),
    ("a.html.j2", "<p>Please note that {{ x }} ends.</p>", ""),
    ("a.html", '<img alt="Call prior to noon">', ""),
    ("a.html", "<p>Please note that</p>", ""),
    (
        "a.html",
        "<p>As you know, <b>it</b> ends. Call <i>prior to</i> noon.</p>",
        "<p>As you know, <b>it</b> ends. Call <i>before</i> noon.</p>",
    ),
    ("fees.yaml", "fees:\n  - name: Call prior to noon\n    amount: 5\n", ""),
    ("fees.csv", "name,amount\nCall prior to noon,5.00\n", ""),
    ("locales/en.json", '{"a": "Call prior to noon, please, and tell us.", "b": "Pay {x}"}', ""),
    (
        "a.eml",
        "Subject: Hi\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nCall prior=20to noon.\n",
        "",
    ),
]


@pytest.mark.parametrize(("path", "text", "after"), TEMPLATES)
def test_tags_and_encoded_text_stay(engine: Engine, path: str, text: str, after: str) -> None:
    assert findings(engine, text, path)
    fixed, _ = settle(text, lambda now: findings(engine, now, path))
    assert fixed == (after or text)


def test_a_fix_in_json(engine: Engine) -> None:
    (finding,) = findings(engine, "Hi.\n\nPlease note that\nit ends.\n", "policies/terms.md")
    assert finding.as_dict()["fix"] == {
        "applicability": "safe",
        "message": "Leave out 'Please note that'.",
        "edits": [{"content": "I", "location": {"line": 3, "column": 1}, "end_location": {"line": 4, "column": 2}}],
    }
    assert finding.fix
    assert finding.fix.edits[0][:2] == (5, 23)
