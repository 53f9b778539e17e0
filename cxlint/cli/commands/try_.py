"""`cxlint try`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint.cli.commands import completing, shared

if TYPE_CHECKING:
    from collections.abc import Callable

_SCOPED = "[SCOPE=]PATTERN"


@click.command("try")
@click.argument("pattern", metavar="PATTERN|RULE_FILE", shell_complete=completing.files)
@click.argument("paths", nargs=-1, metavar="[FILES]...", shell_complete=completing.files)
@click.option("--find", "more", multiple=True, metavar="PATTERN", help="One more pattern; may be repeated.")
@click.option(
    "--unless", multiple=True, metavar=_SCOPED, help="Silences a match: sentence (the default), paragraph ..."
)
@click.option("--needs", multiple=True, metavar=_SCOPED, help="A match needs it.")
@click.option("--regex", is_flag=True, help="PATTERN and --find are regular expressions over folded text.")
@click.option("--limit", "-n", type=click.IntRange(min=0), default=20, help="Excerpts to show; 0: all.  [20]")
@click.option("--silenced", is_flag=True, help="Show what is silenced, too.")
@click.option("--overlap/--no-overlap", default=None, help="Say which rules find the same sentences.")
@click.option("--output-format", "-f", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@shared.config
@shared.isolated
@shared.color
def command(pattern: str, paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    """Show what a pattern would find in FILES (default: this folder), before it is a rule.

    A rule file in place of the PATTERN tries all that it looks for, even when it is not finished.
    """

    def work() -> int:
        from cxlint.cli.trying import TryOptions, run_try

        return run_try(TryOptions(pattern, paths, **given))

    return work
