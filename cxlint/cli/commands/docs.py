"""`cxlint docs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxlint.cli.commands import completing

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group("docs")
def command() -> None:
    """Write documentation: the rules as pages."""


@command.command("build")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.selectors,
    help="Only these: codes, names, prefixes or tag:TAG.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the pages are not current.")
def build(folder: str, select: tuple[str, ...], *, check: bool) -> Callable[[], int]:
    """Write a Markdown page for each rule, and an index, into DIR.

    Each bad example stands beside what cxlint reports about it. Rules of the project are included.
    """

    def work() -> int:
        from cxlint.cli.reference import run_docs_build

        selectors = tuple(part.strip() for text in select for part in text.split(",") if part.strip())
        return run_docs_build(folder, selectors, check=check)

    return work
