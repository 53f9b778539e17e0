"""One spelling for what people read as the same: case, quotes, dashes, spaces. No character moves."""

from __future__ import annotations

_VARIANTS = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07"),
    ('"', "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"),
    (" ", "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u202f\u205f\u3000"),
    ("$", "\ufe69\uff04"),
    ("%", "\ufe6a\uff05"),
)
_PAIRS = tuple((variant, plain) for plain, variants in _VARIANTS for variant in variants)


def fold(text: str) -> str:
    """The text in lower case with plain quotes, hyphens and spaces; as long as the input, so offsets hold.

    A kept line break (U+2028) becomes a space, a template slot (U+FFFC) stays.
    """
    if text.isascii():
        return text.lower()
    # the one letter that lower() makes longer
    folded = text.replace("\u0130", "i").lower()
    # str.translate looks at every character in turn; replace is a memory scan for each variant
    for variant, plain in _PAIRS:
        folded = folded.replace(variant, plain)
    if len(folded) != len(text):
        raise AssertionError("folding must keep the length of the text")
    return folded
