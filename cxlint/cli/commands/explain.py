"""`cxlint explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxlint.cli.commands import completing

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("explain")
@click.argument("rule", metavar="CODE|NAME", required=False, shell_complete=completing.rules)
@click.option(
    "--file",
    "path",
    metavar="FILE",
    shell_complete=completing.files,
    help="Explain what cxlint takes a file for, instead of a rule.",
)
@click.option("--output-format", "-f", type=click.Choice(["text", "json", "markdown"]), default="text")
def command(rule: str | None, path: str | None, output_format: str) -> Callable[[], int]:
    """Explain a rule: why it matters, better wording, when it is fine. Or, with --file, what a file is taken for."""
    if (rule is None) == (path is None):
        raise click.UsageError("Name a rule, as in: cxlint explain FEE003, or a file: cxlint explain --file FILE")
    if path is not None and output_format == "markdown":
        raise click.UsageError("A file is explained as text or json.")

    def work() -> int:
        if path is not None:
            from cxlint.cli.explain_file import run_explain_file

            return run_explain_file(path, output_format)
        from cxlint.cli.explain import run_explain

        return run_explain(str(rule), output_format)

    return work
