"""From paths to findings: which files, with which evidence, less what is suppressed."""

import os

import pytest

from cxlint import checks
from cxlint.config.load import load
from cxlint.config.model import Config
from cxlint.model.found import FoundAt
from cxlint.model.rule import Rule
from cxlint.rulebook.ruleset import compile_rules
from cxlint.runner import run
from cxlint.runner.discover import discover, excluded

BLANK = dict.fromkeys(("name", "message", "why", "mother", "suggest", "path"), "")
LATE = Rule(
    **{**BLANK, "code": "TST001", "name": "late-fee", "severity": "warning", "confidence": "high"}, find=("late fee",)
)
MAIL = LATE._replace(code="TST002", name="mail-fee", find=("mail fee",), applies_to=frozenset({"invoice"}))
CLASH = LATE._replace(code="TST003", name="clash", find=(), check="clash", message="{days} here, {other} elsewhere")


def clash(project, _options):
    """Refund windows that differ from one of another file."""
    for group in project.groups():
        stated = [window for summary in group for window in summary.windows]
        for one in stated:
            for two in stated:
                if one.days != two.days:
                    values = {"days": one.words, "other": two.words}
                    yield FoundAt(one.at.place, one.at.excerpt, values)


@pytest.fixture
def rules(monkeypatch):
    """Three own rules: of a sentence, of invoices, of the project."""
    monkeypatch.setattr(checks, "PROJECT", {"clash": ""})
    monkeypatch.setattr(checks, "project_check", {"clash": clash}.__getitem__)
    anchors = {"fee": ("fee",), "money": ("$",), "window": ("return", "refund")}
    return compile_rules([LATE, MAIL, CLASH], {"fee-noun": ("fee",)}, anchors)


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Writes files by path and text, in the folder that is current."""
    monkeypatch.chdir(tmp_path)

    def write(files):
        for path, text in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def checked(paths, **settings):
    """The files that a run would check, with forward slashes."""
    found = discover(paths, load()._replace(**settings))
    return [path.replace(os.sep, "/") for path in found.paths]


IGNORES = [
    ("*.txt\n", "", ["a.md", "sub/a.md", "sub/deep/a.md"]),
    ("/a.md\n", "", ["a.txt", "sub/a.md", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt"]),
    ("sub/\n", "", ["a.md", "a.txt"]),
    ("sub/deep\n", "", ["a.md", "a.txt", "sub/a.md", "sub/a.txt"]),
    ("", "deep/\n*.txt\n", ["a.md", "a.txt", "sub/a.md"]),
    ("", "/a.md\n", ["a.md", "a.txt", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt"]),
    ("*.txt\n!a.txt\n", "", ["a.md", "a.txt", "sub/a.md", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt"]),
    # a deeper file has the last word
    ("*.txt\n", "!a.txt\n", ["a.md", "sub/a.md", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt"]),
    ("*.txt\n", "!deep/a.txt\n", ["a.md", "sub/a.md", "sub/deep/a.md", "sub/deep/a.txt"]),
    # nothing under a folder that is left out comes back
    ("sub/\n", "!a.md\n", ["a.md", "a.txt"]),
    ("# *.md\n\n", "", ["a.md", "a.txt", "sub/a.md", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt"]),
]


@pytest.mark.parametrize(("above", "inside", "found"), IGNORES)
def test_gitignore(tree, above, inside, found):
    names = ("a.md", "a.txt", "sub/a.md", "sub/a.txt", "sub/deep/a.md", "sub/deep/a.txt")
    tree({**dict.fromkeys(names, "x"), ".gitignore": above, "sub/.gitignore": inside, "cxlint.toml": ""})
    assert checked(["."]) == found
    assert checked(["sub"]) == [path for path in found if path.startswith("sub/")]
    assert len(checked(["."], respect_gitignore=False)) == 6


DISCOVERY = [
    (["."], {}, ["a.md", "mail/b.html.j2"]),
    (["a.md", "."], {}, ["a.md", "mail/b.html.j2"]),
    ([".", "./a.md"], {}, ["a.md", "mail/b.html.j2"]),
    (["mail", "a.md"], {}, ["mail/b.html.j2", "a.md"]),
    (["."], {"include": ("*.j2",)}, ["mail/b.html.j2"]),
    (["."], {"exclude": ("mail/",)}, [".hidden/c.md", "a.md", "build/d.md"]),
    (["."], {"extend_exclude": ("a.md",)}, ["mail/b.html.j2"]),
    # a file that is named is wanted
    (["build/d.md"], {}, ["build/d.md"]),
    (["build/d.md", "a.md"], {"force_exclude": True}, ["a.md"]),
    (["code.py", "a.md"], {}, ["a.md"]),
]


@pytest.mark.parametrize(("paths", "settings", "found"), DISCOVERY)
def test_discovery(tree, paths, settings, found):
    tree(dict.fromkeys(("a.md", "mail/b.html.j2", "build/d.md", ".hidden/c.md", "code.py", "conf.json.j2"), "x"))
    assert checked(paths, **settings) == found


def test_what_is_left_out_has_a_reason(tree):
    tree({"code.py": "x", "build/d.md": "x"})
    found = discover(["code.py", "build/d.md"], load()._replace(force_exclude=True))
    assert found.skipped == [
        ("code.py", "no reader for this kind of file"),
        ("build/d.md", "excluded by the configuration"),
    ]


def test_pipes_are_not_read(tree):
    tree({"mails/a.md": "x"})
    os.mkfifo("mails/pipe.md")
    found = discover(["mails", "mails/pipe.md"], load())
    assert found.paths == [os.path.join("mails", "a.md")]
    assert [(path, reason[:6]) for path, reason in found.skipped] == [("mails/pipe.md", "a pipe")]


def test_links(tree):
    tree({"mails/a.md": "x"})
    os.symlink(os.path.abspath("mails"), "mails/again.md")  # to a folder
    os.symlink("a.md", "mails/b.md")
    os.symlink("gone.md", "mails/c.md")
    assert [path.replace(os.sep, "/") for path in discover(["."], load()).paths] == [
        "mails/a.md",
        "mails/b.md",
        "mails/c.md",
    ]


def test_a_folder_that_may_not_be_opened_is_told(tree, rules, monkeypatch):
    """What is in there was not checked, and nobody must take it for clean."""
    tree({"a.md": "x\n", "mails/b.md": "A late fee.\n"})
    scandir, opened = os.scandir, open

    def refuse(path, *arguments, **named):
        if os.path.basename(path) == "mails":
            raise PermissionError(13, "Permission denied", path)
        return (opened if arguments else scandir)(path, *arguments, **named)

    monkeypatch.setattr("os.scandir", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    (finding,) = run(["."], load(), rules).findings
    assert (finding.code, finding.place.path) == ("CX001", "mails")
    assert finding.message == "This folder cannot be opened: Permission denied."


def test_the_rules_of_the_project_are_no_texts(tree):
    """Their bad examples are meant to be bad; a hook names them all the same."""
    tree({"house/HB001.yaml": "x", "house/words/a.yaml": "x", "housekeeping.yaml": "x"})
    config = load()._replace(rules_dirs=("house",), force_exclude=True)
    assert discover(["."], config).paths == ["housekeeping.yaml"]
    named = ["house/HB001.yaml", "house/words/a.yaml", "housekeeping.yaml"]
    assert discover(named, config).paths == ["housekeeping.yaml"]
    assert discover(named, config._replace(force_exclude=False)).paths == named


def test_exclusion_is_relative_to_the_root(tmp_path):
    config = Config(root=str(tmp_path), exclude=("drafts/*.md",))
    assert excluded(str(tmp_path / "drafts" / "a.md"), config)
    assert not excluded(str(tmp_path / "own" / "drafts" / "a.md"), config)


def codes(result):
    return [(finding.code, finding.place.path.replace(os.sep, "/"), finding.place.line) for finding in result.findings]


def test_findings_come_in_order_of_files(tree, rules):
    tree({"b.md": "A late fee.\n\nA late fee.\n", "a.md": "x\n\nA late fee.\n"})
    result = run(["b.md", "a.md"], load(), rules)
    assert codes(result) == [("TST001", "a.md", 3), ("TST001", "b.md", 1), ("TST001", "b.md", 3)]
    assert (result.files, result.skipped, result.failures) == (2, [], [])


def test_standard_input(tree, rules):
    tree({"a.md": "A late fee.\n"})
    result = run(["a.md"], load(), rules, stdin=("mail/b.md", b"x\n\nA late fee.\n"))
    assert codes(result) == [("TST001", "a.md", 1), ("TST001", "mail/b.md", 3)]
    assert result.files == 2


UNREADABLE = [
    ("a.md", b"PNG\0\0", "This file looks like binary data, not text. Exclude it, or export it as text."),
    ("a.txt", b"\xff\xfe\x00\xd8", "This file starts like UTF-16 but is not: "),
    ("gone.md", None, "This file cannot be opened: "),
]


@pytest.mark.parametrize(("path", "data", "message"), UNREADABLE)
def test_a_file_that_cannot_be_read(tree, rules, path, data, message):
    tree({"fine.md": "A late fee.", **({path: data} if data else {})})
    result = run([path, "fine.md"], load(), rules)
    assert [finding.code for finding in result.findings if finding.place.path == path] == ["CX001"]
    unreadable = next(finding for finding in result.findings if finding.code == "CX001")
    assert unreadable.message.startswith(message)
    assert ("TST001", "fine.md", 1) in codes(result)


def test_a_broken_template_says_where(tree, rules):
    tree({"mail/a.html.j2": "<p>A late fee.</p>\n{% if x %}<p>no end</p>\n"})
    (finding,) = run(["mail"], load(), rules).findings
    assert (finding.code, finding.place.line) == ("CX001", 2)


RETURNS = {"policies/returns.md": "Return it within 30 days.\n", "policies/faq.md": "Return it within 14 days.\n"}


def test_files_are_held_against_each_other(tree, rules):
    tree(RETURNS)
    result = run(["policies"], load(), rules)
    assert [(f.code, f.place.path.replace(os.sep, "/"), f.message) for f in result.findings] == [
        ("TST003", "policies/faq.md", "14 days here, 30 days elsewhere"),
        ("TST003", "policies/returns.md", "30 days here, 14 days elsewhere"),
    ]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"cxlint.toml": ""}, True),
        ({".git/HEAD": "x"}, True),
        # no project: only what was asked for
        ({}, False),
        ({"cxlint.toml": 'policies = ["policies/*.md"]\n'}, True),
        ({"cxlint.toml": 'policies = ["legal/*.md"]\n'}, False),
        ({"cxlint.toml": 'exclude = ["policies/"]\n'}, False),
    ],
)
def test_policies_nobody_named_are_evidence(tree, rules, more, found):
    tree({**RETURNS, "shop.md": "Return it within 7 days.\n", **more})
    result = run(["shop.md"], load(), rules)
    assert {finding.place.path for finding in result.findings} == ({"shop.md"} if found else set())
    assert result.files == 1


def test_evidence_is_not_reported_on(tree, rules):
    tree({"policies/fees.md": "A late fee.\n", "a.md": "Return it within 7 days.\n", "cxlint.toml": ""})
    assert run(["a.md"], load(), rules).findings == []


def test_standard_input_stands_for_its_file(tree, rules):
    """The editor's text counts, not what is saved under that name."""
    tree({**RETURNS, "cxlint.toml": ""})
    result = run([], load(), rules, stdin=("policies/faq.md", b"Return it within 30 days.\n"))
    assert result.findings == []


