"""`cxlint render`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint.cli.commands import completing, shared

if TYPE_CHECKING:
    from collections.abc import Callable

_CASES = ["typical", "empty", "worst", "all"]


@click.command("render")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", shell_complete=completing.files)
@click.option("--case", type=click.Choice(_CASES), default="all", help="Which values to show it with.  [all]")
@click.option("--set", "pairs", multiple=True, metavar="PATH=VALUE", help="A value to use: customer.name=Ann.")
@click.option("--data", metavar="FILE", help="YAML or JSON file with values to use.")
@click.option("--subject", metavar="FILE", help="Template of the subject.  [the file beside it, where there is one]")
@click.option("--output-format", "-f", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when something looks wrong.")
@click.option("--stdin-filename", metavar="PATH", help="Name to read standard input (-) under.")
@shared.config
@shared.isolated
@shared.color
@click.option("--quiet", "-q", is_flag=True, help="Print what looks wrong, not the messages.")
def command(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Show message templates as the customer would see them, and what looks wrong then.

    FILEs are templates, or folders of them; - is standard input. Every value is invented: once all are there, once
    none, once they are awkward (long names, nothing to pay, one of everything). No code of the project is run.
    """

    def work() -> int:
        from cxlint.cli.render import RenderOptions, run_render

        return run_render(RenderOptions(paths=paths, **given))

    return work
