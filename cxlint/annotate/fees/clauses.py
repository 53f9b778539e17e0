"""What the amounts of a sentence make together: the greater of two, one plus another, up to a cap.

The words and amounts of a sentence are written as one character each; `grammars/fee_clause.lark` says how these
combine. Most sentences hold one amount and no word that joins it to anything: for them the grammar is not asked, and
lark not imported.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.annotate.fees.fee import Formula
from cxlint.annotate.fees.grammar import parser

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts

_PHRASES = {
    "G": (
        r"(?:the )?(?:greater|greatest|higher|highest|larger|largest) (?:amount )?(?:of|between)(?: the following)?:?"
    ),
    "L": r"(?:the )?(?:lesser|lower|lowest|smaller|smallest) (?:amount )?(?:of|between)(?: the following)?:?",
    "g": r"which ?ever (?:\w+ )?is (?:the )?(?:greater|higher|larger|more|greatest|highest)|if (?:greater|higher)",
    "l": r"which ?ever (?:\w+ )?is (?:the )?(?:less|lesser|lower|smaller|lowest)|if (?:less|lower)",
    "U": (
        r"up to|at most|(?:but |and )?(?:no|not) (?:to exceed|more than|exceeding)|(?:but )?never more than|"
        r"(?:(?:will|shall|may|must|does|can) )?(?:not|never|cannot|can't|won't|doesn't) exceeds?|capped at|"
        r"(?:subject to )?(?:a |the )?(?:maximum|cap|ceiling|limit) (?:\w+ )?(?:of|is)|limited to|"
        r"with a cap of|max\.?|maximum(?= ?\Z)"
    ),
    "B": (
        r"(?:but |and )?at least|(?:but )?(?:no|not) less than|never less than|min\.?|"
        r"(?:subject to |with )?(?:a |the )?minimum (?:\w+ )?(?:of|is)|minimum(?= ?\Z)"
    ),
    "D": (
        r"(?:which |and )?(?:will |shall )?(?:declin(?:es?|ing)|decreas(?:es?|ing)|reduc(?:es?|ed|ing)|falls?|"
        r"falling|drops?|goes down)(?: by)?|minus|less(?= ?\Z)"
    ),
    "X": (
        r"times|multiplied by|for each of the|for every one of the|"
        r"for (?:each|every)(?= (?:\w+ )?(?:remaining|unexpired)|"
        r" (?:\w+ )?(?:month|year|week|payment|instal?ment) (?:remaining|left))"
    ),
    "R": (
        r"(?:number of )?(?:full |whole |unexpired |remaining )?(?:months?|years?|weeks?|payments?|instal?ments?) "
        r"(?:remaining|left)|(?:remaining|unexpired|rest of the|balance of the) (?:\w+ )?(?:months?|term|"
        r"payments?|period|fees|charges|rent|contract|instal?ments?)"
    ),
    "T": r"over|above|below|under|exceed(?:s|ing)?|(?:more|less|greater|fewer) than|balances? of|orders? of",
    "E": r"for example|e\.g\.|for instance|such as|example:",
    "Z": r"refund(?:s|ed)?|credit(?:s|ed)?|sav(?:es?|ings?)|discount(?:s|ed)?|cashback|rebate|reimburse[ds]?",
    "Y": r"deposits?",
    "P": (
        r"(?:plus|\+)(?! ?(?:any |all |applicable |the |local )*(?:vat|gst|hst|sales tax|tax(?:es)?)\b)|in addition to|"
        r"on top of|(?<=[%t\d] )and an? (?:flat|fixed) (?:\w+ )?of|and an additional (?:\w+ )?of|"
        r"and an additional(?= ?\Z)"  # words are searched up to the next amount
    ),
    "O": r"or",
    "A": r"and",
    "K": r"[,;]",
}
_FORMULA = re.compile(r"[GLgl]|[PXD].*[MSR]|[MSX]W?R|[UB].*[MS].*[MS]|[MS].*[UB]W?[MS]")
_SPAN = re.compile(
    r"(?:[ETZY]W?)?(?:(?:[GLUB]W?)?[MSR]|[GL]W[OAK]|WO[MS])[MSGLglUBDRXPOAKW]{0,40}"  # no formula is longer
)
_DANGLING = re.compile(r"[OAKPXUBW]+$")
_SWALLOWED = re.compile(r"K+(?=[OAPUBDgl])|(?<=[OAGLEPgl])K+")
_LONGEST_RUN = 60
"""Characters of other words that may stand between two amounts of one formula."""

_JOINED = frozenset({"greater", "lesser", "plus", "declining", "remaining"})
ROLES = {"EXAMPLE": "example", "THRESHOLD": "threshold", "CREDIT": "discount", "DEPOSIT": "deposit"}


class Clause(NamedTuple):
    """What the amounts in [start, end) make together.

    `role` is what they are: "fee" unless the words before say threshold, example, discount or deposit. `amounts` are
    those of the fee itself, `formula` joins them when there are several, `cap` and `floor` bound it.
    """

    start: int
    end: int
    role: str
    amounts: tuple[Amount, ...]
    formula: Formula | None = None
    cap: Amount | None = None
    floor: Amount | None = None


class _Token(NamedTuple):
    code: str
    start: int
    end: int
    amount: Amount | None = None


def clauses(facts: Facts, start: int, end: int) -> list[Clause]:
    """The formulas and bounded amounts of a range within one sentence, in order; plain amounts are left out."""
    if not _joined().search(facts.scan.folded, start, end):
        return []
    amounts = facts.amounts_in(start, end)
    tokens = _tokens(facts.scan.folded, amounts, start, end)
    code = "".join(token.code for token in tokens)
    if not any(_FORMULA.search(span[0]) for span in _SPAN.finditer(code)):
        return []
    found: list[Clause] = []
    at = 0
    while span := _SPAN.search(code, at):
        # words that open no formula may still stand before a plain amount
        at = span.start() + 2 if span[0][0] == "W" else span.end()
        tree, length = _parsed(span[0])
        if tree is not None:
            found.append(_clause(tree, tokens[span.start() : span.start() + length]))
            at = span.start() + length
    return found


@cache
def _joined() -> re.Pattern[str]:
    """Some word of a formula: a quick look before the sentence is coded."""
    return re.compile(
        r"\b(?:greater|greatest|higher|highest|larger|lesser|lower|smaller|whichever|which ever|plus|times|multiplied|"
        r"remaining|left|unexpired|rest of|balance of|declin|decreas|reduc|fall|drop|goes down|at most|at least|"
        r"no more|not more|never|exceed|capped|cap|maximum|max|minimum|min|limit|less|minus|in addition|additional|"
        r"flat|fixed|on top)|\+"
    )


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{code}>{_whole(code, source)})" for code, source in _PHRASES.items()))


def _whole(code: str, source: str) -> str:
    return source if code == "K" else rf"(?<![\w-])(?:{source})(?![\w-])"


def _tokens(folded: str, amounts: list[Amount], start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    at = start
    for amount in amounts:
        _code_words(folded, at, amount.start, tokens)
        tokens.append(_Token("M" if amount.kind == MONEY else "S", amount.start, amount.end, amount))
        at = amount.end
    _code_words(folded, at, end, tokens)
    return _without_commas(tokens)


def _code_words(folded: str, start: int, end: int, tokens: list[_Token]) -> None:
    at = start
    for match in _phrase().finditer(folded, start, end):
        _code_rest(folded, at, match.start(), tokens)
        tokens.append(_Token(match.lastgroup or "W", match.start(), match.end()))
        at = match.end()
    _code_rest(folded, at, end, tokens)


def _code_rest(folded: str, start: int, end: int, tokens: list[_Token]) -> None:
    if re.search(r"\w", folded[start:end]):
        tokens.append(_Token("W" if end - start <= _LONGEST_RUN else ".", start, end))


def _without_commas(tokens: list[_Token]) -> list[_Token]:
    """The tokens without commas beside a word that joins, and with the words in a row as one."""
    code = "".join(token.code for token in tokens)
    dropped = {i for match in _SWALLOWED.finditer(code) for i in range(*match.span())}
    kept: list[_Token] = []
    for i, token in enumerate(tokens):
        if i in dropped:
            continue
        if token.code == "W" and kept and kept[-1].code == "W":
            kept[-1] = kept[-1]._replace(end=token.end)
        else:
            kept.append(token)
    return kept


@lru_cache(maxsize=1024)
def _parsed(code: str) -> tuple[Any, int]:
    """The syntax tree of a coded span and how many tokens it covers; None when no part of it from its start parses."""
    from lark import UnexpectedInput

    while code:
        try:
            return parser("fee_clause").parse(code), len(code)
        except UnexpectedInput as error:
            at = error.column - 1 if isinstance(error.column, int) and error.column > 0 else len(code) - 1
            code = _DANGLING.sub("", code[: min(at, len(code) - 1)])
    return None, 0


def _clause(tree: Any, tokens: list[_Token]) -> Clause:
    role, formula, cap, floor = "fee", None, None, None
    own: list[Amount] = []
    parts = list(tree.children)
    if parts[0].data == "lead":
        role = ROLES[parts.pop(0).children[0].type]
    for part in parts[0].children if parts[0].data == "terms" else parts:
        if part.data in ("cap", "floor"):
            bound = _amounts(part, tokens)[0]
            cap, floor = (bound, floor) if part.data == "cap" else (cap, bound)
            continue
        own = _amounts(part, tokens)
        if part.data in _JOINED:
            formula = Formula(part.data, tuple(own))
        elif part.data in ("cap_only", "floor_only"):
            if own:
                cap, floor = (own[0], floor) if part.data == "cap_only" else (cap, own[0])
            inner = part.children[-1].data
            formula = Formula(inner, tuple(own)) if inner in _JOINED else None
    return Clause(tokens[0].start, tokens[-1].end, role, tuple(own), formula, cap, floor)


def _amounts(tree: Any, tokens: list[_Token]) -> list[Amount]:
    """The amounts of a subtree: a terminal's column is the place of its token."""
    found = [tokens[leaf.column - 1].amount for leaf in tree.scan_values(lambda leaf: leaf.type in ("MONEY", "SHARE"))]
    return [amount for amount in found if amount is not None]
