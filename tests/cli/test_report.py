"""`cxlint report`: what it writes and where to, and how it was before."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Capture = pytest.CaptureFixture[str]
    Git = Callable[..., str]

_ROOT = Path(__file__).parent.parent.parent
_PROJECT = _ROOT / "tests" / "projects" / "bike-hire"
_EXCERPT = re.compile(r"(?<=<!-- report: begin -->\n).*?(?=<!-- report: end -->)", re.DOTALL)
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def bikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(_PROJECT, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def git(bikes: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """The project, committed; what it returns runs git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]

    def run(*arguments: str) -> str:
        done = subprocess.run([*command, *arguments], cwd=bikes, check=True, capture_output=True)
        return done.stdout.decode()

    run("init", "-q")
    run("add", "-A")
    run("commit", "-q", "-m", "x")
    return run


def told(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(["report", "-f", "json", *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert isinstance(data, dict)
    return data


def set_right(bikes: Path) -> None:
    page = bikes / "pages" / "faq.html"
    page.write_text(page.read_text(encoding="utf-8").replace("€5 per hour", "€6 per hour"), encoding="utf-8")


def test_a_project(bikes: Path, capsys: Capture) -> None:
    assert main(["report"]) == 0
    out = capsys.readouterr().out
    for words in ("6 documents that customers meet", "THE JOURNEY", "agrees to terms", "– not seen", "FIX THIS NEXT"):
        assert words in out


def test_stages_and_owners_of_the_configuration(bikes: Path, capsys: Capture) -> None:
    with open("cxlint.toml", "a", encoding="utf-8") as file:
        file.write('\n[[journey]]\nstage = "pays"\npaths = ["mails/**"]\nowner = "Billing"\n')
    data = told(capsys)
    assert [(stage["stage"], stage["owners"], stage["documents"]) for stage in data["stages"]] == [
        ("pays", ["Billing"], 2)
    ]
    assert len(data["outside"]) == 4


def test_several_reports_of_one_run(bikes: Path, capsys: Capture) -> None:
    assert main(["report", "-f", "json:out/now.json", "-f", "html:out/now.html", "-f", "markdown"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("# Report for leads\n")
    assert "wrote out/now.json\nwrote out/now.html\n" in captured.err
    assert json.loads((bikes / "out/now.json").read_text(encoding="utf-8"))["documents"] == 6
    page = (bikes / "out/now.html").read_text(encoding="utf-8")
    assert '<h2 id="leads">For leads</h2>' in page
    assert "as good as its worst message" in page
    # the next run does not take the page for a document
    assert told(capsys)["documents"] == 6


def test_since_an_earlier_report(bikes: Path, capsys: Capture) -> None:
    assert main(["report", "-q", "-f", "json:then.json"]) == 0
    set_right(bikes)
    assert told(capsys, "--since", "then.json")["since"] == {"name": "then.json", "gone": 1, "new": 0}


@needs_git
@pytest.mark.parametrize("folder", ["", "pages"])
def test_since_a_revision(bikes: Path, git: Git, capsys: Capture, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (bikes / "mails" / "new.txt").write_text("Dear Customer,\n\nany inconvenience is regretted.\n")
    set_right(bikes)
    monkeypatch.chdir(bikes / folder)
    data = told(capsys, "--since", "HEAD")
    new = data["since"].pop("new")
    assert data["since"] == {"name": "HEAD", "gone": 1}
    assert bool(new) is not bool(folder)
    # neither the index nor the files were touched
    assert git("status", "--short") == " M pages/faq.html\n?? mails/new.txt\n"


@needs_git
@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_since_a_revision_by_absolute_paths(
    bikes: Path, git: Git, capsys: Capture, where: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any
) -> None:
    set_right(bikes)
    (bikes / "pages" / "faq.html").rename(bikes / "pages" / "questions.html")
    if where == "elsewhere":
        monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert told(capsys, str(bikes), "--since", "HEAD")["since"] == {"name": "HEAD", "gone": 1, "new": 0}


@needs_git
def test_a_folder_that_was_not_there_yet(
    bikes: Path, git: Git, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bikes / "later").mkdir()
    (bikes / "later" / "invoice.txt").write_text("Dear Customer,\n\nyour invoice is attached.\n")
    monkeypatch.chdir(bikes / "later")
    data = told(capsys, "--since", "HEAD")
    assert data["since"]["gone"] == 0
    assert data["since"]["new"] == sum(data["findings"].values()) > 0


@needs_git
def test_a_baseline_hides_nothing_from_leads(bikes: Path, git: Git, capsys: Capture) -> None:
    before = told(capsys)
    assert main(["baseline", "create"]) == 0
    capsys.readouterr()
    after = told(capsys)
    assert after["accepted_in_baseline"] == sum(after["findings"].values()) > 0
    assert after["findings"] == before["findings"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "there is no such file or folder: nowhere"),
        (["-f", "pdf"], "'pdf' is no format: choose from text, markdown, json, html."),
        (["-f", "json:"], "'json:' names no file after the colon."),
        (["--since", "broken.json"], "broken.json is no JSON"),
        (["-f", "json:a", "-f", "html:a"], "two reports cannot go to one file: a"),
        (["--since", "fees.json"], "there is no file fees.json"),
        (["--jobs", "many"], "--jobs is no number of processes: many"),
    ],
)
def test_mistakes(bikes: Path, capsys: Capture, arguments: list[str], words: str) -> None:
    Path("broken.json").write_text("[" * 100_000)
    assert main(["report", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_rule_that_does_not_exist(bikes: Path, capsys: Capture) -> None:
    Path("cxlint.toml").write_text('ignore = ["FEE999"]\n')
    assert main(["report"]) == 2
    assert "`ignore` names a rule that does not exist: FEE999" in capsys.readouterr().err


@needs_git
def test_a_revision_that_is_none(bikes: Path, git: Git, capsys: Capture) -> None:
    assert main(["report", "--since", "v9"]) == 2
    assert "git does not know 'v9'" in capsys.readouterr().err


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "No document that a customer meets was read.\n"
    assert captured.err == "warning: no files to read\n"
    Path("bin.md").write_bytes(b"\0\1\2")
    assert main(["report", "-q"]) == 0
    assert capsys.readouterr().out == "No document that a customer meets was read.\n1 file could not be read.\n"


def test_a_report_on_standard_output(bikes: Path, capsys: Capture) -> None:
    assert main(["report", "-f", "json:-"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 6
    assert not Path("-").exists()


def test_the_readme_shows_the_report_of_the_examples(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(_ROOT)
    assert main(["report", "examples"]) == 0
    parts = capsys.readouterr().out.split("\n\n")
    journey = next(i for i, part in enumerate(parts) if part.startswith("THE JOURNEY"))
    shown = "\n\n".join([parts[journey], "...", *parts[-3:]])
    excerpt = f"\n```text\n{shown}```\n\n"
    readme = _ROOT / "README.md"
    golden(readme, _EXCERPT.sub(lambda _: excerpt, readme.read_text(encoding="utf-8")))


@needs_git
@pytest.mark.parametrize(("options", "there"), [((), True), (("--new-from", "HEAD"), False)])
def test_the_page_of_a_check_has_it_too_unless_it_is_about_changes(
    bikes: Path, git: Git, options: tuple[str, ...], there: bool
) -> None:
    set_right(bikes)
    main(["check", "-q", "-f", "html:page.html", *options])
    assert ("For leads" in Path("page.html").read_text(encoding="utf-8")) is there


def test_a_footer_counts_for_all_that_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mails").mkdir()
    Path("mails/footer.html.j2").write_text("<p>Please be advised that this mailbox is not read.</p>\n")
    Path("mails/welcome.html.j2").write_text("<p>Dear Customer,</p><p>welcome aboard.</p>\n")
    for name in ("invoice", "receipt", "order", "refund", "reset", "welcome-back"):
        Path(f"mails/{name}.html.j2").write_text(
            f'<p>Hi {{{{ name or "there" }}}},</p>\n<p>this is your {name}.</p>\n{{% include "footer.html.j2" %}}\n'
        )
    found = told(capsys, "--isolated")["next"]
    assert (found["finding"]["path"], found["holders"]) == (os.path.join("mails", "footer.html.j2"), 6)