SUPPRESSED = [
    ("A late fee. <!-- cxlint: ignore[TST001] the law -->\n", [("TST001", "suppressed")]),
    ("<!-- cxlint: ignore[late-fee] the law -->\nA late fee.\n", [("TST001", "suppressed")]),
    ("<!-- cxlint: ignore[TST003] the law -->\nReturn it within 7 days.\n", [("TST003", "suppressed")]),
    ("<!-- cxlint: ignore[TST001] the law -->\nReturn it within 7 days.\n", [("CX101", "open"), ("TST003", "open")]),
]


@pytest.mark.parametrize(("text", "found"), SUPPRESSED)
def test_suppressions(tree, rules, text, found):
    tree({"policies/returns.md": "Return it within 30 days.\n", "cxlint.toml": "", "a.md": text})
    result = run(["a.md"], load(), rules)
    assert sorted({(finding.code, finding.status) for finding in result.findings}) == found


@pytest.mark.parametrize(
    ("glob", "selector", "left"),
    [
        ("drafts/*", "TST001", ["a.md"]),
        ("drafts/", "late-fee", ["a.md"]),
        ("*.md", "ALL", []),
        ("drafts/*", "TST002", ["a.md", "drafts/a.md"]),
        ("other/*", "ALL", ["a.md", "drafts/a.md"]),
    ],
)
def test_rules_are_ignored_by_file(tree, rules, glob, selector, left):
    tree({"a.md": "A late fee.", "drafts/a.md": "A late fee."})
    config = load()._replace(per_file_ignores={glob: (selector,)})
    assert [path for _, path, _ in codes(run(["."], config, rules))] == left


