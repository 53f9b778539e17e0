"""The quick reader and click read the same command lines to the same options."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.cli import check, quick
from cxlint.cli.app import app
from cxlint.cli.options import FLAG, OPTIONS, CheckOptions

if TYPE_CHECKING:
    from collections.abc import Iterator


def by_click(arguments: list[str]) -> CheckOptions | None:
    """What click reads; None for an error or help."""
    seen: list[CheckOptions] = []

    def remember(options: CheckOptions) -> int:
        seen.append(options)
        return 0

    original = check.run_check
    check.run_check = remember
    try:
        outcome = app.main(list(arguments), prog_name="cxlint", standalone_mode=False)
        if callable(outcome):
            outcome()
    except click.ClickException:
        return None
    finally:
        check.run_check = original
    return seen[0] if seen else None


PLAIN = [
    "check",
    "check a.md",
    "check a.md b/ -",
    "check -",
    "check --select FEE a.md",
    "check --select FEE,HOS004 --select tag:us-ftc --ignore=IMP a.md",
    "check --preset review --output-format jsonl --exit-zero --no-cache a.md",
    "check a.md --output-format=concise --fail-on never",
    "check -f json -q a.md",
    "check --quiet -v --isolated --statistics",
    "check --preset review --preset strict a.md",
    "check --stdin-filename mail/a.j2 -",
    "check --config ci.toml --color always -- --odd-name.md -q",
    "check --select , a.md",
    "check --min-severity error --min-confidence high --force-exclude --no-progress --no-suppressions x y",
    "check --config=a=b a.md",
    "check -f json -f concise a.md",
    "check -i a.md",
    "check --interactive --select IMP b/",
    "check -f sarif:out.sarif --output-format=markdown:C:/x.md -f github a.md",
]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_calls_need_no_click(line: str) -> None:
    options = quick.read(line.split(" "))
    assert options is not None
    assert options == by_click(line.split(" "))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "explain FEE003",
        "--version",
        "check --help",
        "check --version",
        "check --slect FEE",
        "check --select",
        "check --preset all a.md",
        "check --isolated=yes",
        "check -qv",
        "check -fjson",
        "check -f=json",
        "check --select --ignore",
        "check --output-format= a.md",
        "check -f nope a.md",
        "check -f nope:a.txt a.md",
        "check -f sarif: a.md",
    ],
)
def test_the_rest_is_left_to_click(line: str) -> None:
    assert quick.read(line.split(" ") if line else []) is None


_WORDS = st.sampled_from(
    [name for option in OPTIONS for name in option.names]
    + [f"{option.names[0]}={choice}" for option in OPTIONS for choice in option.choices]
    + [
        "a.md",
        "-",
        "--",
        "json",
        "review",
        "FEE,HOS",
        "",
        "-qv",
        "--nope",
        "x=y",
        "--select=",
        "--quiet=1",
        "-f=",
        "sarif:out.sarif",
        "sarif:",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=7))
def test_both_ways_agree(words: list[str]) -> None:
    options = quick.read(["check", *words])
    if options is not None:
        assert options == by_click(["check", *words])


@pytest.mark.parametrize("value", ["jsonl", "nonsense", "", " ", "concise sarif:out.sarif", "concise sarif:"])
def test_environment(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CXLINT_OUTPUT_FORMAT", value)
    options = quick.read(["check", "a.md"])
    assert options == by_click(["check", "a.md"])
    assert (options is None) == (value in ("nonsense", "concise sarif:"))
    assert options is None or options.output_format == tuple(value.split())
    given_too = quick.read(["check", "a.md", "-f", "concise"])
    assert given_too is not None
    assert given_too.output_format == ("concise",)


def test_table_and_options_agree() -> None:
    assert {option.field for option in OPTIONS} | {"paths"} == set(CheckOptions._fields)
    defaults: dict[str, Any] = CheckOptions()._asdict()
    for option in OPTIONS:
        assert (defaults[option.field] is False) == (option.kind == FLAG)
        assert option.help.endswith(".")


def _imported() -> Iterator[str]:
    code = (
        "import sys\n"
        "from cxlint import __main__\n"
        "from cxlint.cli import guard, quick, check, setup, terminal\n"
        "import cxlint.report.jsonl\n"
        "assert quick.read(['check', '--preset', 'review', 'a.md'])\n"
        "setup.load('.', isolated=True)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield from done.stdout.split()


def test_nothing_heavy_is_imported_for_a_plain_call() -> None:
    heavy = {
        "click",
        "yaml",
        "jinja2",
        "lark",
        "json",
        "pathlib",
        "dataclasses",
        "difflib",
        "tomllib",
        "argparse",
    }
    imported = set(_imported())
    assert heavy.isdisjoint(imported)
    assert {name for name in imported if name.startswith("cxlint.report.")} == {"cxlint.report.jsonl"}
