"""The options about the configuration, which every command that reads texts has."""

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
