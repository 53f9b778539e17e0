"""The click program. It only reads the command line: each command returns a function that does the work.

That way the work runs outside click, under the same guard as the quick path, and its modules load only when
needed.
"""

from __future__ import annotations

from importlib import import_module

import click

from cxlint import __version__
from cxlint.config.schema import nearest

COMMANDS = {
    "baseline": "cxlint.cli.commands.baseline",
    "check": "cxlint.cli.commands.check",
    "clean": "cxlint.cli.commands.clean",
    "completion": "cxlint.cli.commands.completion",
    "docs": "cxlint.cli.commands.docs",
    "explain": "cxlint.cli.commands.explain",
    "fees": "cxlint.cli.commands.fees",
    "init": "cxlint.cli.commands.init",
    "new": "cxlint.cli.commands.new",
    "render": "cxlint.cli.commands.render",
    "report": "cxlint.cli.commands.report",
    "rules": "cxlint.cli.commands.rules",
    "schema": "cxlint.cli.commands.schema",
    "test": "cxlint.cli.commands.test",
    "try": "cxlint.cli.commands.try_",
}
"""Module of each command, which calls it `command`."""


class _Lazy(click.Group):
    """A group that imports a command when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = COMMANDS.get(cmd_name)
        command = import_module(module).command if module else None
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import os

        if args[0] not in COMMANDS and not args[0].startswith("-") and os.path.exists(args[0]):
            ctx.fail(f"No such command '{args[0]}'. To check this path: cxlint check {args[0]}")
        if args[0] not in COMMANDS and (hint := nearest(args[0], COMMANDS)):
            ctx.fail(f"No such command '{args[0]}': {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxlint", message="%(prog)s %(version)s")
def app() -> None:
    """Find hidden fees, impersonal boilerplate and hostile wording in the texts that customers read."""


def run(arguments: list[str]) -> int:
    """Read the command line and return the exit code of what it asks for."""
    from cxlint.cli import FAILED

    try:
        outcome = app.main(arguments, prog_name="cxlint", standalone_mode=False)
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return FAILED
    return outcome() if callable(outcome) else int(outcome or 0)
