"""Lines, columns and encodings of a file."""

import pytest

from cxlint.errors import ReadError
from cxlint.model.source import Source, decode

LINES = [
    ("", [0]),
    ("one", [0]),
    ("one\n", [0, 4]),
    ("one\ntwo", [0, 4]),
    ("one\r\ntwo\r\n", [0, 5, 10]),
    ("one\rtwo\rthree", [0, 4, 8]),
    ("a\r\nb\rc\nd", [0, 3, 5, 7]),
    ("\n\n\n", [0, 1, 2, 3]),
    ("\r\r", [0, 1, 2]),
    ("a\n\rb", [0, 2, 3]),
    # editors do not count these as line ends
    ("page\fbreak", [0]),
    ("page\fbreak\r\nnext", [0, 12]),
    ("a\x85b\u2028c\u2029d\x0be", [0]),
    ("a\x85b\u2028c\rd", [0, 6]),
    ("\x1c\x1d\x1e\r", [0, 4]),
]


@pytest.mark.parametrize(("text", "starts"), LINES)
def test_line_starts(text, starts):
    assert Source("a.txt", text).line_starts() == starts


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\ncd", 5, (2, 3)),
        ("ab\ncd", 99, (2, 3)),
        ("ab\ncd", -7, (1, 1)),
        ("ab\r\ncd", 4, (2, 1)),
        ("ab\rcd", 4, (2, 2)),
        ("🙂🙂 fee", 3, (1, 4)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_places(text, offset, place):
    assert Source("a.txt", text).place(offset) == place


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [("ab\r\ncd\n", 1, "ab"), ("ab\r\ncd\n", 2, "cd"), ("ab\n", 2, ""), ("ab", 0, ""), ("ab", 2, ""), ("a\rb", 1, "a")],
)
def test_lines(text, number, line):
    assert Source("a.txt", text).line(number) == line


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("a.md", ".md"),
        ("A.MD", ".md"),
        ("mail.html.j2", ".j2"),
        ("folder.d/readme", ""),
        ("folder.d\\readme", ""),
        (".hidden", ""),
        (".hidden.yml", ".yml"),
        ("", ""),
    ],
)
def test_suffixes(path, suffix):
    assert Source(path, "").suffix == suffix


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"10 \xe2\x82\xac", "10 €"),
        (b"\xef\xbb\xbf10 \xe2\x82\xac", "10 €"),
        (b"\xff\xfe" + "10 €\n".encode("utf-16-le"), "10 €\n"),
        (b"\xfe\xff" + "10 €\n".encode("utf-16-be"), "10 €\n"),
        (b"\xff\xfe", ""),
        # Windows-1252: euro sign, curly quotes; a byte it does not know is kept as a replacement
        (b"10 \x80 \x93late\x94", "10 € “late”"),
        (b"a\x81b", "a\ufffdb"),
        (b"a\r\nb\rc", "a\r\nb\rc"),
    ],
)
def test_decoding(data, text):
    source = decode("a.txt", data)
    assert (source.path, source.text) == ("a.txt", text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\0\0\0", "binary"),
        (b"fees" + b" " * 4000 + b"\0", "binary"),
        (b"\xff\xfe\x00\xd8", "UTF-16"),
        (b"\xfe\xffa", "UTF-16"),
    ],
)
def test_not_text(data, message):
    with pytest.raises(ReadError, match=message):
        decode("a.txt", data)


def test_a_nul_far_inside_is_text():
    assert decode("a.txt", b"x" * 9000 + b"\0").text.endswith("x\0")
