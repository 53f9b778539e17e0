"""`cxlint fees`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint.cli.commands import completing, shared
from cxlint.report.ledgers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("fees")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completing.files)
@click.option("--for", "only", metavar="FILE", help="Only the fees that this file names, with all their places.")
@click.option("--output-format", "-f", type=click.Choice(list(FORMATS)), default="text", help="How to report.")
@click.option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output.")
@shared.config
@shared.isolated
@shared.no_cache
@shared.color
@click.option("--quiet", "-q", is_flag=True, help="Print the ledger only, no notes.")
def command(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """List every fee: where it is named, how much it is, and what disagrees or is missing.

    PATHS are files and folders (default: this one).
    """

    def work() -> int:
        from cxlint.cli.fees import FeesOptions, run_fees

        return run_fees(FeesOptions(paths=paths, **given))

    return work