def test_findings_of_the_project_are_ignored_by_file(tree, rules):
    tree(RETURNS)
    config = load()._replace(per_file_ignores={"policies/faq.md": ("TST003",)})
    assert codes(run(["."], config, rules)) == [("TST003", "policies/returns.md", 1)]


@pytest.mark.parametrize(
    ("text", "kinds", "found"),
    [
        ("A mail fee.", {}, False),
        ("A mail fee.", {"notes/*": "invoice"}, True),
        ("A mail fee.", {"notes/*": "invoice", "*.md": "policy"}, False),
        ("A mail fee.", {"other/*": "invoice"}, False),
        ("<!-- cxlint: kind=invoice -->\n\nA mail fee.", {}, True),
        # the file itself has the last word
        ("<!-- cxlint: kind=policy -->\n\nA mail fee.", {"notes/*": "invoice"}, False),
    ],
)
def test_the_kind_of_a_file_may_be_given(tree, rules, text, kinds, found):
    tree({"notes/a.md": text})
    result = run(["notes"], load()._replace(kinds=kinds), rules)
    assert [finding.code for finding in result.findings] == (["TST002"] if found else [])


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, ["TST001", "TST003", "TST003"]),
        ({"select": ("TST001",)}, ["TST001"]),
        ({"ignore": ("TST",)}, []),
        ({"ignore": ("clash",)}, ["TST001"]),
    ],
)
def test_selection(tree, rules, settings, found):
    tree({**RETURNS, "a.md": "A late fee."})
    assert sorted(f.code for f in run(["."], load()._replace(**settings), rules).findings) == found


