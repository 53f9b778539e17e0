"""`cxlint explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("explain")
@click.argument("rule", metavar="CODE|NAME")
@click.option("--output-format", "-f", type=click.Choice(["text", "json", "markdown"]), default="text")
def command(rule: str, output_format: str) -> Callable[[], int]:
    """Explain a rule: why it matters, better wording, when it is fine."""

    def work() -> int:
        from cxlint.cli.explain import run_explain

        return run_explain(rule, output_format)

    return work
