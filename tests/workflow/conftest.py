"""A repository of texts as a CI server checks it out, and a folder with programs to run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent.parent


class Checkout:
    """A git repository, with the variables that a CI server would set."""

    clean = "You can bring the ladder back until Friday, six in the evening. Call Ros if you need it longer.\n"
    hostile = "To leave the club, print the form, sign it and send it by post.\n"

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self.variables = variables

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        return self.run(["git", *arguments], check=True).stdout.strip()

    def commit(self, message: str = "Texts") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def run(
        self,
        command: Sequence[str],
        given: dict[str, str] | None = None,
        *,
        check: bool = False,
        folder: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder or self.folder,
            env={**self.variables, **(given or {})},
            check=check,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


def write_script(path: Path, body: str) -> None:
    """Write a shell script that can be run."""
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `python` and the `cxlint` of this checkout, as an environment has them."""
    if not (shutil.which("git") and shutil.which("bash")):
        pytest.skip("git and bash are needed")
    folder = tmp_path_factory.mktemp("programs")
    write_script(folder / "python", f'exec "{sys.executable}" "$@"')
    write_script(folder / "cxlint", f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m cxlint "$@"')
    return folder


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """Nothing of the git or the CI server that may be running these tests."""
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\nname = Ros Tarrant\nemail = ros@hollinbank.example\n[init]\ndefaultBranch = main\n"
        '[protocol "file"]\nallow = always\n[uploadpack]\nallowAnySHA1InWant = true\n'
    )
    kept = {name: os.environ[name] for name in ("PATH", "CXLINT_CACHE_DIR", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def checkout(tmp_path: Path, variables: dict[str, str]) -> Checkout:
    """A repository with one commit: a clean policy, and a hostile one that was there before."""
    folder = tmp_path / "texts"
    folder.mkdir()
    made = Checkout(folder, variables)
    made.git("init", "-q")
    made.write("policies/terms.md", made.clean)
    made.write("policies/old.md", made.hostile)
    made.commit()
    return made
