"""Files read by several processes: the same outcome in the same order, whatever happens to the processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main
from cxlint.config.load import load
from cxlint.runner import pool, processes, run
from cxlint.runner.linting import Linter, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

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
@pytest.mark.parametrize("jobs", [2, 4])
def test_the_report_is_the_same_to_the_byte(
    project: Path,
    ruleset: RuleSet,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    jobs: int,
) -> None:
    monkeypatch.setattr("cxlint.rulebook.load", lambda *_, **__: ruleset)

    def report(*options: str) -> tuple[int, str, str]:
        return main(["check", "--no-cache", "--preset=review", *options]), *capsys.readouterr()

    assert report(f"-j{jobs}", "-fjson") == report("-j1", "-fjson")
    assert report(f"-j{jobs}", "-ffull") == report("-j1", "-ffull")


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _failing() -> None:
    raise MemoryError


def _unsendable() -> Any:
    return Outcome(skipped=lambda: "")  # type: ignore[arg-type]


@needs_copies
@pytest.mark.parametrize("happens", [_killed, _failing, _unsendable])
@pytest.mark.parametrize("jobs", [2, 4])
def test_what_other_processes_fail_at_is_done_here(
    project: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any], jobs: int
) -> None:
    config = load()
    expected = run(["."], config, ruleset).findings
    here = os.getpid()
    outcome = Linter.outcome_of

    def troubled(self: Linter, path: str, why: str) -> Any:
        if os.getpid() != here and path.endswith(("3.txt", "7.txt")):
            return happens()
        return outcome(self, path, why)

    monkeypatch.setattr(Linter, "outcome_of", troubled)
    assert run(["."], config, ruleset, jobs=jobs).findings == expected


@needs_copies
@pytest.mark.parametrize("allowed", [0, 1])
def test_no_more_processes_than_the_system_allows(
    project: Path, readers: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    config = load()
    expected = run(["."], config, ruleset).findings
    fork, begun = os.fork, [0]

    def limited() -> int:
        begun[0] += 1
        if begun[0] > allowed:
            raise BlockingIOError("Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", limited)
    assert run(["."], config, ruleset, jobs=4).findings == expected
    assert begun[0] == allowed + 1
    assert multiprocessing.active_children() == []


@needs_copies
def test_an_error_is_the_same_whoever_meets_it(
    project: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = Linter.outcome_of

    def failing(self: Linter, path: str, why: str) -> Any:
        if path.endswith("7.txt"):
            raise LookupError(f"on purpose: {path}")
        return outcome(self, path, why)

    monkeypatch.setattr(Linter, "outcome_of", failing)
    for jobs in (1, 3):
        with pytest.raises(LookupError, match="on purpose"):
            run(["."], load(), ruleset, jobs=jobs)
    assert multiprocessing.active_children() == []


@needs_copies
def test_leaving_early_ends_the_processes(project: Path, ruleset: RuleSet) -> None:
    files = [(f"mails/{n}.txt", "checked") for n in range(12)]
    coming = pool.outcomes(Linter(load(), ruleset), files, 3)
    assert next(coming).summary is not None
    while not multiprocessing.active_children():
        next(coming)
    coming.close()
    assert multiprocessing.active_children() == []


_KILLED_ITSELF = """
import os, signal, time
from cxlint.runner import processes
with processes.pool(None, 2) as executor:
    for number in executor.map(abs, (1, 2)):
        pass
    executor.submit(time.sleep, 60)
    import multiprocessing
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_copies
def test_no_process_outlives_the_one_that_began_it() -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED_ITSELF], stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    children = [int(number) for number in done.stdout.split()]
    assert len(children) == 2
    patience = time.monotonic() + 10
    while any(_runs(child) for child in children):
        assert time.monotonic() < patience
        time.sleep(0.01)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@needs_copies
@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_counts_all_that_has_been_read(project: Path, ruleset: RuleSet, jobs: int) -> None:
    seen: list[tuple[int, int]] = []
    run(["."], load(), ruleset, jobs=jobs, advance=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (len(FILES), len(FILES))


@needs_copies
@pytest.mark.parametrize(("idle", "jobs", "shared"), [(1, 0, True), (0, 0, False), (0, 2, True), (None, 0, True)])
def test_unasked_only_idle_processors_help(
    project: Path,
    readers: Path,
    ruleset: RuleSet,
    monkeypatch: pytest.MonkeyPatch,
    idle: int | None,
    jobs: int,
    shared: bool,
) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(processes, "idle_seconds", lambda: None if idle is None else idle * time.perf_counter())
    run(["."], load(), ruleset, jobs=jobs)
    assert (len(list(readers.iterdir())) > 1) == shared


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 4),
        ({"max": "max 100000\n"}, 4),
        ({"max": "250000 100000\n"}, 2),
        ({"max": "50000 100000\n"}, 1),
        ({"max": "800000 100000\n"}, 4),
        ({"quota": "-1\n", "period": "100000\n"}, 4),
        ({"quota": "100000\n", "period": "100000\n"}, 1),
        ({"max": "?"}, 4),
    ],
)
def test_a_container_has_a_share_of_the_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], expected: int
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="ascii")
    names = (("max",), ("quota", "period"))
    monkeypatch.setattr(processes, "_QUOTAS", tuple(tuple(str(tmp_path / one) for one in some) for some in names))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    assert processes.processors() == expected


@needs_copies
def test_one_file_of_each_kind_is_read_first(project: Path, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    outcome = Linter.outcome_of

    def noted(self: Linter, path: str, why: str) -> Any:
        read.append(path)
        return outcome(self, path, why)

    monkeypatch.setattr(Linter, "outcome_of", noted)
    monkeypatch.setattr(pool, "FIRST", 1000)
    paths = ["mails/1.txt", "mails/2.txt", "mails/3.txt", "fees.csv", "broken.txt"]
    files = [(path, "checked") for path in paths]
    linter = Linter(load(), ruleset)
    found = list(pool.outcomes(linter, files, 2))
    assert read == ["mails/1.txt", "fees.csv", "broken.txt", "mails/2.txt", "mails/3.txt"]
    assert found == [linter.outcome_of(path, why) for path, why in files]


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
