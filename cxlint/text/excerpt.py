"""What a report shows of a source line: a window around the finding, and where the caret goes."""

from __future__ import annotations

ELLIPSIS = "…"
_MIN_WIDTH = 8
_CHARS_PER_CELL = 4
"""Characters looked at for one cell: combining marks take none, but a wall of them is not worth showing."""

_LONGEST_WORD = 24
"""A cut moves at most so many cells to spare a word."""

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEPT = frozenset({_JOINER, "\u200c"})
"""Invisible characters that join letters and emoji, and move nothing."""


def display_width(text: str) -> int:
    """Terminal cells of the text: two for wide characters and joined emoji, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_cells(text))


def harmless(text: str) -> str:
    """The text with tabs as spaces, and with visible signs for control and direction characters.

    As long as the input; nothing in it can move the cursor or reorder the line.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _KEPT else _picture(char) for char in text)


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return " " if char in "\t\r\n" else chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return " " if char.isspace() else "\ufffd"


def window(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """The part of a line around [start, end) that fits in `width` cells, and the caret's cells as a range.

    Cut at whole words where it can, with an ellipsis at each cut end. The caret is at least one cell wide; a
    range wider than the window is shown from its beginning.
    """
    width = max(width, _MIN_WIDTH)
    start = max(0, min(start, len(line)))
    end = max(start, min(end, len(line)))
    reach = width * _CHARS_PER_CELL
    low = max(0, start - reach)
    high = min(len(line), end + reach, start + 2 * reach)
    text = harmless(line[low:high])
    cells = [1] * len(text) if text.isascii() else _cells(text)
    start -= low
    end = min(end - low, len(text))
    left, right = _bounds(text, start, end)
    # beyond what was looked at there is more, so these ends are cuts, not ends of the line
    more_left, more_right = low > 0, high < len(line)
    left, right = _fit(text, cells, (left, right), (start, end), width - more_left - more_right)
    head = ELLIPSIS if more_left or text[:left].strip() else ""
    if head and text.startswith(_EMOJI_STYLE, left):
        left += 1  # it would turn the ellipsis into a picture
    tail = ELLIPSIS if more_right or text[right:].strip() else ""
    # a cut may part what a joiner made one: each half then takes its own cells
    while right > left and display_width(head + text[left:right] + tail) > width:
        right -= 1
        tail = ELLIPSIS
    caret = len(head) + sum(cells[left:start])
    caret_end = caret + sum(cells[start : min(end, right)])
    return head + text[left:right] + tail, caret, max(caret + 1, caret_end)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The line without the white space around it, as far as the range leaves it."""
    left = min(start, len(text) - len(text.lstrip()))
    return left, max(end, len(text.rstrip()))


def _fit(text: str, cells: list[int], whole: tuple[int, int], marked: tuple[int, int], width: int) -> tuple[int, int]:
    """The range of text shown: the whole when it fits, else the marked part in its surroundings."""
    left, right = whole
    start, end = marked
    if sum(cells[left:right]) <= width:
        return whole
    room = width - 2
    inner = sum(cells[start:end])
    if inner >= room:
        return start, _forward(cells, start, end, room)
    before, after = sum(cells[left:start]), sum(cells[end:right])
    spare = room - inner
    for_left = min(before, max(spare // 2, spare - after))
    cut_left = _backward(cells, left, start, for_left)
    cut_right = _forward(cells, end, right, spare - for_left)
    return _word_after(text, cut_left, left, start), _word_before(text, cut_right, end, right)


def _forward(cells: list[int], at: int, stop: int, room: int) -> int:
    """As far right from `at` as `room` cells go, marks that take no cell included."""
    while at < stop and cells[at] <= room:
        room -= cells[at]
        at += 1
    return at


def _backward(cells: list[int], stop: int, start: int, room: int) -> int:
    """As far left from `start` as `room` cells go, but never between a character and its marks."""
    at = start
    while at > stop and cells[at - 1] <= room:
        at -= 1
        room -= cells[at]
    while stop < at < start and cells[at] == 0:
        at += 1
    return at


def _word_after(text: str, cut: int, left: int, start: int) -> int:
    """The cut moved right to the beginning of a word, unless the word is too long for that."""
    if cut <= left or text[cut - 1].isspace():
        return cut
    space = text.find(" ", cut, min(start, cut + _LONGEST_WORD))
    return cut if space < 0 else space + 1


def _word_before(text: str, cut: int, end: int, right: int) -> int:
    if cut >= right or text[cut].isspace():
        return cut
    space = text.rfind(" ", max(end, cut - _LONGEST_WORD), cut)
    return cut if space < 0 else space


def _cells(text: str) -> list[int]:
    """The cells each character takes."""
    from unicodedata import category, east_asian_width

    cells: list[int] = []
    previous = ""
    for char in text:
        if char < "\u0300":
            width = 1
        elif char == _EMOJI_STYLE:
            # asks for the picture instead of the sign before it, which is two cells wide
            width = 1 if cells and cells[-1] == 1 and previous > "\u2000" else 0
        elif previous == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff" or category(char) in {"Mn", "Me", "Cf"}:
            width = 0
        else:
            width = 2 if east_asian_width(char) in "WF" else 1
        cells.append(width)
        previous = char
    return cells
