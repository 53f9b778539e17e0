"""Who reads a message, and whether the program can judge it: in English, by a customer, all in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.lines import word_set
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

_COMMON = word_set(
    "the to you your of and is are we our for this in on with be have has it not will can by as at from that if please "
    "i my me us was been or an when but they their all any may more so here do does what there"
)
_REACH = 20_000
_FEW_WORDS = 8
_SHARE = 0.12
_STAFF_PATH = (
    r"(?i)(?:^|[/_. -])(?:admins?|staff|internal|managers?|moderators?|operators?|backoffice|back[_-]office|sellers?|"
    r"vendors?|merchants?|tests?|fixtures?|examples?_internal)(?=[/_. -])|(?:to|for)[_-](?:admins?|staff|managers?|"
    r"owners?|organi[sz]ers?)"
)
_STAFF_TEXT = (
    r"\b(?:(?:hi|hello|dear|hey) (?:team|admins?|administrators?|staff|colleagues?|moderators?|organi[sz]ers?)\b|"
    r"(?:a|the) (?:new )?(?:customer|client|user|member|subscriber|guest|visitor|buyer) (?:has|have|just|wants|"
    r"requested|submitted|opened|placed|asked|replied)|internal note|for (?:internal|staff) use)"
)


def english(facts: Facts) -> bool:
    """Whether the text is English, by its commonest words."""
    words = compiled(r"[^\W\d_]+").findall(facts.scan.folded[:_REACH])
    return len(words) < _FEW_WORDS or sum(word in _COMMON for word in words) >= _SHARE * len(words)


def staff(facts: Facts) -> bool:
    """Whether the message is for people of the company, or of a seller on its platform."""
    path = facts.document.source.path.replace("\\", "/")
    return (
        compiled(_STAFF_PATH).search("/".join(path.split("/")[-3:])) is not None
        or compiled(_STAFF_TEXT).search(facts.scan.folded[:_REACH]) is not None
    )


def customers(facts: Facts) -> bool:
    """Whether a customer reads it, in English."""
    return "message" in facts.document.kinds and english(facts) and not staff(facts)


def whole(facts: Facts, words: int = 8) -> bool:
    """Whether the file is all that its customer gets, of `words` or more: only then something can be missing."""
    parts = facts.parts
    return not parts.unseen and parts.words >= words and customers(facts)
