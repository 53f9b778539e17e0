"""`cxlint clean`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("clean")
def command() -> Callable[[], int]:
    """Delete the cache: compiled rules and the results of earlier runs. The next run is slower, and finds the same."""

    def work() -> int:
        import sys

        from cxlint.cli import CLEAN
        from cxlint.rulebook import cache
        from cxlint.runner import storage

        count, size = storage.clear()
        sys.stdout.write(f"deleted {count} file{'' if count == 1 else 's'} ({size / 1e6:.1f} MB) in {cache.folder()}\n")
        return CLEAN

    return work
