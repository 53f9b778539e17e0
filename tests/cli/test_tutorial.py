"""The tutorial: whoever types what it says sees what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from cxlint.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_TUTORIAL = Path(__file__).parent.parent.parent / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"(?:<!-- (?P<act>file|add to): (?P<path>\S+) -->\n\n?)?```(?P<kind>\w+)\n(?P<text>.*?)(?=```\n)", re.DOTALL
)


def test_it_shows_what_the_program_prints(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    monkeypatch.chdir(tmp_path)

    def done(block: re.Match[str]) -> str:
        text = block["text"]
        if block["act"]:
            file = tmp_path / block["path"]
            file.parent.mkdir(exist_ok=True)
            file.write_text((file.read_text() if block["act"] == "add to" else "") + text)
        if block["kind"] != "console":
            return block[0]
        command = text.split("\n", 1)[0]
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "cxlint"
        main(arguments)
        printed = capsys.readouterr()
        return f"```console\n{command}\n{printed.out}{printed.err}"

    page = _TUTORIAL.read_text(encoding="utf-8")
    golden(_TUTORIAL, _BLOCK.sub(done, page))
