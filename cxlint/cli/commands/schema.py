"""`cxlint schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = {
    "config": ("cxlint.config.json_schema", "config_schema"),
    "rule": ("cxlint.rulebook.schema", "rule_schema"),
    "findings": ("cxlint.report.schema", "findings_schema"),
    "finding": ("cxlint.report.schema", "finding_schema"),
    "report": ("cxlint.report.schema", "report_schema"),
}
"""Module and function of each schema."""


@click.command("schema")
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def command(name: str) -> Callable[[], int]:
    """Print a JSON Schema.

    For editors: of the configuration or a rule file. For programs: of `json` output (findings), a line of `jsonl`
    (finding), or `cxlint report -f json` (report).
    """

    def work() -> int:
        import json
        import sys
        from importlib import import_module

        from cxlint.cli import CLEAN

        module, function = SCHEMAS[name]
        schema = getattr(import_module(module), function)()
        sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
        return CLEAN

    return work
