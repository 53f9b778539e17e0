"""Where reports go, and which one it is when nobody says."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from cxlint import report
from cxlint.__main__ import main
from cxlint.cli import outputs
from cxlint.cli.outputs import Output, as_globs
from cxlint.cli.terminal import in_utf8
from cxlint.config.globs import matches
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import FakeRunner

    Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("asked", "configured", "chosen"),
    [
        ((), "", [("full", "")]),
        ((), "concise", [("concise", "")]),
        (("json",), "concise", [("json", "")]),
        (("json", "grouped"), "", [("grouped", "")]),
        (("sarif:a/b.sarif",), "concise", [("sarif", "a/b.sarif")]),
        (
            ("sarif:C:\\x.sarif", "github", "csv:x.csv"),
            "",
            [("sarif", "C:\\x.sarif"), ("csv", "x.csv"), ("github", "")],
        ),
        (("sarif:-",), "", [("sarif", "")]),
    ],
)
def test_what_is_written(asked: tuple[str, ...], configured: str, chosen: list[Output]) -> None:
    assert outputs.outputs(asked, configured) == chosen


def test_on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert outputs.outputs((), "") == [("github", "")]
    assert outputs.outputs((), "concise") == [("concise", "")]
    assert outputs.outputs(("full",), "") == [("full", "")]
    assert outputs.outputs(("sarif:x",), "") == [("sarif", "x")]
    assert outputs.outputs((), "", statistics=True) == [("full", "")]


def test_a_run_on_github_annotates(runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check", "fee.md"]) == 1
    assert capsys.readouterr().out.startswith("::warning file=fee.md,line=1,")


def test_several_reports_of_one_run(runner: FakeRunner, tmp_path: Path, capsys: Capture) -> None:
    line = "fee.md -f sarif:ci/deep/out.sarif -f csv:out.csv --output-format=markdown:pr.md -f concise --color always"
    assert main(["check", *line.split()]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("fee.md:1:3: ")
    assert err == "wrote ci/deep/out.sarif\nwrote out.csv\nwrote pr.md\n"
    assert json.loads((tmp_path / "ci" / "deep" / "out.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,")
    assert "\x1b" not in (tmp_path / "pr.md").read_text()


def test_without_a_report_on_screen_a_line_says_what_was_found(runner: FakeRunner, capsys: Capture) -> None:
    assert main(["check", "fee.md", "-f", "json:out.json"]) == 1
    assert capsys.readouterr() == ("", "Found 1 finding (1 warning) in 1 file.\nwrote out.json\n")
    assert main(["check", "fee.md", "-f", "json:out.json", "-q"]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", report.FORMATS)
@pytest.mark.parametrize(("line", "code"), [("fine.md", 0), ("fee.md", 1), ("fee.md --exit-zero", 0)])
def test_no_format_changes_the_exit_code(runner: FakeRunner, name: str, line: str, code: int) -> None:
    assert main(["check", *line.split(), "-f", name, "-f", f"{name}:out.txt"]) == code


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("-f sarif:fee.md/out.sarif", "error: cannot make the folder fee.md: File exists"),
        ("-f sarif:sub", "error: cannot write sub: it is a folder\nhint: name a file in sub"),
        ("-f sarif:x -f json:./x", "error: two reports cannot go to one file: ./x"),
        ("-f sarif --statistics", "error: --statistics has no format sarif\nhint: one of full, concise, grouped, json"),
        ("-f sarif:", "names no file after the colon"),
        ("-f sraif:x", "'sraif' is no format: choose from full, "),
    ],
)
def test_what_cannot_be_written_stops_before_anything_is_read(
    runner: FakeRunner, tmp_path: Path, capsys: Capture, line: str, message: str
) -> None:
    (tmp_path / "sub").mkdir()
    assert main(["check", "fee.md", *line.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert runner.paths == []


def test_a_file_that_cannot_be_written(runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def full(*_args: object, **_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "write", full)
    assert main(["check", "fee.md", "-f", "sarif:out.sarif"]) == 2
    assert "error: cannot write out.sarif: No space left on device" in capsys.readouterr().err


def test_statistics_go_to_files_too(runner: FakeRunner, tmp_path: Path) -> None:
    main(["check", "fee.md", "--statistics", "-f", "json:counts.json"])
    assert json.loads((tmp_path / "counts.json").read_text())[0]["count"] == 1


def test_the_summary_of_a_step_is_added_to(runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    summary = tmp_path / "step.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    limits = []
    monkeypatch.setattr(report, "write", lambda _name, _result, out, options: limits.append(options.limit))
    main(["check", "fee.md", "-f", f"markdown:{summary}", "-f", "markdown:pr.md"])
    assert summary.read_text() == "before\n"
    assert limits == [report.SUMMARY_LIMIT - len("before\n"), report.COMMENT_LIMIT]


def test_the_report_of_the_last_run_is_not_checked(runner: FakeRunner) -> None:
    main(["check", ".", "-f", "markdown:docs/report [1].md", "-f", "csv:../elsewhere.csv"])
    assert runner.config is not None
    (glob,) = runner.config.extend_exclude
    assert matches("docs/report [1].md", (glob,))
    assert not matches("docs/report 1.md", (glob,))
    assert not matches("sub/docs/report [1].md", (glob,))
    assert as_globs([Output("full")], ".") == ()


def test_data_is_utf8_whatever_the_terminal_speaks() -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="cp1252")
    in_utf8(stream)
    stream.write("é\ud800")
    stream.flush()
    assert data.getvalue() == b"\xc3\xa9\\ud800"
    in_utf8(io.StringIO())


def test_the_top_of_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deep = tmp_path / "repo" / "docs" / "legal"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    (tmp_path / "repo" / ".git").mkdir()
    assert os.path.samefile(outputs.top_of_repository(), tmp_path / "repo")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "gone"))
    assert os.path.samefile(outputs.top_of_repository(), tmp_path / "repo")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert os.path.samefile(outputs.top_of_repository(), tmp_path)


def test_the_schemas_are_printed(capsys: Capture) -> None:
    from cxlint.report.schema import finding_schema, findings_schema

    for name, schema in (("findings", findings_schema()), ("finding", finding_schema())):
        assert main(["schema", name]) == 0
        assert json.loads(capsys.readouterr().out) == schema


def test_usage_errors_are_ours() -> None:
    with pytest.raises(UsageError):
        outputs.outputs(("json:a", "csv:a"), "")
