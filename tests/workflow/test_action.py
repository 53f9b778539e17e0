"""The steps of the GitHub action, run by bash as a runner does, in repositories as actions/checkout leaves them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from cxlint.config.model import FAIL_ON, PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.workflow.conftest import Checkout

_ROOT = Path(__file__).parent.parent.parent
_BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
"""How a runner calls `shell: bash`."""


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    return yaml.safe_load((_ROOT / "action.yml").read_text(encoding="utf-8"))


def step(action: dict[str, Any], name: str) -> dict[str, Any]:
    return next(step for step in action["runs"]["steps"] if step.get("id") == name)


class Ran(NamedTuple):
    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def annotated(self) -> list[str]:
        return re.findall(r"^::(?:error|warning|notice) file=([^,]+)", self.log, re.MULTILINE)


@pytest.fixture
def run(action: dict[str, Any], checkout: Checkout, programs: Path, tmp_path: Path) -> Callable[..., Ran]:
    """Run a step with some inputs (the others as the action has them) and variables."""

    def run_step(
        name: str = "check", variables: dict[str, str] | None = None, folder: Path | None = None, **inputs: str
    ) -> Ran:
        given = {key: value["default"] for key, value in action["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        temp, output, summary = tmp_path / "temp", tmp_path / "output", tmp_path / "summary"
        temp.mkdir(exist_ok=True)
        for file in (output, summary):
            file.write_text("")
        environment = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(folder or checkout.folder),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_SERVER_URL": "https://git.example",
            "GITHUB_ACTION_PATH": "/actions/cxlint",
            "GITHUB_REF": "refs/heads/main",
            "RUNNER_TEMP": str(temp),
        }
        contexts = {
            **{f"inputs.{key}": value for key, value in given.items()},
            "steps.install.outputs.bin": str(programs),
            "steps.python.outputs.python-path": "",
            "github.action_repository": "hollin/cxlint",
        }
        # the value of an expression is text: it is put in place once, and not read again
        for key, value in step(action, name)["env"].items():
            environment[key] = re.sub(r"\$\{\{ (\S+) \}\}", lambda found: contexts[found[1]], value)
        script = tmp_path / "step.sh"
        script.write_text(step(action, name)["run"], encoding="utf-8")
        done = checkout.run([*_BASH, str(script)], environment | (variables or {}), folder=folder)
        told = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return Ran(done.returncode, done.stdout + done.stderr, told, summary.read_text(encoding="utf-8"))

    return run_step


def test_its_shape(action: dict[str, Any]) -> None:
    assert action["runs"]["using"] == "composite"
    assert list(action["inputs"]) == [
        "paths", "args", "preset", "config", "fail-on", "new-from", "sarif", "summary", "version", "python-version",
    ]  # fmt: skip
    assert set(action["outputs"]) == {"findings", "sarif", "exit-code"}
    for one in action["runs"]["steps"]:
        assert "run" not in one or one["shell"] == "bash"
        assert "${{" not in one.get("run", ""), "an expression inside a script lets an input become part of it"
    used = json.dumps(action["runs"])
    assert [name for name in action["inputs"] if f"inputs.{name} " not in used] == []
    for name, words in (("preset", PRESETS), ("fail-on", FAIL_ON)):
        assert all(word in action["inputs"][name]["description"] for word in words)


def test_one_run_writes_everything(run: Callable[..., Ran], checkout: Checkout) -> None:
    ran = run(sarif="out/cxlint.sarif")
    assert ran.code == 1, ran.log
    assert ran.outputs == {"exit-code": "1", "findings": "1", "sarif": "out/cxlint.sarif"}
    assert ran.annotated == ["policies/old.md"]
    assert "print the form" in ran.summary
    report = json.loads((checkout.folder / "out" / "cxlint.sarif").read_text(encoding="utf-8"))
    assert len(report["runs"][0]["results"]) == 1


@pytest.mark.parametrize(
    ("inputs", "code", "findings"),
    [
        ({"paths": "policies/terms.md"}, 0, "0"),
        ({"fail_on": "never", "summary": "false"}, 0, "1"),
        ({"args": "--select 'HOS, IMP'\n--exit-zero", "preset": "review"}, 0, "0"),
        ({"args": "-f grouped"}, 1, "1"),
        ({"preset": "lenient", "sarif": "x.sarif"}, 2, ""),
        ({"config": "gone.toml"}, 2, ""),
        ({"paths": "'policies"}, 2, None),
        ({"summary": "perhaps"}, 2, None),
        ({"sarif": "a\nexit-code=0"}, 2, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_inputs(run: Callable[..., Ran], inputs: dict[str, str], code: int, findings: str | None) -> None:
    ran = run(**inputs)
    assert (ran.code, ran.outputs["exit-code"]) == (code, str(code)), ran.log
    assert ran.outputs.get("findings") == findings
    assert ran.outputs.get("sarif", "") == ""
    assert len(ran.annotated) == int(findings or 0)
    assert bool(ran.summary) == (findings is not None and findings != "" and "summary" not in inputs)


def test_inputs_are_not_run(run: Callable[..., Ran], checkout: Checkout, tmp_path: Path) -> None:
    made = tmp_path / "made"
    evil = f'$(touch "{made}"); touch "{made}" `touch "{made}"`'
    checkout.write("terms of $(whoami).md", checkout.hostile)
    for name in ("paths", "args", "preset", "config", "fail_on", "new_from", "sarif", "summary"):
        run(**{name: evil})
        assert not made.exists(), name
    ran = run(paths="'terms of $(whoami).md' policies/*.md")
    assert ran.code == 2
    assert "policies/*.md" in ran.log, "nothing is expanded"
    ran = run(paths="'terms of $(whoami).md'")
    assert (ran.code, ran.annotated) == (1, ["terms of $(whoami).md"])


def pull_request(checkout: Checkout) -> tuple[str, str]:
    """A branch with a new finding, while main has got another; its last commit, and the merge that GitHub tests."""
    checkout.git("checkout", "-q", "-b", "work")
    checkout.write("policies/new.md", checkout.hostile)
    head = checkout.commit()
    checkout.git("checkout", "-q", "main")
    checkout.write("policies/meanwhile.md", checkout.hostile)
    checkout.commit()
    checkout.git("checkout", "-q", "--detach")
    checkout.git("merge", "-q", "-m", "Merge", "work")
    merge = checkout.git("rev-parse", "HEAD")
    checkout.git("update-ref", "refs/pull/7/merge", merge)
    checkout.git("update-ref", "refs/pull/7/head", head)
    return head, merge


@pytest.mark.parametrize(
    ("checked_out", "depth", "new_from", "annotated"),
    [
        ("merge", 1, "auto", ["policies/new.md"]),
        ("merge", 0, "auto", ["policies/new.md"]),
        ("head", 1, "auto", ["policies/new.md"]),
        ("head", 0, "auto", ["policies/new.md"]),
        ("merge", 1, "", ["policies/meanwhile.md", "policies/new.md", "policies/old.md"]),
        ("merge", 0, "HEAD", []),
    ],
)
def test_a_pull_request_shows_what_it_changed(
    run: Callable[..., Ran],
    checkout: Checkout,
    tmp_path: Path,
    checked_out: str,
    depth: int,
    new_from: str,
    annotated: list[str],
) -> None:
    head, merge = pull_request(checkout)
    folder = tmp_path / "clone"
    folder.mkdir()
    # as actions/checkout does it
    for command in (
        ["init", "-q"],
        ["remote", "add", "origin", checkout.folder.as_uri()],
        ["fetch", "-q", *([f"--depth={depth}"] if depth else []), "origin", f"+refs/pull/7/{checked_out}"],
        ["checkout", "-q", "--detach", "FETCH_HEAD"],
    ):
        checkout.git("-C", str(folder), *command)
    assert checkout.git("-C", str(folder), "rev-parse", "HEAD") == {"head": head, "merge": merge}[checked_out]
    event = {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": merge}
    ran = run(variables=event, folder=folder, new_from=new_from)
    assert ran.annotated == annotated, ran.log
    assert ran.code == bool(annotated)


def test_what_git_cannot_fetch_is_told(run: Callable[..., Ran], checkout: Checkout, tmp_path: Path) -> None:
    checkout.write("policies/terms.md", checkout.clean * 2)
    checkout.commit()
    checkout.git("clone", "-q", "--depth=1", checkout.folder.as_uri(), str(tmp_path / "clone"))
    checkout.git("-C", str(tmp_path / "clone"), "remote", "set-url", "origin", "file:///gone")
    ran = run(variables={"GITHUB_BASE_REF": "release"}, folder=tmp_path / "clone")
    assert (ran.code, ran.outputs["findings"]) == (2, "")
    assert "cxlint: git could not fetch release" in ran.log
    assert "fetch-depth: 0" in ran.log


def test_without_a_repository_it_says_so(run: Callable[..., Ran], checkout: Checkout) -> None:
    for path in sorted((checkout.folder / ".git").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    ran = run(variables={"GITHUB_BASE_REF": "main"})
    assert (ran.code, ran.outputs) == (2, {"exit-code": "2"})
    assert "check out the repository first" in ran.log


@pytest.mark.parametrize(
    ("inputs", "installed"),
    [
        ({}, "/actions/cxlint"),
        ({"version": "v0.1.0"}, "cxlint @ git+https://git.example/hollin/cxlint@v0.1.0"),
        ({"version": "v1; touch made"}, None),
        ({"version": "--index-url=x"}, None),
    ],
)
def test_install(
    run: Callable[..., Ran], checkout: Checkout, tmp_path: Path, inputs: dict[str, str], installed: str | None
) -> None:
    """With a Python that only notes what it is asked to do."""
    noted, fakes = tmp_path / "noted", tmp_path / "fakes"
    fakes.mkdir()
    fake = fakes / "python3"
    fake.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >>"{noted}"\n'
        f'case "$*" in *"-m venv"*) mkdir -p "$5/bin" && cp "{fake}" "$5/bin/python" ;; esac\n'
    )
    fake.chmod(0o755)
    ran = run("install", {"PATH": f"{fakes}:{checkout.variables['PATH']}"}, **inputs)
    asked = noted.read_text().splitlines()
    if installed is None:
        assert ran.code == 2
        assert ran.log.startswith("::error title=cxlint::version must be")
        assert "venv" not in asked
    else:
        assert ran.code == 0, ran.log
        assert asked[-1] == installed
        assert asked.count("-I") == 3, "the checked folder is no place to import from"
        assert Path(ran.outputs["bin"], "python").exists()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_install_for_real(run: Callable[..., Ran], checkout: Checkout, programs: Path) -> None:
    ran = run("install", {"GITHUB_ACTION_PATH": str(_ROOT), "SETUP_PYTHON": str(programs / "python")})
    assert ran.code == 0, ran.log
    checked = run(variables={"BIN": ran.outputs["bin"]})
    assert (checked.code, checked.outputs["findings"]) == (1, "1"), checked.log
