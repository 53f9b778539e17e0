"""`cxlint completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_CXLINT_COMPLETE"
"""By which the shell asks click for proposals; click itself makes this name from that of the program."""


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> Callable[[], int]:
    """Print the script by which a shell completes cxlint: commands, options, rules and formats.

    bash: eval "$(cxlint completion bash)" in ~/.bashrc; zsh: the same in ~/.zshrc, behind compinit; fish: cxlint
    completion fish > ~/.config/fish/completions/cxlint.fish.
    """

    def work() -> int:
        import sys

        from click.shell_completion import get_completion_class

        from cxlint.cli import CLEAN, FAILED
        from cxlint.cli.app import app

        script = get_completion_class(shell)
        if script is None:
            return FAILED
        sys.stdout.write(script(app, {}, "cxlint", _VARIABLE).source())
        return CLEAN

    return work
