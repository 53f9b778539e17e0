"""Results kept from earlier runs: never another outcome than without them, and nothing that goes wrong is an error."""

from __future__ import annotations

import os
import random
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main
from cxlint.config.load import load
from cxlint.runner import RunResult, pool, run, storage
from cxlint.runner.linting import Linter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxlint.rulebook import RuleSet

    Check = Callable[..., RunResult]

FRAME = "<html><body>{% block main %}{% endblock %}FOOT</body></html>"
PHONE = "<p>Call the boat house on 020 7946 0321.</p>"
DUE = "Your invoice for the rowing lessons is overdue. Pay {{ total }} within 7 days or we sell your boat."
FILES = {
    "emails/base.html.j2": FRAME.replace("FOOT", PHONE),
    "emails/_foot.html.j2": "<p>Rowing by the River Ltd, Green Lane.</p>",
    "emails/bill.html.j2": "{% extends 'base.html.j2' %}{% block main %}<p>Dear customer,</p><p>" + DUE
    + "</p>{% include 'foot' %}{% endblock %}",
    "emails/late.html.j2": "{% extends 'emails/base.html.j2' %}{% block main %}<p>" + DUE + "</p>{% endblock %}",
    "emails/plain.txt.j2": "Dear customer,\n\n" + DUE + "\n\nA late fee of $15 applies.\n",
    "policies/terms.md": "# Terms\n\nA late fee of $15 applies. We may change these terms at any time.\n",
    "pages/prices.md": "# Prices\n\nNo hidden fees!\n\n| Fee | Amount |\n|---|---|\n| late fee | $12 |\n",
    "fees/fees.csv": "name,amount,when\nlate fee,$15,each time\n",
    "locale/de.po": 'msgid "Dear customer, a late fee of $15 applies."\nmsgstr ""\n',
    "locale/fr.po": 'msgid "Dear customer, a late fee of $15 applies."\nmsgstr ""\n',
    "lang/other.json": '{"compilerOptions": {"strict": true}}',
    "broken/bad.txt": "a\0b",
    "pages/kept.md": "<!-- cxlint: file-ignore[ALL] it is old -->\n\nDear customer, we may charge you.\n",
}  # fmt: skip
TEXTS = (*FILES.values(), PHONE, FRAME, "Dear customer, a restocking fee of $9 applies.", "")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a project in the current folder."""
    monkeypatch.setenv("CXLINT_CACHE_DIR", str(tmp_path / "cache"))
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)
    for path, text in FILES.items():
        _write(path, text)
    return tmp_path / "cache"


@pytest.fixture
def check(cache: Path, ruleset: RuleSet) -> Check:
    def checked(*paths: str, settings: dict[str, Any] | None = None, **options: Any) -> RunResult:
        config = load()._replace(**{"preset": "review", **(settings or {})})
        return run([*(paths or ["."])], config, ruleset, **{"use_cache": True, "needs_project": False, **options})

    return checked


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were really read."""
    seen: list[str] = []
    outcome = Linter.outcome

    def noted(self: Linter, path: str, *rest: Any) -> Any:
        seen.append(path.replace(os.sep, "/"))
        return outcome(self, path, *rest)

    monkeypatch.setattr(Linter, "outcome", noted)
    return seen


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _same(kept: RunResult, anew: RunResult) -> bool:
    return kept._replace(project=anew.project) == anew


@pytest.mark.parametrize(("seed", "jobs"), [(0, 1), (1, 1), (2, 2), (3, 2)])
def test_after_any_edits_the_outcome_is_the_same(
    check: Check, seed: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "FIRST", 0)
    monkeypatch.setattr(pool, "WORTH", 1e-9)
    dice = random.Random(seed)
    check()
    for _ in range(6):
        path = dice.choice([*FILES, "emails/new.html.j2", "shared/foot.html.j2", "emails/foot.html"])
        if os.path.exists(path) and dice.random() < 0.3:
            os.remove(path)
        else:
            _write(path, dice.choice(TEXTS))
        paths = ["."] if dice.random() < 0.7 else ["emails", "policies"]
        anew = check(*paths, use_cache=False)
        assert _same(check(*paths, jobs=jobs), anew)
        full = check(*paths, needs_project=True)
        assert _same(full, anew)
        assert full.project.groups() == anew.project.groups()


def test_the_second_run_reads_nothing(check: Check, read: list[str]) -> None:
    first = check()
    read.clear()
    assert _same(check(), first)
    assert check(needs_project=True).project.groups() == first.project.groups()
    assert read == []


@pytest.mark.parametrize(
    ("path", "again"),
    [
        ("policies/terms.md", []),
        ("emails/_foot.html.j2", ["emails/bill.html.j2"]),
        ("emails/base.html.j2", ["emails/bill.html.j2", "emails/late.html.j2"]),
    ],
)
def test_an_edit_is_read_with_the_files_that_rest_on_it(
    check: Check, read: list[str], path: str, again: list[str]
) -> None:
    check()
    read.clear()
    _write(path, FILES[path] + "<p>More.</p>\n")
    check()
    assert sorted(read) == sorted([path, *again])


