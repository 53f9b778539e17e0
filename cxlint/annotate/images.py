"""Images that stand for words in an HTML message: a button that is nothing but a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.readers.html_lexer import END, REFERENCE, START, TEXT, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_LABELS = ("alt", "title", "aria-label")
_SPACERS = ("spacer", "pixel", "blank", "track", "open.", "1x1", "beacon")


class Image(NamedTuple):
    """An image at source offsets [start, end): where its link leads (empty: no link), and whether words go with it."""

    start: int
    end: int
    target: str
    told: bool
    alone: bool
    decorative: bool


def find(facts: Facts) -> list[Image]:
    """The images of an HTML message, in order; spacers and tracking pixels are left out.

    `decorative` ones have an empty alt text on purpose, `alone` ones stand in a link that has no words of its own.
    """
    text = facts.document.source.text
    return list(_images(text)) if "<img" in text.lower() or "<mj-image" in text.lower() else []


def _images(text: str) -> Iterator[Image]:
    target = ""
    words = linked = False
    held: list[tuple[int, int, bool, bool]] = []
    for kind, start, end, name in tokens(text, 0, len(text)):
        if (kind == TEXT and not text[start:end].isspace()) or (kind == REFERENCE and text[start:end] != "&nbsp;"):
            words = True
        elif kind == START and name == "a":
            found = attributes(text, start, end)
            target = text[slice(*found["href"])] if "href" in found else ""
            linked, held = True, []
            words = any(text[slice(*found[label])].strip() for label in ("title", "aria-label") if label in found)
        elif kind == START and name in ("img", "mj-image"):
            found = attributes(text, start, end)
            if _is_spacer(text, found):
                continue
            told = any(text[slice(*found[label])].strip() for label in _LABELS if label in found)
            decorative = "alt" in found and not told
            if linked:
                held.append((start, end, told, decorative))
            else:
                own = text[slice(*found["href"])] if "href" in found else ""
                yield Image(start, end, own, told, alone=bool(own), decorative=decorative)
        elif kind == END and name == "a" and linked:
            yield from (Image(*one[:2], target, one[2], alone=not words, decorative=one[3]) for one in held)
            linked, target, held = False, "", []


def _is_spacer(text: str, found: dict[str, tuple[int, int]]) -> bool:
    source = text[slice(*found["src"])].lower() if "src" in found else ""
    sizes = [text[slice(*found[name])].strip(" px") for name in ("width", "height") if name in found]
    return any(word in source for word in _SPACERS) or any(size in ("0", "1") for size in sizes)
