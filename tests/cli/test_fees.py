"""`cxlint fees`: what stands in the ledger, and how the command behaves."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).parent.parent.parent
_PROJECT = _ROOT / "tests" / "projects" / "bike-hire"
_EXCERPT = re.compile(r"(?<=<!-- ledger: begin -->\n).*?(?=<!-- ledger: end -->)", re.DOTALL)
_QUOTED = 3
"""Entries that the README shows."""

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The ledger of a command line, as JSON."""
    assert main(["fees", "-f", "json", *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert isinstance(data, dict)
    return data


def statuses(data: dict[str, Any], part: str = "fees") -> dict[str, str]:
    return {entry["name"]: entry["status"] for entry in data[part]}


@pytest.fixture
def bikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(_PROJECT, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_project(bikes: Path, capsys: Capture) -> None:
    data = told(capsys)
    assert statuses(data) == {
        "Late return fee": "disagrees",
        "Cleaning fee": "no amount",
        "Delivery fee": "hidden",
        "Handling fee": "not in the schedule",
        "Transfer fee": "only in the schedule",
        "Booking fee": "not charged",
        "Cancellation fee": "one place",
        "Key replacement fee": "agrees",
        "Lock hire": "one place",
    }
    assert list(statuses(data))[:1] == ["Late return fee"]
    assert statuses(data, "charged_by_others") == {"Foreign transaction fee": "one place"}
    assert statuses(data, "prices") == {"Day plan": "one place", "Week plan": "one place"}
    late = data["fees"][0]
    assert {one["path"] for one in late["statements"]} == {
        "fees/fees.csv", "mails/late.txt.j2", "pages/faq.html", "policies/hire-terms.md"
    }  # fmt: skip
    assert [finding["code"] for finding in late["findings"]][:1] == ["FEE002"]
    assert len(next(entry for entry in data["fees"] if entry["name"] == "Transfer fee")["statements"]) == 3


def test_for_one_file_with_all_their_places(bikes: Path, capsys: Capture) -> None:
    data = told(capsys, "--for", "pages/faq.html")
    assert list(statuses(data)) == ["Late return fee", "Delivery fee", "Key replacement fee"]
    assert "fees/fees.csv" in {one["path"] for one in data["fees"][0]["statements"]}
    assert told(capsys, "pages", "--for", str(bikes / "mails" / "late.txt.j2"))["fees"][0]["name"] == "Late return fee"


def test_what_somebody_accepted_is_no_problem(bikes: Path, capsys: Capture) -> None:
    page = bikes / "pages" / "faq.html"
    comment = "<!-- cxlint: file-ignore[FEE002] the page shows the spring price -->\n"
    page.write_text(comment + page.read_text(encoding="utf-8"), encoding="utf-8")
    assert statuses(told(capsys))["Late return fee"] == "agrees"


@pytest.mark.parametrize(
    ("files", "fees"),
    [
        (
            {"fees.csv": "name,amount\nLate fee,$15\n", "terms.md": "If you pay late, we charge a late fee of $15."},
            {"Late fee": "agrees"},
        ),
        (
            {"a.md": "The late fee is $15.", "b.md": "A late fee of $15 applies. The late fee helps."},
            {"Late fee": "agrees"},
        ),
        ({"a.md": "The late fee is a nuisance, many say."}, {}),
        ({"a.md": "We never charge a late fee."}, {"Late fee": "not charged"}),
        ({"a.md": "A late fee of $15 applies. The reminder names the late fee."}, {"Late fee": "one place"}),
        (
            {
                "_data/fees.yml": "late_fee: $15\n",
                "page.md": "You pay a late fee of {{ site.data.fees.late_fee }} when you pay late.",
            },
            {"Late fee": "agrees"},
        ),
    ],
)
def test_status(
    files: dict[str, str], fees: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert statuses(told(capsys, "--isolated")) == fees


def test_a_project_without_fees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "about.md").write_text("We lend tools to neighbours.\n", encoding="utf-8")
    assert main(["fees"]) == 0
    assert capsys.readouterr().out.startswith("No fees found. cxlint read 1 file in . and looked for rows of")
    assert main(["fees", "--for", "about.md"]) == 0
    assert capsys.readouterr().out == "about.md names no fee that the customer is charged.\n"
    assert main(["fees", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["fees"] == []


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("fees gone.md", "there is no such file or folder: gone.md"),
        ("fees --for gone.md", "there is no such file or folder: gone.md"),
        ("fees --for pages", "pages is a folder"),
        ("fees --for notes.pdf", "notes.pdf could not be read"),
        ("fees -o no/such/folder.csv", "cannot write no/such/folder.csv"),
        ("fees -f xml", "'xml' is not one of"),
    ],
)
def test_wrong_use(bikes: Path, capsys: Capture, line: str, error: str) -> None:
    (bikes / "notes.pdf").write_bytes(b"%PDF-1.4")
    assert main(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert error in err


def test_output_to_a_file(bikes: Path, capsys: Capture) -> None:
    assert main(["fees", "-f", "csv", "-o", "ledger.csv"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "wrote ledger.csv\n")
    # the mark by which spreadsheets know the encoding
    assert (bikes / "ledger.csv").read_bytes().startswith(b"\xef\xbb\xbfpart,fee,")
    assert main(["fees", "-f", "markdown", "-o", "ledger.md", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (bikes / "ledger.md").read_text(encoding="utf-8").startswith("# Fee ledger\n")


def test_the_readme_shows_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(_ROOT)
    assert main(["fees", "examples"]) == 0
    head, *entries = re.split(r"\n(?=[✗?!✓·–≈] )", capsys.readouterr().out)
    shown = "\n".join([head, *entries[:_QUOTED]]).rstrip()
    readme = _ROOT / "README.md"
    excerpt = f"\n```text\n{shown}\n...\n```\n\n"
    golden(readme, _EXCERPT.sub(lambda _: excerpt, readme.read_text(encoding="utf-8")))
