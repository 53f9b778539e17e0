"""`cxlint baseline`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint.cli.commands import completing, shared
from cxlint.config.model import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE = click.option("--baseline", metavar="FILE", help="The baseline.  [`baseline` in the configuration]")
_QUIET = click.option("--quiet", "-q", is_flag=True, help="Say nothing where all is well.")


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of all commands that check and write."""
    for option in (
        _QUIET,
        shared.no_cache,
        click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing."),
        shared.config,
        click.option("--preset", type=click.Choice(PRESETS), help="As `cxlint check` is run with."),
        click.option(
            "--ignore", multiple=True, metavar="RULES", shell_complete=completing.selectors, help="Rules to leave out."
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="RULES",
            shell_complete=completing.selectors,
            help="Only these rules; entries of others stay.",
        ),
        _FILE,
        click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=completing.files),
    ):
        command = option(command)
    return command


def _work(action: str, paths: tuple[str, ...], given: dict[str, Any]) -> Callable[[], int]:
    for name in ("select", "ignore"):
        given[name] = tuple(part.strip() for text in given[name] for part in text.split(",") if part.strip())

    def work() -> int:
        from cxlint.cli.baseline import BaselineOptions, run_baseline

        return run_baseline(action, BaselineOptions(paths=paths, **given))

    return work


@click.group("baseline")
def command() -> None:
    """Accept the findings there are today, and report only new ones from now on.

    PATHS are files and folders (default: the whole project). Entries of other files stay as they are.
    """


@command.command("create")
@_common
@click.option("--reason", default="", metavar="TEXT", help="Why they are accepted, written beside each.")
@click.option("--force", is_flag=True, help="Begin anew where there is a baseline.")
def create(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Write down all findings of today."""
    return _work("create", paths, given)


@command.command("update")
@_common
@click.option("--reason", default="", metavar="TEXT", help="Why the new ones are accepted, written beside each.")
def update(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Accept what is new as well, drop what is gone, follow renamed files."""
    return _work("update", paths, given)


@command.command("prune")
@_common
def prune(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Drop what is gone, follow renamed files; accept nothing new.

    After a merge with conflicts in the baseline, this takes both sides.
    """
    return _work("prune", paths, given)


@command.command("stats")
@_FILE
@shared.config
@click.option("--output-format", "-f", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def stats(**given: Any) -> Callable[[], int]:
    """Count what is accepted, by rule and by file, and how long it has been."""

    def work() -> int:
        from cxlint.cli.baseline_stats import StatsOptions, run_stats

        return run_stats(StatsOptions(**given))

    return work
