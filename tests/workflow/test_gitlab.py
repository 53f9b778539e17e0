"""The GitLab component: its inputs put in place as GitLab does it, its script run by a plain shell."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    import subprocess

    from tests.workflow.conftest import Checkout

_TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "cxlint.yml"
_SHELLS = [shell for shell in ("sh", "bash") if shutil.which(shell)]


def component(**inputs: str) -> dict[str, Any]:
    """The job under its name, with inputs in place: in each string, after the YAML was read."""
    header, jobs = yaml.safe_load_all(_TEMPLATE.read_text(encoding="utf-8"))
    given = {name: spec.get("default") for name, spec in header["spec"]["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    assert None not in given.values(), "an input without a default has to be given"

    def filled(node: Any) -> Any:
        if isinstance(node, dict):
            return {filled(key): filled(value) for key, value in node.items()}
        if isinstance(node, list):
            return [filled(value) for value in node]
        if isinstance(node, str):
            return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: given[found[1]], node)
        return node

    return filled(jobs)


def run(
    checkout: Checkout, programs: Path, given: dict[str, str] | None = None, shell: str = "sh", **inputs: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """What the script did, and the files of the code quality report."""
    (job,) = component(**{"package": "", **inputs}).values()
    variables = {name: value["value"] if isinstance(value, dict) else value for name, value in job["variables"].items()}
    variables |= {"CI_PROJECT_DIR": str(checkout.folder), "PATH": f"{programs}:{checkout.variables['PATH']}"}
    done = checkout.run([shell, "-e", "-c", "\n".join(job["script"])], variables | (given or {}))
    path = checkout.folder / job["artifacts"]["reports"]["codequality"]
    report = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return done, [issue["location"]["path"] for issue in report]


def test_its_shape() -> None:
    jobs = component(package="x", job_name="texts", stage="lint", image="python:3.13", report="out/quality.json")
    assert list(jobs) == ["texts"]
    assert (jobs["texts"]["stage"], jobs["texts"]["image"]) == ("lint", "python:3.13")
    assert jobs["texts"]["artifacts"] == {"when": "always", "reports": {"codequality": "out/quality.json"}}
    template = yaml.safe_load_all(_TEMPLATE.read_text(encoding="utf-8"))
    _, raw = template
    (job,) = raw.values()
    assert all("$[[" not in line for line in job["script"]), "an input inside the script becomes part of it"
    assert all(value["expand"] is False for value in job["variables"].values() if isinstance(value, dict))


@pytest.mark.parametrize("shell", _SHELLS)
def test_on_a_branch_everything_counts(checkout: Checkout, programs: Path, shell: str) -> None:
    done, report = run(checkout, programs, shell=shell)
    assert (done.returncode, report) == (1, ["policies/old.md"]), done.stderr
    assert "EFF002" in done.stdout


@pytest.mark.parametrize("shell", _SHELLS)
def test_a_merge_request_fails_for_what_it_changed(checkout: Checkout, programs: Path, shell: str) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": checkout.git("rev-parse", "HEAD")}
    checkout.write("policies/terms.md", checkout.clean + "\nThank you.\n")
    checkout.commit()
    done, report = run(checkout, programs, base, shell)
    assert (done.returncode, report) == (0, ["policies/old.md"]), done.stderr
    checkout.write("policies/new.md", checkout.hostile)
    checkout.commit()
    done, report = run(checkout, programs, base, shell)
    assert (done.returncode, report) == (1, ["policies/new.md", "policies/old.md"]), done.stderr
    assert "new.md" in done.stdout
    assert "old.md" not in done.stdout


@pytest.mark.parametrize(
    ("inputs", "code", "report"),
    [
        (
            {"paths": "policies/terms.md policies/old.md", "args": "--select EFF --fail-on error"},
            0,
            ["policies/old.md"],
        ),
        ({"paths": "gone"}, 2, []),
        ({"paths": "policies/*.md"}, 2, []),
        ({"paths": '$(touch made) "; touch made; "'}, 2, []),
        ({"args": "`touch made`"}, 2, []),
        ({"new_from": "HEAD"}, 0, ["policies/old.md"]),
        ({"new_from": "$(touch made)", "report": "r.json"}, 2, ["policies/old.md"]),
    ],
)
def test_inputs(checkout: Checkout, programs: Path, inputs: dict[str, str], code: int, report: list[str]) -> None:
    done, found = run(checkout, programs, **inputs)
    assert (done.returncode, found) == (code, report), done.stderr
    assert not (checkout.folder / "made").exists()


def test_it_installs_what_it_is_told_to(checkout: Checkout, programs: Path, tmp_path: Path) -> None:
    """With a Python that only notes what it is asked to do."""
    fakes, noted = tmp_path / "fakes", tmp_path / "noted"
    fakes.mkdir()
    fake = fakes / "python3"
    fake.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >>"{noted}"\ncase "$*" in *"-m venv"*)\n  mkdir -p "$4/bin"\n'
        f'  cp "{fake}" "$4/bin/python"\n  cp "{programs / "cxlint"}" "$4/bin/cxlint" ;;\nesac\n'
    )
    fake.chmod(0o755)
    package = "git+https://git.example/cxlint@v0.1.0"
    done, _ = run(checkout, fakes, package=package)
    assert done.returncode == 1, done.stderr
    assert noted.read_text().splitlines()[-1] == package