SETTINGS: list[dict[str, Any]] = [
    {"select": ("FEE",)},
    {"preset": "default"},
    {"kinds": {"pages/*": "policy"}},
    {"company": ("Dear Customer",)},
    {"rules": {"FEE001": {"severity": "info"}}},
    {"per_file_ignores": {"pages/*": ("ALL",)}},
    {"exclude": ("emails/",)},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_other_settings_are_other_results(check: Check, settings: dict[str, Any]) -> None:
    check()
    assert _same(check(settings=settings), check(settings=settings, use_cache=False))


def test_what_is_applied_afterwards_shares_results(check: Check, read: list[str]) -> None:
    check()
    read.clear()
    check(settings={"fail_on": "never", "output_format": "json", "baseline": "other.json"})
    assert read == []


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 400, None], ids=repr)
def test_a_damaged_file_is_as_good_as_none(check: Check, cache: Path, read: list[str], damage: bytes | None) -> None:
    first = check()
    for file in cache.glob("*.bin"):
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    read.clear()
    assert _same(check(), first)
    assert len(read) == len(FILES)
    read.clear()
    assert _same(check(), first)
    assert read == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of its own")
def test_only_a_file_that_nobody_else_may_write_is_believed(check: Check, cache: Path, read: list[str]) -> None:
    check()
    assert {file.stat().st_mode & 0o777 for file in cache.glob("*.bin")} == {0o600}
    for file in cache.glob("*.bin"):
        file.chmod(0o622)
    read.clear()
    check()
    assert len(read) == len(FILES)


def test_runs_over_parts_keep_each_others_results(check: Check, read: list[str]) -> None:
    for folder in ("emails", "policies", "pages"):
        check(folder)
    read.clear()
    for folder in ("emails", "policies", "pages"):
        check(folder)
    assert read == []


def test_without_a_cache_nothing_is_written(check: Check, cache: Path) -> None:
    check(use_cache=False)
    assert not list(cache.glob("*s-*.bin"))


def test_a_cache_that_cannot_be_written(check: Check, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert _same(check(), check(use_cache=False))


def test_standard_input_is_not_kept(check: Check, read: list[str]) -> None:
    text = FILES["emails/plain.txt.j2"].encode()
    first = check("policies", stdin=("emails/mail.txt", text))
    read.clear()
    assert _same(check("policies", stdin=("emails/mail.txt", text)), first)
    assert read == ["emails/mail.txt"]


def test_a_rule_that_crashes_crashes_again(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Any:
        raise ValueError("on purpose")

    with monkeypatch.context() as patch:
        patch.setattr("cxlint.checks.document_check", lambda _: failing)
        first, again = check("emails"), check("emails")
    assert first.failures
    assert first.failures == again.failures
    assert check("emails").failures == []


def test_files_that_are_gone_or_not_used_go(check: Check, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    os.remove("policies/terms.md")
    later = time.time() + 40 * 86400
    monkeypatch.setattr("cxlint.runner.results.time", SimpleNamespace(time=lambda: later))
    _write("pages/prices.md", "# Prices\n\nNone.\n")
    check()
    (file,) = cache.glob("files-*.bin")
    kept = {path.replace(os.sep, "/") for path, _ in storage.read(file.stem)[2]}
    assert kept == FILES.keys() - {"policies/terms.md"}


@pytest.mark.parametrize(
    ("name", "age", "goes"),
    [
        ("files-a.bin", 40, True),
        ("runs-a.bin", 40, True),
        ("files-b.bin", 1, False),
        ("files-b.bin.123", 1, True),
        ("files-b.bin.123", 0, False),
        ("notes.txt", 40, False),
    ],
)
def test_old_files_go(cache: Path, name: str, age: float, goes: bool) -> None:
    cache.mkdir()
    (cache / name).write_bytes(b"x")
    when = time.time() - age * 86400
    os.utime(cache / name, (when, when))
    storage.write("files-new", {})
    assert (cache / name).exists() is not goes


def test_the_oldest_go_when_there_are_many(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir()
    monkeypatch.setattr(storage, "_MOST", 500)
    for age in range(4):
        (cache / f"files-{age}.bin").write_bytes(b"x" * 200)
        os.utime(cache / f"files-{age}.bin", (time.time() - age - 10,) * 2)
    storage.write("runs-new", 1)
    assert sorted(file.name for file in cache.iterdir()) == ["files-0.bin", "files-1.bin", "runs-new.bin"]


def test_clean_deletes_what_cxlint_keeps(check: Check, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check()
    (cache / "rules-x.bin").write_bytes(b"x")
    (cache / "notes.txt").write_text("not ours")
    assert main(["clean"]) == 0
    assert capsys.readouterr().out.startswith("deleted 3 files (0.")
    assert [file.name for file in cache.iterdir()] == ["notes.txt"]
    assert main(["clean"]) == 0
    assert capsys.readouterr().out.startswith("deleted 0 files")


def test_a_part_of_the_project_cannot_tell_that_a_suppression_is_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hook names one of two files that disagree: the comment in it is needed all the same."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    comment = "{# cxlint: ignore[DOC006] agreed #}\n"
    _write("offers/a.txt.j2", "Hi {{ name }},\n\nThe Premium plan costs £10 a month.\n")
    _write("offers/b.txt.j2", f"Hi {{{{ name }}}},\n\n{comment}The Premium plan costs £12 a month.\n")
    only = ["--select", "DOC006,CX", "-f", "concise", "--quiet"]
    for _ in range(2):  # the second time from what was kept
        for paths in (["."], ["offers/b.txt.j2"], ["offers/a.txt.j2", "offers/b.txt.j2"]):
            assert main(["check", *paths, *only]) == 0
    _write("offers/a.txt.j2", "Hi {{ name }},\n\nThe plan is free.\n")
    for _ in range(2):
        assert main(["check", "offers/a.txt.j2", "offers/b.txt.j2", *only]) == 0
        assert main(["check", ".", *only]) == 1
        assert [row.split()[1] for row in capsys.readouterr().out.splitlines()] == ["CX101"]
