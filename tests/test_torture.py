"""Reading like a reader: phrases are found through markup and templates, and nowhere that nobody reads."""

import os

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxlint.config.model import Config
from cxlint.engine import Engine
from cxlint.model.rule import Rule
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook.ruleset import compile_rules
from cxlint.runner import run

BLANK = dict.fromkeys(("name", "why", "mother", "suggest", "path"), "")
SHUT_OUT = Rule(
    **{**BLANK, "code": "TST001", "severity": "warning", "confidence": "high", "message": "{match}"},
    find=("we (may|can) ..3 <close> ..2 (account|service|access)",),
)
NO_WARNING = SHUT_OUT._replace(code="TST002", find=("without ..1 notice",))
WORDS = {"close": ("close", "suspend", "cancel", "freeze")}


@pytest.fixture(scope="module")
def engine():
    ruleset = compile_rules([SHUT_OUT, NO_WARNING], WORDS, {"fee": (), "money": ("$",), "window": ("notice",)})
    return Engine(ruleset, ["TST001", "TST002"])


def found_in(engine, path, text):
    """Line, column, what the reader reads, context."""
    linted = engine.lint(read(Source(path, text)))
    return [(f.place.line, f.place.column, f.message, f.context) for f in linted.findings]


MAIL = """\
{% extends "letter.html" %}
{# Before you change this, ask: we may close your account without notice #}
{% block body %}
<!-- we may close your account without notice -->
<style>.late::after { content: "we may close your account"; }</style>
<p>Dear {{ customer.first_name | default("friend") }},</p>
<p>We <b>may</b>&nbsp;<a href="https://example.org/we-may-close-your-account">close</a>
   your <i>acc</i>ount, “with&shy;out” any&#8239;notice.</p>
{% if order.overdue %}
<p>We can freeze your {% if order.premium %}premium{% else %}basic{% endif %} service.</p>
{% endif %}
<p style="display: none">We may suspend your access.</p>
<img src="a.png" alt="We may cancel your account" title="We can cancel your service">
{% trans %}We may suspend your account.{% endtrans %}
<p>{{ "We may freeze your account." }}</p>
{% if text == "we may close your account" %}<p>Fine.</p>{% endif %}
<pre><code>we may close your account</code></pre>
<script>const s = "we may close your account";</script>
<p>You may close your account. We never will close it, and we may.</p>
<p>Close your account here.</p>
{% endblock %}
"""


def test_a_mail_in_html(engine):
    assert found_in(engine, "emails/warning.html.j2", MAIL) == [
        (7, 4, "We may close your account", ""),
        (8, 26, "without” any notice", ""),
        (10, 4, "We can freeze your premium service", "only when `order.overdue`"),
        (12, 26, "We may suspend your access", "in hidden text"),
        (13, 23, "We may cancel your account", "in a title or alt text"),
        (13, 58, "We can cancel your service", "in a title or alt text"),
        (14, 12, "We may suspend your account", ""),
        (15, 8, "We may freeze your account", ""),
    ]


TERMS = """\
---
title: Terms of the toy library
---

# We may close
your account

We *may*
[suspend](https://example.org/we-can-close-your-account "We may cancel your account")
your **acc**ount \\
without&nbsp;notice.

    we may close your account

```
we may close your account
```

- We can
  freeze your
  service, with­out any notice.[^1]

<!-- we may close your account -->

> We may cancel your access.

| What | When |
| --- | --- |
| We may close your account | without notice |

![We may close your account](a.png)

[^1]: We may suspend your access.
"""


def test_terms_in_markdown(engine):
    assert found_in(engine, "terms.md", TERMS) == [
        (8, 1, "We may suspend your account", ""),
        (11, 1, "without notice", ""),
        (19, 3, "We can freeze your service", ""),
        (21, 12, "without any notice", ""),
        (25, 3, "We may cancel your access", ""),
        (29, 3, "We may close your account", ""),
        (29, 31, "without notice", ""),
        (31, 3, "We may close your account", "in a title or alt text"),
        (33, 7, "We may suspend your access", ""),
    ]


LETTER = """\
Dear member,\r
\r
We “may”\r
close your\u00a0account with-\r
out notice, and https://example.org/we-may-close-your-account shows how.\r
\r
    - We can  freeze\tyour service\r
      without any notice.\r
We may. Close the account.\r
"""


def test_a_letter_in_plain_text(engine):
    assert found_in(engine, "letter.txt", LETTER) == [
        (3, 1, "We “may” close your account", ""),
        (7, 7, "We can freeze your service", ""),
        (8, 7, "without any notice", ""),
    ]


SUFFIXES = (
    ".md", ".html", ".txt", ".csv", ".tsv", ".yaml", ".md.j2", ".html.j2", ".txt.j2", ".yaml.j2", ".liquid", ".hbs",
    ".html.erb", ".twig", ".ftl", ".mjml", ".njk", ".eml", ".tpl",
)  # fmt: skip
MARKUP = st.sampled_from([
    "{{", "}}", "{%", "%}", "{#", "#}", "{%if", "if", "a", "else", "endif", "for", "in", "endfor", "|", '"', "'", "<",
    ">", "<p>", "</p>", "<b", "<!--", "-->", "<%", "%>", "${", "}", "#", "-", "*", "`", "```", ",", ":", ";", "&",
    "&nbsp;", "&#0;", "we may", "close your account", "$5", "late fee", "30 days", "free", "refund", "\n", "\r\n", "\r",
    "\t", "\f", "\0", "é", "🙂", "\ufeff", "\ufffc", "\u2028", "\x01", "\x02", "\x03", "\x10",
])  # fmt: skip
BYTES = st.one_of(st.binary(max_size=120), st.lists(MARKUP, max_size=40).map(lambda parts: " ".join(parts).encode()))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=BYTES)
@example(data=b"")
@example(data=b"\xef\xbb\xbf")
@example(data=b"{% if a %}we may close{% else %}your {{ x }}")
@example(data=b"\x01\x02 we may close \x03 your account\r\n\x10")
def test_any_bytes_are_read(ruleset, suffix, data):
    name = "mail/any" + suffix
    result = run([], Config(root=os.sep), ruleset, stdin=(name, data))
    assert result.failures == []
    assert result.files == 1
    for finding in result.findings:
        for place in (finding.place, *(related.place for related in finding.related)):
            assert 1 <= place.line <= place.end_line
            assert place.column >= 1
            assert (place.line, place.column) <= (place.end_line, place.end_column)
            assert place.end_line <= data.count(b"\n") + data.count(b"\r") + 1
        assert finding.place.path == name


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("p.md", "a late fee of $5 applies, "),
        ("p.md", "We may change our fees at any time without notice. "),
        ("p.md", "- We may close your account at any time.\n"),
        ("p.md", "((("),
        ("p.md", "[a fee](x.md) "),
        ("m.html.j2", "<span>a late fee</span> of <b>$5</b> {{ x }} "),
        ("m.txt.j2", "{% if a %}a fee of $5{% else %}no fee{% endif %} is due, "),
        ("f.csv", "late fee,5\n"),
        ("f.yaml", "- name: Late fee\n  amount: 5\n"),
    ],
)
def test_long_documents_take_no_longer_a_byte(ruleset, name, unit):
    """A quadratic step would take minutes here, and the timeout ends it."""
    text = unit * (20_000 // len(unit))
    assert run([], Config(root=os.sep), ruleset, stdin=(name, text.encode())).failures == []
