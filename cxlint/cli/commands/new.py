"""`cxlint new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group("new")
def command() -> None:
    """Begin something new: a rule."""


@command.command("rule")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--name", metavar="NAME", help="Names the bad thing: keeps-what-was-forgotten.")
@click.option("--family", metavar="LETTERS", help="Take the next free code of these letters.")
@click.option("--find", multiple=True, metavar="PATTERN", help="What it looks for; may be repeated.")
@click.option(
    "--dir", "folder", metavar="DIR", help="Where to write it.  [rules-dirs of the configuration, or ./rules]"
)
def rule(code: str | None, **given: Any) -> Callable[[], int]:
    """Write a rule file with blanks to fill in.

    Without CODE, the next free one of your own rules.
    """

    def work() -> int:
        from cxlint.cli.new import NewOptions, run_new_rule

        return run_new_rule(NewOptions(code, **given))

    return work
