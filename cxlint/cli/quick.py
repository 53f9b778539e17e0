"""The common call, read without click: importing it takes longer than checking a file.

Whatever is not plain (help, an unknown option, a missing or odd value) is left to click and its error
messages.
"""

from __future__ import annotations

import os
from typing import Any

from cxlint.cli.options import FLAG, OPTIONS, OUTPUTS, SELECTORS, CheckOptions, Option, collect, names_output

_BY_NAME = {name: option for option in OPTIONS for name in option.names}


def read(arguments: list[str]) -> CheckOptions | None:
    """The options of `check ...`, exactly as click would read them; None when click should."""
    if not arguments or arguments[0] != "check":
        return None
    given: dict[str, Any] = {}
    paths: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--":
            paths.extend(rest)
        elif not argument.startswith("-") or argument == "-":
            paths.append(argument)
        else:
            name, equals, value = argument.partition("=")
            option = _BY_NAME.get(name)
            if option is None or (equals and (option.kind == FLAG or not name.startswith("--"))):
                return None
            if option.kind != FLAG and not equals:
                value = next(rest, "-")
            if not _take(option, value, given):
                return None
    return collect(tuple(paths), given) if _from_environment(given) else None


def _take(option: Option, value: str, given: dict[str, Any]) -> bool:
    """Store a value; False when it is not a plain one."""
    if option.kind == FLAG:
        given[option.field] = True
        return True
    if value.startswith("-") or not value:
        return False
    if option.kind == OUTPUTS:
        fits = names_output(value, option.choices)
    else:
        fits = not option.choices or value in option.choices
    if not fits:
        return False
    if option.kind in (SELECTORS, OUTPUTS):
        given.setdefault(option.field, []).append(value)
    else:
        given[option.field] = value
    return True


def _from_environment(given: dict[str, Any]) -> bool:
    """Add what environment variables say about options not given; False when one holds no plain value."""
    for option in OPTIONS:
        value = os.environ.get(option.env) if option.env and option.field not in given else None
        values = value.split() if value and option.kind == OUTPUTS else [value]
        if not all(_take(option, one, given) for one in values if one):
            return False
    return True