def test_a_crash_is_told(tree, rules, monkeypatch):
    def crash(_project, _options):
        raise ZeroDivisionError("nothing there")

    monkeypatch.setattr(checks, "project_check", lambda _name: crash)
    tree({"a.md": "A late fee."})
    result = run(["a.md"], load(), rules)
    assert codes(result) == [("TST001", "a.md", 1)]
    assert result.failures == ["rule TST003 failed on the project: ZeroDivisionError: nothing there"]


CATALOGUES = {
    "config/locales/en.yml": "en:\n  a: A mail fee and a late fee.\n",
    "config/locales/de.yml": "de:\n  a: Eine late fee.\n",
    "locales/en.json": '{"a": "A late fee."}',
    "data/en/x.json": '{"a": "A late fee."}',
    "locales/sizes.json": '{"a": "A late fee.", "b": 1, "c": 2}',
    "locales/broken.json": '{"a": "A late fee."',
    "po/en.po": 'msgid "A late fee."\nmsgstr ""\n\nmsgid "b"\nmsgstr "One late fee here."\n',
    "po/x.pot": 'msgid "A late fee."\nmsgstr ""\n\nmsgid "The late fee there."\nmsgstr ""\n',
    "messages_en.properties": "a=A late fee.\n",
    "build.properties": "a=A late fee.\n",
    "lang/en/a.php": "<?php return ['a' => 'A late fee.'];",
    "src/a.php": "<?php return ['a' => 'A late fee.'];",
    "mail.eml": "Subject: A late fee.\n\nNothing.\n",
}


def test_catalogues_of_a_folder(tree, rules):
    tree(CATALOGUES | {"cxlint.toml": ""})
    result = run(["."], load(), rules)
    places = [
        (f.place.path.replace(os.sep, "/"), f.place.line, f.context) for f in result.findings if f.code == "TST001"
    ]
    assert places == [
        ("config/locales/en.yml", 2, "in the message `en.a`"),
        ("lang/en/a.php", 1, "in the message `a`"),
        ("locales/en.json", 1, "in the message `a`"),
        ("mail.eml", 1, ""),
        ("messages_en.properties", 1, "in the message `a`"),
        ("po/en.po", 1, "in the message `A late fee.`"),
        ("po/en.po", 5, "in the message `b`"),
        # what the other catalogue has, too, is said once
        ("po/x.pot", 4, "in the message `The late fee there.`"),
    ]
    assert result.skipped == [
        (
            os.path.join("config", "locales", "de.yml"),
            "a message catalogue in another language (de): the rules read English",
        ),
        (os.path.join("locales", "broken.json"), "neither a message catalogue nor a list of prices"),
        (os.path.join("locales", "sizes.json"), "neither a message catalogue nor a list of prices"),
    ]


def test_a_place_in_an_encoded_part_says_so(tree, rules):
    tree({"a.eml": "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQSBsYXRlIGZlZS4=\n"})
    (finding,) = run(["a.eml"], load(), rules).findings
    assert finding.context == "in the text/plain part, which is encoded (base64)"
    assert (finding.place.line, finding.place.column) == (4, 1)


SUPPRESSED = {
    "a.po": '# cxlint: ignore[TST001] by law\nmsgid "A late fee."\nmsgstr ""\n\nmsgid "Late fee."\nmsgstr ""\n',
    "a_en.properties": "# cxlint: ignore[TST001] by law\na=A late fee.\nb=Late fee.\n",
    "en.lproj/a.strings": '// cxlint: ignore[TST001] by law\n"a" = "A late fee.";\n"b" = "Late fee.";\n',
    "lang/a.php": "<?php return [\n'a' => 'A late fee.', // cxlint: ignore[TST001] by law\n'b' => 'Late fee.'];\n",
    "strings.xml": (
        '<string name="a">A late fee.</string> <!-- cxlint: ignore[TST001] by law -->\n'
        '<string name="b">Late fee.</string>\n'
    ),
}


@pytest.mark.parametrize(("path", "text"), SUPPRESSED.items())
def test_a_message_can_be_accepted(tree, rules, path, text):
    tree({path: text})
    found = [finding for finding in run([path], load(), rules).findings if finding.code == "TST001"]
    assert [finding.status for finding in found] == ["suppressed", "open"]
