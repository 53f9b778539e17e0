"""What changed: lines of files, from git or from a diff, and which findings they concern.

`touched` says what changed in one file, `diff` reads unified diffs, `git` asks git, `reach` decides about findings.
"""

from __future__ import annotations

from cxlint.changes.reach import SCOPES, Reach
from cxlint.changes.touched import Changed

__all__ = ["SCOPES", "Changed", "Reach"]
