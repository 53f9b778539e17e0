"""What `{company}`, `{money}` and the other facts of the pattern language mean in folded text.

Before matching, the names that a document gives to the company and to the customer are overwritten with the marks
below, and so are the slots of a template by kind: one fixed pattern then covers every document.
"""

from __future__ import annotations

from cxlint.amounts import sources
from cxlint.rulebook import trie
from cxlint.rulebook.words import WordSets

COMPANY = "\x10"
CUSTOMER = "\x11"
"""Each character of a name that the document defines for its own company, or for its customer."""

SLOT_MARKS = {"name": "\x12", "money": "\x13", "date": "\x14", "link": "\x15", "contact": "\x16", "count": "\x17"}
"""Kind of slot to the character that stands for it; other slots stay U+FFFC."""

_ANY_SLOT = "[\ufffc\x12-\x17]"
_CONTRACTED = "(?:'(?:ll|re|ve|d))?"

_FIXED = {
    "money": f"(?:{sources.MONEY}|[$£€] ?[\ufffc\x13]|\x13)",
    "percent": f"(?:{sources.PERCENT}|[\ufffc\x13\x17] ?%)",
    "duration": f"(?:{sources.DURATION}|[\x17\ufffc] (?:business |working |calendar )?(?:hours?|days?|weeks?|months?|years?))",
    "date": f"(?:{sources.DATE}|\x14)",
    "number": f"(?:{sources.NUMBER}|\x17)",
    "slot": _ANY_SLOT,
    "name": "\x12",
    "link": "\x15",
    "contact": "\x16",
    "email": r"(?:[\w.+-]+@[\w-]+\.[\w.-]+|\x16)",
}

NAMES = (*sorted(_FIXED), "amount", "company", "customer", "fee")


def source(name: str, words: WordSets) -> str | None:
    """The regular expression of a fact, or None for an unknown name."""
    if name in _FIXED:
        return _FIXED[name]
    if name == "amount":
        return f"(?:{_FIXED['money']}|{_FIXED['percent']})"
    found = heads(name, words)
    return f"(?:{'|'.join(found)})" if found else None


def heads(name: str, words: WordSets) -> tuple[str, ...]:
    """The alternatives of a fact, when each begins with a literal character."""
    if name == "company":
        return f"we{_CONTRACTED}", "us", "\x10\x10*", f"the {trie.regex(words.get('company-role', ('company',)))}"
    if name == "customer":
        roles = words.get("customer-role", ("customer",))
        role = trie.regex(roles)
        return f"you{_CONTRACTED}", "\x11\x11*", f"the {role}", f"a(?:ny)? {role}", f"e(?:ach|very) {role}", *trie.heads(roles)
    return trie.heads(words.get("fee-noun", ("fee", "fees"))) if name == "fee" else ()


def literals(name: str, words: WordSets) -> tuple[str, ...]:
    """Literals of which every match of a fact holds one; empty when there is no such list."""
    return words.get("fee-noun", ()) if name == "fee" else ()
