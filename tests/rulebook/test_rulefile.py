"""Rule files: what is read, and how errors say where and what was expected."""

import pytest

from cxlint.errors import RuleError
from cxlint.rulebook.rulefile import load_rule, parse_rule, rule_files

LINES = """\
code: TST001
name: short-names-only
severity: warning
confidence: high
applies-to: [policy, invoice]
message: >
  '{match}' is
  too long.
why: Nobody reads it.
mother: Would you read it to her?
effort: [time]
suggest: Be brief.
find:
  - "at the end of the day"
unless:
  sentence: ["sunset"]
  section:
    - "calendar"
examples:
  - bad: At the end of the day we close.
    marks: ["At the end of the day"]
  - good: {mail/a.txt: "At sunset.", fees.csv: "name,1"}
    because: It is about the sun.
references: []
since: "0.1"
"""


def test_a_rule_is_read():
    rule = parse_rule("own/TST001.yaml", LINES)
    assert (rule.code, rule.family, rule.message) == ("TST001", "TST", "'{match}' is too long.")
    assert rule.applies_to == {"policy", "invoice"}
    assert rule.find == ("at the end of the day",)
    assert rule.unless == {"sentence": ("sunset",), "section": ("calendar",)}
    bad, good = rule.examples
    assert (bad.bad, bad.text, bad.marks, bad.line) == (
        True,
        "At the end of the day we close.",
        ("At the end of the day",),
        20,
    )
    assert (good.bad, good.files, good.because) == (
        False,
        (("mail/a.txt", "At sunset."), ("fees.csv", "name,1")),
        "It is about the sun.",
    )


def with_line(old, new):
    assert old in LINES
    return LINES.replace(old, new)


ERRORS = [
    ("- a\n- b\n", "1:1", "a rule file is a mapping", ""),
    ("", "1:1", "a rule file is a mapping", ""),
    ("code: [TST001\n", "2:1", "not valid YAML", ""),
    ("code: A\ncode: B\n", "2:1", "'code' stands here twice", ""),
    (with_line("find:\n", "finds:\n"), "13:1", "unknown field 'finds'", "did you mean 'find'?"),
    (with_line("severity: warning\n", ""), "1:1", "missing field 'severity'", "severity: error: can ruin"),
    (with_line("TST001", "X1"), "1:7", "a family and three digits, such as FEE003", ""),
    (with_line("TST001", "1"), "1:7", "'code' must be a text", ""),
    (with_line("short-names-only", "Short_Names"), "2:7", "lower-case words with hyphens", ""),
    (
        with_line("severity: warning", "severity: wrning"),
        "3:11",
        "'wrning' is not allowed in 'severity'",
        "did you mean 'warning'?",
    ),
    (with_line("[policy, invoice]", "[policy, invoce]"), "5:22", "'invoce' is not allowed", "did you mean 'invoice'?"),
    (with_line("[policy, invoice]", "policy"), "5:13", "'applies-to' must be a list of texts", ""),
    (with_line("Be brief.", "' '"), "12:11", "'suggest' must be a text", ""),
    (with_line("[time]", "[money, joy]"), "11:17", "'joy' is not allowed in 'effort'", "one of physical"),
    (with_line('  - "at the end of the day"', "  - 7"), "14:3", "'find' must be a list of texts", ""),
    (with_line('find:\n  - "at the end of the day"\n', ""), "1:1", "a rule needs 'find', 'regex' or 'check'", ""),
    (LINES + "check: long-words\n", "26:1", "patterns or a check, not both", ""),
    (with_line("  sentence:", "  sentences:"), "16:3", "unknown scope 'sentences'", "did you mean 'sentence'?"),
    (with_line('["sunset"]', "sunset"), "16:13", "'sentence' must be a list of patterns", ""),
    (
        with_line('  sentence: ["sunset"]\n  section:\n    - "calendar"\n', "  - x\n"),
        "16:3",
        "'unless' maps scopes",
        "sentence,",
    ),
    (with_line('since: "0.1"', "since: 0.1"), "25:8", "'since' must be a text", "put a version such as 0.1 in quotes"),
    (with_line("  - good:", "  - goods:"), "22:5", "an example has 'bad' or 'good'", ""),
    (with_line("    because: It", "    bad: It"), "22:5", "an example has 'bad' or 'good'", ""),
    (with_line("    marks:", "    mark:"), "21:5", "unknown key 'mark' in an example", "did you mean 'marks'?"),
    (with_line("At the end of the day we close.", "[a]"), "20:5", "an example is a text, or texts by file name", ""),
    (LINES + "regex:\n  - pattern: x\n", "27:5", "a regex has 'pattern' and 'literals'", "literals: words"),
    (LINES + "regex:\n  - {pattern: 'ab(', literals: [ab]}\n", "27:18", "not a regular expression: missing ), ", ""),
    (LINES + "regex: late\n", "26:8", "'regex' must be a list", ""),
    (LINES + "regex: 7\n", "26:8", "'regex' must be a list", ""),
    (LINES + "regex: [{pattern: a, literals: ab}]\n", "26:9", "'literals' a list of texts", ""),
    (LINES + "regex: [{pattern: 7, literals: [ab]}]\n", "26:9", "'pattern' is a text", ""),
    (with_line('["At the end of the day"]', "At the end of the day"), "21:12", "'marks' must be a list", ""),
    (LINES + "fix: {replace: {a: b}}\n", "26:6", "a fix has 'safe' and 'replace'", "fix: {safe: true"),
    (LINES + "fix: {safe: 1, replace: {a: b}}\n", "26:13", "'safe' is true or false", ""),
    (LINES + "fix: {safe: true, replace: {}}\n", "26:28", "'replace' maps phrases to texts", "fix: {safe: true"),
    (LINES + "fix: {safe: true, replace: {a: 1}}\n", "26:28", "'replace' maps phrases to texts", "fix: {safe: true"),
    (LINES + "fix: {safe: true, replace: {Late Fee: b}}\n", "26:29", "'Late Fee' must be in lower case", ""),
    (LINES + "fix: {safe: true, replace: {a: ' b'}}\n", "26:29", "' b' begins or ends with white space", ""),
    (
        LINES + "fix: {safe: true, replace: {a: the A}}\n",
        "26:29",
        "'the A' holds a phrase of the table",
        "the fix would",
    ),
    (
        with_line('find:\n  - "at the end of the day"', "check: c\nfix: {safe: true, replace: {a: b}}"),
        "14:1",
        "only a rule with patterns",
        "",
    ),
    (with_line("    because: It", "    fixed: It"), "23:12", "'fixed' is the text of a bad example", ""),
    (LINES + "options: 7\n", "26:10", "'options' must be a mapping", ""),
]


@pytest.mark.parametrize(("text", "where", "message", "hint"), ERRORS)
def test_what_is_wrong_with_a_rule_file(text, where, message, hint):
    with pytest.raises(RuleError) as caught:
        parse_rule("own.yaml", text)
    assert caught.value.where == f"own.yaml:{where}"
    assert message in caught.value.message
    assert caught.value.hint.startswith(hint)


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"code: \xff")
    with pytest.raises(RuleError, match=r"a\.yaml: cannot be read"):
        load_rule(str(tmp_path / "a.yaml"))


def test_rule_files_of_a_folder(tmp_path):
    for name in ("b/B.yaml", "a/A.yml", "a/notes.md", "words/w.yaml", ".git/c.yaml", "a/rule.schema.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [path[len(str(tmp_path)) + 1 :].replace("\\", "/") for path in rule_files(str(tmp_path))]
    assert found == ["a/A.yml", "b/B.yaml"]
