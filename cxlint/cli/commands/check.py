"""`cxlint check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint import __version__
from cxlint.cli.options import FLAG, OPTIONS, SELECTORS, Option, collect

if TYPE_CHECKING:
    from collections.abc import Callable


def _parameter(option: Option) -> click.Option:
    """What click knows of an option."""
    if option.kind == FLAG:
        return click.Option(option.names, is_flag=True, help=option.help)
    return click.Option(
        option.names,
        type=click.Choice(option.choices) if option.choices else str,
        multiple=option.kind == SELECTORS,
        metavar=option.metavar or None,
        envvar=option.env or None,
        show_envvar=bool(option.env),
        help=option.help,
    )


def _check(paths: tuple[str, ...], **given: Any) -> Callable[[], int]:
    options = collect(paths, given)

    def work() -> int:
        from cxlint.cli.check import run_check

        return run_check(options)

    return work


command = click.version_option(__version__, prog_name="cxlint", message="%(prog)s %(version)s")(
    click.Command(
        "check",
        callback=_check,
        params=[click.Argument(["paths"], nargs=-1, metavar="[PATHS]..."), *map(_parameter, OPTIONS)],
        help="Check files and folders (default: this one); - is standard input.",
    )
)
