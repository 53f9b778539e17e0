"""Message templates: which dialect, what is text and what is code, which values, under which conditions.

Templates are masked, never rendered: the mask is as long as the source, so every offset stays true.
"""

from __future__ import annotations

from cxlint.templates.dialects import guess
from cxlint.templates.parsed import Branch, Conditional, Loop, ParsedTemplate, conditions_at, reserved_out

__all__ = ["Branch", "Conditional", "Loop", "ParsedTemplate", "conditions_at", "guess", "parse", "reserved_out"]


def parse(text: str, dialect: str, *, strict: bool) -> ParsedTemplate:
    """Read a template of a dialect that `guess` gave; an empty or unknown dialect has no tags.

    With `strict`, a Jinja template that Jinja itself refuses raises ReadError with the place; otherwise
    anything is read as far as it makes sense.
    """
    # most documents are no templates and need none of this
    from cxlint.templates.parsing import read_template

    return read_template(text, dialect, strict=strict)
