"""What a shell sees: pipes that close early, encodings, colours."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cxlint.cli.terminal import wants_color, width

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITER = """
import sys
from cxlint.cli.guard import guarded
from cxlint.cli.terminal import prepare
prepare()
def work():
    for _ in range({rows}):
        sys.stdout.write({text!r} + "\\n")
    return 1
sys.exit(guarded(work))
"""


def spawned(rows: int, text: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    code = WRITER.format(rows=rows, text=text)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env and dict(env)
    )


@pytest.mark.parametrize("rows", [1, 200_000])
def test_a_reader_that_leaves_is_no_error(rows: int) -> None:
    process = spawned(rows, "a finding")
    assert process.stdout is not None
    assert process.stderr is not None
    if rows > 1:
        process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), error) == (0, b"")


def test_no_encoding_stops_the_report() -> None:
    process = spawned(1, "£5 – fée", {"PYTHONIOENCODING": "ascii", "PATH": ""})
    out, error = process.communicate()
    assert (process.returncode, error) == (1, b"")
    assert out.startswith(b"\\xa35 \\u2013 f")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, choice: str, environment: dict[str, str], terminal: bool, expected: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_color(choice, Terminal() if terminal else io.StringIO()) is expected


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    assert width(io.StringIO()) == 100
    monkeypatch.setenv("COLUMNS", "72")
    assert width(io.StringIO()) == 72
