"""Message templates: which dialect, what is text and what is code, which values, under which conditions.

Templates are masked, never rendered: the mask is as long as the source, so every offset stays true.
"""

from __future__ import annotations

from cxlint.templates.dialects import guess
from cxlint.templates.parsed import Branch, Conditional, ParsedTemplate, conditions_at
from cxlint.templates.parsing import parse

__all__ = ["Branch", "Conditional", "ParsedTemplate", "conditions_at", "guess", "parse"]
