"""The options that commands which read texts have in common."""

from __future__ import annotations

import click

config = click.option(
    "--config",
    metavar="PATH",
    envvar="CXLINT_CONFIG",
    show_envvar=True,
    help="Configuration file to use, or the folder to look from.",
)
isolated = click.option("--isolated", is_flag=True, help="Ignore all configuration files.")
no_cache = click.option("--no-cache", is_flag=True, help="Read nothing from the cache and write nothing to it.")
color = click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to colour.")
