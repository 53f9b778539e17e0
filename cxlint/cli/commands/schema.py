"""`cxlint schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("schema")
@click.argument("name", type=click.Choice(["rule"]), metavar="rule")
def command(name: str) -> Callable[[], int]:  # noqa: ARG001 -- the one there is
    """Print the JSON Schema of a rule file, for editors."""

    def work() -> int:
        import json
        import sys

        from cxlint.cli import CLEAN
        from cxlint.rulebook.schema import rule_schema

        sys.stdout.write(json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n")
        return CLEAN

    return work
