"""The hook as its users have it: installed by pre-commit from this checkout, in a repository of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_BUILT_FROM = ("cxlint", "rules", "grammars", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
_PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
_MISSING = [*([] if shutil.which("git") else ["git"]), *([] if find_spec("pre_commit") else ["pre-commit"])]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
]

_FEES = "name,amount,when\nLate fee,£8.00,after the second reminder\n"
_GOOD = """\
Subject: Your ladder is waiting

Hello {{ member.first_name | default("there") }},

your ladder is at the Orchard Street shed. You can fetch it until {{ pickup.closing_time }} on {{ pickup.day | date }}.
Nobody to carry it? Write to me and we bring it over.

{{ sender.first_name }}, Orchard Street
"""
_BAD = _GOOD.replace("Nobody to carry it?", "If it stays longer, a late fee of £15 is added.\nNobody to carry it?")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nothing of the git that may be running these tests, and a pre-commit that has installed nothing yet."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT", "CXLINT_"))
    }
    home = tmp_path_factory.mktemp("home")
    settings = home / "gitconfig"
    settings.write_text("[user]\nname = Ros Tarrant\nemail = ros@hollinbank.example\n[init]\ndefaultBranch = main\n")
    return kept | {
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "CXLINT_CACHE_DIR": str(home / "cache"),
    }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A repository that holds what is in this checkout now, committed or not."""
    folder = tmp_path_factory.mktemp("cxlint")
    for name in _BUILT_FROM:
        if (_ROOT / name).is_dir():
            shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(_ROOT / name, folder / name)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "As it is now"]):
        _run(["git", *command], folder, environment, check=True)
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, checkout: Path, environment: dict[str, str]) -> Path:
    """A repository of texts with the hook installed, its fee schedule committed."""
    folder = tmp_path_factory.mktemp("texts")
    revision = _run(["git", "rev-parse", "HEAD"], checkout, environment, check=True).stdout.strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {checkout.as_uri()}\n    rev: {revision}\n    hooks:\n"
        "      - id: cxlint\n        require_serial: false\n        verbose: true\n"
    )
    (folder / "fees").mkdir()
    (folder / "emails").mkdir()
    (folder / "fees" / "fee-schedule.csv").write_text(_FEES, encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Fees"]):
        _run(["git", *command], folder, environment, check=True)
    installed = _run([*_PRE_COMMIT, "install", "--install-hooks"], folder, environment)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return folder


# one test, so that the minute of installing is spent once however the tests are spread over processes
def test_the_hook_refuses_and_lets_pass(texts: Path, environment: dict[str, str]) -> None:
    template = texts / "emails" / "ladder.txt.j2"

    refused = _commit(texts, environment, {template: _BAD})
    assert refused.returncode == 1, refused.stdout + refused.stderr
    report = refused.stdout + refused.stderr
    assert "error[FEE002]" in report
    assert "--> emails/ladder.txt.j2:6:" in report
    assert "fees/fee-schedule.csv:2:1" in report, "the schedule is read although it was not committed again"

    passed = _commit(texts, environment, {template: _GOOD})
    assert passed.returncode == 0, passed.stdout + passed.stderr

    many = {texts / "emails" / f"ladder-{number}.txt.j2": _GOOD for number in range(40)}
    worst = texts / "emails" / "ladder-31.txt.j2"
    refused = _commit(texts, environment, {**many, worst: _BAD})
    report = refused.stdout + refused.stderr
    assert refused.returncode == 1, report
    assert "--> emails/ladder-31.txt.j2:6:" in report
    assert report.count("error[") == 1
    if (os.cpu_count() or 1) > 1:
        assert report.count(" files.") > 1, "pre-commit has not split the files"

    passed = _commit(texts, environment, {worst: _GOOD})
    assert passed.returncode == 0, passed.stdout + passed.stderr


def _commit(folder: Path, environment: dict[str, str], files: dict[Path, str]) -> subprocess.CompletedProcess[str]:
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    _run(["git", "add", "-A"], folder, environment, check=True)
    return _run(["git", "commit", "-m", "Letters"], folder, environment)


def _run(
    command: list[str], folder: Path, environment: dict[str, str], *, check: bool = False
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment, check=check, capture_output=True, text=True, encoding="utf-8"
    )
