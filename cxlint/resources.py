"""Where the data files are: rules, word lists and grammars, in an installed wheel or a checkout.

Plain strings, not pathlib: importing pathlib costs a tenth of a cold start.
"""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PACKED = os.path.join(_PACKAGE, "_data")
_ROOT = _PACKED if os.path.isdir(_PACKED) else os.path.dirname(_PACKAGE)

RULES = os.path.join(_ROOT, "rules")
"""The built-in rules: one YAML file each, by family, with word lists in `words/`."""

GRAMMARS = os.path.join(_ROOT, "grammars")
"""The lark grammars."""
