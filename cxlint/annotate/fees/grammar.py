"""The lark grammars for fees, loaded when the first text needs one: importing lark costs a tenth of a second."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from cxlint.resources import GRAMMARS

if TYPE_CHECKING:
    from lark import Lark


@cache
def parser(name: str) -> Lark:
    """The LALR parser for `grammars/<name>.lark`, whose trees carry positions. Raises OSError without such a file."""
    from lark import Lark

    with open(os.path.join(GRAMMARS, f"{name}.lark"), encoding="utf-8") as file:
        return Lark(file.read(), parser="lalr", propagate_positions=True)
