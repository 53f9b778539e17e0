"""`cxlint test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxlint.cli.commands import completing

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("test")
@click.argument("rule_files", nargs=-1, metavar="[RULE FILES]...", shell_complete=completing.files)
def command(rule_files: tuple[str, ...]) -> Callable[[], int]:
    """Run the examples of rules as tests (default: all rules)."""

    def work() -> int:
        from cxlint.cli.test import run_test

        return run_test(rule_files)

    return work
