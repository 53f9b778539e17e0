"""The line of progress: only for somebody who can see it, only on long runs, and gone in the end."""

from __future__ import annotations

import io

import pytest

from cxlint.cli.progress import Progress, wants_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def seen(self) -> str:
        """The line as a terminal shows it."""
        line: list[str] = []
        at = 0
        for char in self.getvalue():
            if char == "\r":
                at = 0
            else:
                line[at : at + 1] = [char]
                at += 1
        return "".join(line).rstrip()


@pytest.mark.parametrize(
    ("stream", "environment", "quiet", "wanted"),
    [
        (Terminal(), {}, False, True),
        (Terminal(), {}, True, False),
        (Terminal(), {"CI": "true"}, False, False),
        (Terminal(), {"CI": "false"}, False, True),
        (Terminal(), {"TERM": "dumb"}, False, False),
        (io.StringIO(), {}, False, False),
    ],
)
def test_who_sees_progress(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, environment: dict[str, str], quiet: bool, wanted: bool
) -> None:
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_progress(stream, quiet=quiet) is wanted


def _run(times: list[float], *, shown: bool = True) -> tuple[Terminal, list[str]]:
    """What stood in the line after each of some files, done at these seconds."""
    terminal = Terminal()
    clock = iter([0.0, *times])
    lines = []
    with Progress(terminal, shown=shown, clock=lambda: next(clock)) as progress:
        for done in range(1, len(times) + 1):
            progress(done, 1000)
            lines.append(terminal.seen)
    return terminal, lines


@pytest.mark.parametrize(
    ("times", "lines"),
    [
        ([0.1, 0.5, 0.9], ["", "", ""]),
        ([0.5, 1.2, 1.25, 1.4], ["", *["checked 2 of 1,000 files"] * 2, "checked 4 of 1,000 files"]),
    ],
)
def test_what_the_line_says(times: list[float], lines: list[str]) -> None:
    terminal, seen = _run(times)
    assert seen == lines
    assert terminal.seen == ""
    assert ("\r" in terminal.getvalue()) is any(lines)


def test_nothing_is_written_where_it_is_not_wanted() -> None:
    assert _run([2.0, 3.0], shown=False)[0].getvalue() == ""


def test_an_interrupted_run_leaves_no_line() -> None:
    terminal = Terminal()
    clock = iter([0.0, 2.0])
    progress = Progress(terminal, shown=True, clock=lambda: next(clock))

    def interrupted() -> None:
        with progress:
            progress(7, 9)
            assert terminal.seen == "checked 7 of 9 files"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.seen == ""
