"""Files read by several processes: the same outcome in the same order, whatever happens to the processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main
from cxlint.config.load import load
from cxlint.runner import pool, processes, run
from cxlint.runner.linting import Linter

if TYPE_CHECKING:
    from pathlib import Path

    from cxlint.rulebook import RuleSet

MAILS = [f"Dear customer,\n\na late fee of ${n}.00 applies. We may charge you without notice.\n" for n in range(12)]
FILES = {
    **{f"mails/{n}.txt": text for n, text in enumerate(MAILS)},
    "fees.csv": "name,amount,when\nlate fee,$15,each time\n",
    "broken.txt": "a\0b",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder, and a pool that is used from the second file on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mails").mkdir()
    for path, text in FILES.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr(pool, "FIRST", 0)
    monkeypatch.setattr(pool, "WORTH", 1e-9)
    monkeypatch.setattr(pool, "_CHUNK", 0)
    return tmp_path


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each process that reads a file leaves a file of its number."""
    seen = tmp_path_factory.mktemp("processes")
    outcome = Linter.outcome_of

    def noted(self: Linter, path: str, why: str) -> Any:
        (seen / str(os.getpid())).touch()
        return outcome(self, path, why)

    monkeypatch.setattr(Linter, "outcome_of", noted)
    return seen


needs_copies = pytest.mark.skipif(
    not processes.COPIES, reason="what a test replaces is replaced in copies of its process"
)


@needs_copies
def test_several_processes_find_what_one_does(project: Path, readers: Path, ruleset: RuleSet) -> None:
    config = load()._replace(preset="review")
    alone = run(["."], config, ruleset)
    assert [file.name for file in readers.iterdir()] == [str(os.getpid())]
    shared = run(["."], config, ruleset, jobs=3)
    assert len(list(readers.iterdir())) > 1
    assert shared._replace(project=alone.project) == alone
    assert shared.project.groups() == alone.project.groups()


def test_a_linter_can_be_sent(project: Path, ruleset: RuleSet) -> None:
    import pickle

    linter = Linter(load()._replace(preset="review"), ruleset, translated=False)
    sent = pickle.loads(pickle.dumps(linter))
    assert sent.outcome_of("mails/3.txt", "checked") == linter.outcome_of("mails/3.txt", "checked")
    assert sent.engine.translated is False


@needs_copies
def test_rules_that_crash_are_reported_as_ever(
    project: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Any:
        raise ValueError("on purpose")

    monkeypatch.setattr("cxlint.checks.document_check", lambda _: failing)
    config = load()
    assert run(["."], config, ruleset, jobs=2).failures == run(["."], config, ruleset).failures != []


@needs_copies
def test_a_process_that_is_killed_leaves_its_work_to_this_one(
    project: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load()
    expected = run(["."], config, ruleset).findings
    here = os.getpid()
    outcome = Linter.outcome_of

    def dying(self: Linter, path: str, why: str) -> Any:
        if os.getpid() != here and path.endswith("7.txt"):
            os._exit(9)
        return outcome(self, path, why)

    monkeypatch.setattr(Linter, "outcome_of", dying)
    assert run(["."], config, ruleset, jobs=2).findings == expected


def test_short_work_is_not_shared(
    project: Path, readers: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORTH", 1000)
    run(["."], load(), ruleset, jobs=4)
    assert [file.name for file in readers.iterdir()] == [str(os.getpid())]


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5", "62", "\u0662"])
def test_no_number_of_processes(project: Path, capsys: pytest.CaptureFixture[str], given: str) -> None:
    assert main(["check", "fees.csv", f"--jobs={given}"]) == 2
    assert f"--jobs is no number of processes: {given}" in capsys.readouterr().err
