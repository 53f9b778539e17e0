"""`cxlint rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxlint.cli.commands import completing
from cxlint.config.model import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("rules")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=completing.selectors,
    help="Codes, names, prefixes or tag:TAG.",
)
@click.option("--family", metavar="LETTERS", help="Only one family, such as FEE.")
@click.option("--preset", type=click.Choice(PRESETS), help="Only the rules that are on in a preset.")
@click.option("--output-format", "-f", type=click.Choice(["text", "json"]), default="text")
def command(select: tuple[str, ...], family: str | None, preset: str | None, output_format: str) -> Callable[[], int]:
    """List the rules."""

    def work() -> int:
        from cxlint.cli.rules import run_rules

        selectors = tuple(part.strip() for text in select for part in text.split(",") if part.strip())
        return run_rules(selectors, family, preset, output_format)

    return work
