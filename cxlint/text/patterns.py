"""Regular expressions compiled when first needed: most of them never meet a text that wakes them."""

from __future__ import annotations

import re
from functools import lru_cache

compiled = lru_cache(maxsize=4096)(re.compile)
