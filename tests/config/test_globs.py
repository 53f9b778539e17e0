from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.config.globs import matches, relative


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.md", "terms.md", True),
        ("*.md", "legal/terms.md", True),
        ("*.md", "terms.mdx", False),
        ("legal/*.md", "legal/terms.md", True),
        ("legal/*.md", "legal/uk/terms.md", False),
        ("legal/*.md", "old/legal/terms.md", False),
        ("legal/**/*.md", "legal/terms.md", True),
        ("legal/**/*.md", "legal/uk/2024/terms.md", True),
        ("legal/**", "legal/uk/terms.md", True),
        ("legal/**", "legal", False),
        ("**/emails/*", "shop/emails/order.j2", True),
        ("legal", "legal/uk/terms.md", True),
        ("legal/", "legal/terms.md", True),
        ("legal/", "legal", False),
        (".*/", ".github/workflows/ci.yml", True),
        (".*/", "docs/.draft/a.md", True),
        ("/top.md", "top.md", True),
        ("./legal/*.md", "legal/a.md", True),
        ("fee?.csv", "fees.csv", True),
        ("fee?.csv", "fee/.csv", False),
        ("fee[s2].csv", "fee2.csv", True),
        ("fee[!s].csv", "fees.csv", False),
        ("fee[!s].csv", "fee/.csv", False),
        ("*.{md,txt}", "a.txt", True),
        ("*.{md,txt}", "a.html", False),
        ("a[b.md", "a[b.md", True),
        ("a+b.md", "a+b.md", True),
    ],
)
def test_globs(pattern: str, path: str, expected: bool) -> None:
    assert matches(path, [pattern]) is expected


@given(st.text("ab*?[]!{},./\\^-&~|", max_size=12), st.text("ab./-", max_size=8))
def test_any_glob_compiles(pattern: str, path: str) -> None:
    matches(path, [pattern])


def test_relative_inside_and_outside(tmp_path: os.PathLike[str]) -> None:
    root = os.path.join(tmp_path, "shop")
    assert relative(os.path.join(root, "legal", "a.md"), root) == "legal/a.md"
    assert relative(os.path.join(tmp_path, "other", "a.md"), root).endswith("other/a.md")
    assert not relative("../a.md", root).startswith("..")
