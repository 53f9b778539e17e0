"""What shells are told: by click's protocol, and by a real bash that has read the script."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxlint.__main__ import main
from cxlint.config.model import FORMATS

_ROOT = Path(__file__).parent.parent.parent
_SHELLS = {
    "bash": "complete -o nosort -F _cxlint_completion cxlint",
    "zsh": "#compdef cxlint",
    "fish": "complete --no-files",
}


@pytest.mark.parametrize("shell", _SHELLS)
def test_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert _SHELLS[shell] in script
    assert f"_CXLINT_COMPLETE={shell}_complete" in script


def test_an_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "'bash', 'zsh', 'fish'" in capsys.readouterr().err


def proposed(words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What bash is told behind these words, the last of which is being typed."""
    monkeypatch.setenv("_CXLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cxlint comp", ["plain,completion"]),
        ("cxlint explain fee00", [f"plain,FEE00{number}" for number in range(1, 10)]),
        ("cxlint explain unused-s", ["plain,unused-suppression"]),
        ("cxlint explain zzz", []),
        ("cxlint check -f s", ["plain,sarif"]),
        ("cxlint check -f sarif:out -f j", ["plain,json", "plain,jsonl", "plain,junit"]),
        ("cxlint report -f m", ["plain,markdown"]),
        ("cxlint report --preset s", ["plain,strict"]),
        ("cxlint schema r", ["plain,rule", "plain,report"]),
        ("cxlint check --inter", ["plain,--interactive"]),
        ("cxlint check --preset r", ["plain,review"]),
        ("cxlint check --select FE", ["plain,FEE", "*"]),
        ("cxlint check --select HOS,tag:eu-93", ["plain,HOS,tag:eu-93-13"]),
        ("cxlint rules --select FEE001,DOC00", ["plain,FEE001,DOC001", "*"]),
        ("cxlint baseline create --ignore AL", ["plain,ALL"]),
        ("cxlint check --config c", ["file,c"]),
        ("cxlint check pol", ["file,pol"]),
        ("cxlint render pol", ["file,pol"]),
        ("cxlint try word pol", ["file,pol"]),
        ("cxlint test rul", ["file,rul"]),
    ],
)
def test_proposals(
    words: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = proposed(words, monkeypatch, capsys)
    if expected[-1:] == ["*"]:
        assert found[: len(expected) - 1] == expected[:-1]
        assert len(found) > len(expected)
    else:
        assert found == expected


def test_nothing_typed_yet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert proposed("cxlint check -f ", monkeypatch, capsys) == [f"plain,{name}" for name in FORMATS]
    found = proposed("cxlint check --select ", monkeypatch, capsys)
    assert found[-2:] == ["plain,ALL", "plain,tag:"]
    assert all(re.fullmatch(r"plain,[A-Z]+", line) for line in found[:-1]), "families, not 250 rules"


def test_a_broken_configuration_is_no_reason_to_speak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cxlint.toml").write_text("nonsense = 1\n")
    monkeypatch.chdir(tmp_path)
    assert proposed("cxlint explain FEE", monkeypatch, capsys) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_in_a_real_bash(tmp_path: Path) -> None:
    program = tmp_path / "cxlint"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{_ROOT}" exec "{sys.executable}" -m cxlint "$@"\n')
    program.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"; eval "$(cxlint completion bash)"; complete -p cxlint\n'
        "COMP_WORDS=(cxlint explain DOC00); COMP_CWORD=2; _cxlint_completion cxlint\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stdout.splitlines()[:3] == ["complete -o nosort -F _cxlint_completion cxlint", "DOC001", "DOC002"]
    assert done.stderr == ""
