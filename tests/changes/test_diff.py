"""Unified diffs: which lines are new, whatever the names and the lines look like."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.changes.diff import decode, parse
from cxlint.changes.touched import WHOLE, Touched
from cxlint.errors import UsageError

# lines that look like the headers of a diff are the trap
_LINES = st.lists(st.sampled_from(["a", "b", "", "-- a/x", "++ b/x", "@@ -1 +1 @@", "diff --git a/x b/x"]), max_size=12)


def expected(old, new, context):
    """What difflib itself says about the two texts."""
    spans, cuts = [], []
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(context):
        for tag, _, _, start, end in group:
            if tag in ("insert", "replace"):
                spans.append((start + 1, end))
            elif tag == "delete":
                cuts.append(start)
    return Touched(tuple(spans), tuple(cuts))


@given(old=_LINES, new=_LINES, context=st.integers(0, 3), more=_LINES)
def test_the_lines_that_difflib_changed(old, new, context, more):
    """Two files in a row: the lines of the first must not swallow the header of the second."""
    text = ""
    for name, before, after in (("x", old, new), ("y", more, [*more, "end"])):
        rows = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="", n=context)
        text += "".join(row + "\n" for row in rows)
    parts = {part.new: part.touched for part in parse(text)}
    assert parts.pop("b/y") == Touched(((len(more) + 1, len(more) + 1),))
    assert parts == ({} if old == new else {"b/x": expected(old, new, context)})


def git(head, *rows):
    return "\n".join([f"diff --git {head}", *rows, ""])


HUNK = ("@@ -1 +1 @@", "-a", "+b")
FILES = [
    (git("a/x.md b/x.md", "index 1..2 100644", "--- a/x.md", "+++ b/x.md", *HUNK), "b/x.md"),
    (git("a/x y.md b/x y.md", "--- a/x y.md\t", "+++ b/x y.md\t", *HUNK), "b/x y.md"),
    (git(r'"a/\303\251\"\\.md" "b/\303\251\"\\.md"', '--- "a/é"', r'+++ "b/\303\251\"\\\t.md"', *HUNK), 'b/é"\\\t.md'),
    (git("a/x b/y", "similarity index 90%", "rename from x", "rename to y", "--- a/x", "+++ b/y", *HUNK), "b/y"),
    (git("a/x b/x", "new file mode 100644", "--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+b"), "b/x"),
    (git("x x", "--- x", "+++ x", *HUNK), "x"),
    ("--- x.md\t2026-01-01 10:00\n+++ x.md\t2026-01-02 10:00\n@@ -1 +1 @@\n-a\n+b\n", "x.md"),
    (
        "From: me\nSubject: [PATCH] x\n\n---\n x | 2 +-\n\n"
        + git("a/x b/x", "--- a/x", "+++ b/x", *HUNK)
        + "-- \n2.39\n",
        "b/x",
    ),
]


@pytest.mark.parametrize(("text", "name"), FILES)
def test_names(text, name):
    (part,) = parse(text)
    assert (part.new, part.touched) == (name, Touched(((1, 1),)))


NONE = [
    "",
    "\n",
    git("a/x b/x", "old mode 100644", "new mode 100755"),
    git("a/x b/y", "similarity index 100%", "rename from x", "rename to y"),
    git("a/x b/x", "deleted file mode 100644", "--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"),
    git("a/x b/x", "deleted file mode 100644", "Binary files a/x and /dev/null differ"),
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_changed_in_the_lines(text):
    assert list(parse(text)) == []


BINARY = [
    (git("a/r.xlsx b/r.xlsx", "index 1..2 100644", "Binary files a/r.xlsx and b/r.xlsx differ"), "b/r.xlsx"),
    (git("a/r.xlsx b/r.xlsx", "new file mode 100644", "Binary files /dev/null and b/r.xlsx differ"), "b/r.xlsx"),
    (git("a/q b/r", "rename from q", "rename to r", "GIT binary patch", "delta 5", "Mc$|"), "b/r"),
    (git(r'"a/\303\251 x" "b/\303\251 x"', "Binary files differ"), "b/é x"),
    (git(r'a/e "b/\303\251"', "rename from e", r'rename to "\303\251"', "Binary files a/e and b/é differ"), "b/é"),
]


@pytest.mark.parametrize(("text", "name"), BINARY)
def test_all_of_a_workbook_counts(text, name):
    assert [(part.new, part.touched) for part in parse(text)] == [(name, WHOLE)]


LINES = [
    (["@@ -1,2 +1,3 @@", " a", "+b", "+c", " d"], Touched(((2, 3),))),
    (["@@ -1,3 +1,2 @@", " a", "-b", " c"], Touched((), (1,))),
    (["@@ -2 +1,0 @@", "-b"], Touched((), (1,))),
    (["@@ -1 +0,0 @@", "-b"], Touched((), (0,))),
    (["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ No newline at end of file"], Touched(((1, 1),))),
    (["@@ -1,2 +1,2 @@ a heading", "-a\r", "+b\r", ""], Touched(((1, 1),))),
    (["@@ -1 +1 @@", "-a", "+b", "@@ -9 +9,2 @@", "-c", "+d", "+e"], Touched(((1, 1), (9, 10)))),
]


@pytest.mark.parametrize(("rows", "touched"), LINES)
def test_lines(rows, touched):
    (part,) = parse(git("a/x b/x", "--- a/x", "+++ b/x", *rows))
    assert part.touched == touched


BROKEN = [
    ("<html>not found</html>", "no unified diff"),
    (git("a/x b/x", "--- a/x", "+++ b/x", "@@ -1,9 +1,9 @@", " a").rstrip("\n"), "ends in the middle"),
    (git("a/x b/x", "--- a/x", "+++ b/x", "@@ -1,2 +1,2 @@", " a", "?"), "neither kept, added nor removed"),
    ("diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n", "merge"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_no_diff(text, message):
    with pytest.raises(UsageError, match=message):
        list(parse(text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding):
    text = FILES[0][0] + "é"
    assert decode(text.encode(encoding)) == text
    assert decode(b"caf\xe9").encode("utf-8", "surrogateescape") == b"caf\xe9"


TOUCHES = [
    (
        Touched(((3, 4), (8, 8))),
        [(1, 2, False), (1, 3, True), (4, 9, True), (5, 7, False), (8, 8, True), (9, 9, False)],
    ),
    # a cut after line 5 touches what reaches over it
    (Touched((), (5,)), [(1, 5, False), (5, 6, True), (6, 9, False), (5, 5, False), (1, 9, True)]),
    (WHOLE, [(1, 1, True)]),
    (Touched(), [(1, 9, False)]),
]


@pytest.mark.parametrize(("touched", "ranges"), TOUCHES)
def test_which_ranges_are_touched(touched, ranges):
    assert [(first, last, touched.touches(first, last)) for first, last, _ in ranges] == ranges
