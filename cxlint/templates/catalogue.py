"""Names of functions and filters that say whether a literal is read by people."""

from __future__ import annotations

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


GETTEXT = _names(
    "_ gettext ugettext lazy_gettext gettext_lazy gettext_noop _e esc_html__ esc_html_e esc_attr__ "
    "esc_attr_e esc_html_x _x pgettext dgettext tprintf"
)
"""Translate functions whose argument is the text itself."""

KEYED = _names("t tr trans translate lang loc __ l text i18n trans_choice choice localize")
"""Translate functions whose argument may be the text or a key of a string table."""

PLURAL = _names("ngettext ungettext npgettext _n _nx dngettext")

CONTEXT_FIRST = _names("pgettext npgettext dgettext dngettext")
"""Translate functions whose first argument is not shown."""

FORMATTING = _names("printf sprintf vsprintf fmt.sprintf format")

LABELLED = _names(
    "submit button_tag link_to button_to mail_to link_to_if link_to_unless content_tag_for submit_tag label_tag"
)
"""Functions whose first argument is the label that people see."""

FALLBACK = _names("default d default_if_none coalesce fallback firstnonempty or presence_or ifempty defaultto")

TRANSPARENT = _names(
    "upper lower capitalize capfirst title upcase downcase trim strip striptags e h escape escape_once "
    "force_escape safe raw html nl2br newline_to_br linebreaks linebreaksbr markdown wordwrap indent "
    "center replace append prepend html_safe format filter squish strip_tags inky_to_html inline_css "
    "noescape url_encode_safe upcase_first autoescape unescape html_entity html_line_break cat string"
)
"""Filters that leave a literal readable."""

_KEY = re.compile(r"[a-z0-9_./:\-]*\Z|\S*[._:/]\S*\Z")


def is_text(literal: str, function: str) -> bool:
    """Whether the literal that a translate function gets is text for people, not a key of a string table."""
    return function in GETTEXT or function in PLURAL or _KEY.match(literal) is None
