"""`cxlint report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from cxlint.cli.commands import completing, shared
from cxlint.config.model import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = ("text", "markdown", "json", "html")


def _outputs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values as they are, or an error for the first that is neither FORMAT nor FORMAT:FILE."""
    for value in values:
        name, colon, path = value.partition(":")
        if name not in FORMATS:
            raise click.BadParameter(f"'{name}' is no format: choose from {', '.join(FORMATS)}.")
        if colon and not path:
            raise click.BadParameter(f"'{value}' names no file after the colon.")
    return values


def _completed(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


@click.command("report")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completing.files)
@click.option(
    "--since",
    metavar="REV|FILE",
    help="Show what has changed since a git revision, or since an earlier report (-f json:FILE).",
)
@click.option(
    "--output-format",
    "-f",
    multiple=True,
    callback=_outputs,
    shell_complete=_completed,
    metavar="FORMAT[:FILE]",
    help=f"{', '.join(FORMATS)}; with a file, any number of them (default: text).",
)
@click.option("--preset", type=click.Choice(PRESETS), help="Which findings count (default: as the configuration says).")
@shared.config
@shared.isolated
@shared.no_cache
@click.option(
    "--jobs", "-j", metavar="N", envvar="CXLINT_JOBS", show_envvar=True, help="Processes that share long work."
)
@shared.color
@click.option("--quiet", "-q", is_flag=True, help="Print the report only, no notes.")
def command(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Sum up a project for whoever leads it: the journey, the effort, and the one thing to fix next.

    PATHS are files and folders (default: this one).
    """

    def work() -> int:
        from cxlint.cli.report import run_report

        since = given.pop("since")
        return run_report(paths, since, given)

    return work
