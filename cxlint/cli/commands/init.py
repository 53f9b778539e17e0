"""`cxlint init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxlint.cli.commands import shared

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("init")
@click.option("--pyproject", is_flag=True, help="Add [tool.cxlint] to pyproject.toml instead of writing cxlint.toml.")
@click.option("--force", is_flag=True, help="Overwrite the cxlint.toml that is there.")
@click.option("--dry-run", "--stdout", "dry_run", is_flag=True, help="Print the configuration, and write nothing.")
@shared.no_cache
def command(**given: Any) -> Callable[[], int]:
    """Write a configuration to start from, made of what is in this folder."""

    def work() -> int:
        from cxlint.cli.init import InitOptions, run_init

        return run_init(InitOptions(**given))

    return work
