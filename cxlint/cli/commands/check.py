"""`cxlint check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint import __version__
from cxlint.cli.commands import completing
from cxlint.cli.options import FLAG, OPTIONS, OUTPUTS, SELECTORS, Option, collect, names_output

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem


def _outputs(_ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values as they are, or an error for the first that is neither FORMAT nor FORMAT:FILE."""
    formats = next(option.choices for option in OPTIONS if option.field == param.name)
    for value in values:
        if not names_output(value, formats):
            name = value.partition(":")[0]
            if name in formats:
                raise click.BadParameter(f"'{value}' names no file after the colon.")
            raise click.BadParameter(f"'{name}' is no format: choose from {', '.join(formats)}.")
    return values


def _parameter(option: Option) -> click.Option:
    """What click knows of an option."""
    if option.kind == FLAG:
        return click.Option(option.names, is_flag=True, help=option.help)
    return click.Option(
        option.names,
        type=click.Choice(option.choices) if option.choices and option.kind != OUTPUTS else str,
        callback=_outputs if option.kind == OUTPUTS else None,
        multiple=option.kind in (SELECTORS, OUTPUTS),
        metavar=option.metavar or None,
        envvar=option.env or None,
        show_envvar=bool(option.env),
        help=option.help,
        shell_complete=_completed(option),
    )


def _completed(option: Option) -> Callable[..., list[CompletionItem[str]]] | None:
    """What a shell proposes as value of an option; None where click knows it."""
    if option.kind in (SELECTORS, OUTPUTS):
        return completing.selectors if option.kind == SELECTORS else completing.outputs
    return completing.files if option.metavar in ("FILE", "PATH") else None


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
        params=[
            click.Argument(["paths"], nargs=-1, metavar="[PATHS]...", shell_complete=completing.files),
            *map(_parameter, OPTIONS),
        ],
        help="Check files and folders (default: this one); - is standard input.",
    )
)
