"""What HTML elements, classes and styles mean to somebody who reads the page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxlint.model.document import Prominence, Role

if TYPE_CHECKING:
    from collections.abc import Mapping


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "section select summary table tbody td textarea tfoot th thead title tr ul mj-accordion mj-accordion-element "
    "mj-accordion-text mj-accordion-title mj-body mj-button mj-column mj-group mj-head mj-hero mj-preview mj-section "
    "mj-social mj-social-element mj-navbar mj-navbar-link mj-table mj-text mj-title mj-wrapper mjml"
)
VOID = _names("area base br col embed hr img input link meta param source track wbr")
SKIPPED = _names("script style template noscript svg math object iframe mj-style mj-attributes")
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
ROLES = {
    "li": Role.ITEM,
    "dt": Role.ITEM,
    "dd": Role.ITEM,
    "caption": Role.CAPTION,
    "figcaption": Role.CAPTION,
    "blockquote": Role.QUOTE,
    "pre": Role.CODE,
    "title": Role.SUBJECT,
    "mj-title": Role.SUBJECT,
    "mj-preview": Role.PREHEADER,
    "button": Role.BUTTON,
    "mj-button": Role.BUTTON,
}

_CELLS = frozenset({"td", "th"})
_WALLS = frozenset({"td", "th", "table", "caption", "button", "li", "mj-table"})
OMITTED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th"})),
    "tr": (frozenset({"tr"}), frozenset({"table", "mj-table"})),
    "td": (_CELLS, frozenset({"table", "mj-table", "tr"})),
    "th": (_CELLS, frozenset({"table", "mj-table", "tr"})),
    "tbody": (frozenset({"thead", "tbody"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""Elements that end others whose end tag was left out, and the elements such an end cannot pass."""
PARAGRAPH_END: tuple[frozenset[str], frozenset[str]] = (frozenset({"p"}), _WALLS)
"""What any block element ends."""

_SMALL_CLASS = re.compile(
    r"fine-?print|small-?print|foot-?note|disclaimer|(?<![\w-])legal(?:(?=[\s\"']|$)|[-_](?:text|copy|note|notice|print|small|footer))",
    re.IGNORECASE,
)
_PREHEADER_CLASS = re.compile(r"pre-?header|preview-?text", re.IGNORECASE)
BUTTON_CLASS = re.compile(r"btn|button", re.IGNORECASE)
_HIDING_STYLE = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|max-height\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$))",
    re.IGNORECASE,
)
_FONT_SIZE = re.compile(
    r"(?<![\w-])font-size\s*:\s*(?:(\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})\s*(px|pt|em|rem|%)?|(xx?-small))",
    re.IGNORECASE,
)
_SMALLEST = {"px": 10.0, "pt": 7.5, "em": 0.65, "rem": 0.65, "%": 65.0, "": 10.0}
# On these the class names the kind of page, not the size of the print.
_PAGE = frozenset({"html", "body", "main", "article", "section", "header", "nav", "h1", "h2", "h3"})


def _element_changes() -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {name: {"role": role} for name, role in ROLES.items()}
    changes.update({name: {"role": Role.HEADING, "level": level} for name, level in HEADINGS.items()})
    changes.update({name: {"skipped": True} for name in SKIPPED})
    changes["small"] = {"place": Prominence.SMALL}
    changes["details"] = {"place": Prominence.COLLAPSED}
    changes["summary"] = {"place": Prominence.BODY}
    return changes


ELEMENT_CHANGES = _element_changes()
"""What the element itself changes in the scope around it."""


@lru_cache(maxsize=1024)
def class_changes(name: str, value: str) -> Mapping[str, Any]:
    """What a class attribute says about the text inside."""
    changes: dict[str, Any] = {}
    if name not in _PAGE and _SMALL_CLASS.search(value):
        changes["place"] = Prominence.SMALL
    if _PREHEADER_CLASS.search(value):
        changes["role"] = Role.PREHEADER
    if name == "a" and BUTTON_CLASS.search(value):
        changes["role"] = Role.BUTTON
    return changes


@lru_cache(maxsize=1024)
def style_changes(style: str) -> Mapping[str, Any]:
    """What an inline style says about the text inside."""
    changes: dict[str, Any] = {}
    if _HIDING_STYLE.search(style):
        changes["hidden"] = True
    match = _FONT_SIZE.search(style)
    if match:
        changes["font"] = "small" if match[3] else _font(float(match[1]), (match[2] or "").lower())
    return changes


def _font(size: float, unit: str) -> str:
    if size == 0:
        return "zero"
    return "small" if size <= _SMALLEST[unit] else ""
