"""Regular expressions compiled when first needed: most of them never meet a text that wakes them."""

from __future__ import annotations

import re
from functools import lru_cache

compiled = lru_cache(maxsize=4096)(re.compile)


@lru_cache(maxsize=4096)
def multiline(pattern: str) -> re.Pattern[str]:
    """A regular expression whose ^ and $ also match at line ends."""
    return re.compile(pattern, re.MULTILINE)
