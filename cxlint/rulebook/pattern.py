"""From the pattern language to a regular expression over folded text, and the factors that guard it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.errors import RuleError
from cxlint.resources import GRAMMARS
from cxlint.rulebook import facts, trie
from cxlint.rulebook.factors import Factor, chosen, of_phrases, of_word, union
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Lark

    from cxlint.rulebook.words import WordSets

GAP_WORDS = 12
"""How many words `...` may skip."""

_MAX_GUARDS = 64

_SEP = trie.SEPARATOR
_GAP_WORD = "[^ ]+ "
_OPENING = r"[\"'(\[]{0,2}"
_CLOSING = r"[\"')\].!?:;, ]*"
_START = r"(?<![\w'])"
_END = r"(?![\w])"

_WHAT = {
    "WORD": "a word", "LPAR": "'('", "RPAR": "')'", "LSQB": "'['", "RSQB": "']'", "GAP": "a gap '...'", "VBAR": "'|'",
    "WORDSET": "a word set '<...>'", "FACT": "a fact '{...}'", "NOT": "not(...)", "CIRCUMFLEX": "'^'", "DOLLAR": "'$'",
    "$END": "the end",
}  # fmt: skip


class Pattern(NamedTuple):
    """A compiled pattern: `regex` runs on one folded sentence; `anchored` patterns must match at its start."""

    source: str
    regex: str
    factors: tuple[Factor, ...]
    anchored: bool
    guards: tuple[str, ...] = ()
    """Regular expressions of parts that must occur but have no selective literal ("we", a sum): many patterns share
    them, so a sentence is asked once."""


class PatternError(RuleError):
    """A pattern cannot be read; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.offset = offset


class Part(NamedTuple):
    """The regular expression of one item of a sequence, and how it joins the next."""

    kind: str
    regex: str
    factors: list[Factor]
    guards: tuple[str, ...] = ()
    finite: list[str] | None = None
    """All texts it can match, when they are few and plain."""
    heads: tuple[str, ...] = ()
    """The alternatives of `regex`, when each begins with a literal character."""
    size: int = 0
    """Words that a gap may skip."""
    at: int = 0
    """Where it stands in the pattern."""


class Compiler:
    """Compiles patterns against one set of word lists."""

    def __init__(self, words: WordSets) -> None:
        self._words = words
        self._parser: Lark | None = None

    def compile(self, source: str) -> Pattern:
        """Compile one pattern. Raises PatternError."""
        tree = self._parse(source)
        sequences = [self._sequence(seq) for seq in tree.children[0].children]
        anchored = {bool(parts) and parts[0].kind == "start" for parts in sequences}
        if len(anchored) > 1:
            raise PatternError("either all alternatives start with '^' or none", 0)
        bodies = [_join(parts, outer=True) for parts in sequences]
        regex = "|".join(body.regex for body in bodies)
        factors = bodies[0].factors if len(bodies) == 1 else union(body.factors for body in bodies)
        try:
            re.compile(regex)
        except re.error as error:
            raise PatternError(f"becomes an invalid regular expression: {error}", 0) from error
        guards = bodies[0].guards if len(bodies) == 1 else ()
        return Pattern(source, regex, chosen(factors), anchored.pop(), tuple(dict.fromkeys(guards)))

    def _parse(self, source: str) -> Any:
        from lark import Lark, UnexpectedInput

        if self._parser is None:
            with open(os.path.join(GRAMMARS, "pattern.lark"), encoding="utf-8") as file:
                self._parser = Lark(file.read(), parser="lalr", propagate_positions=True)
        try:
            return self._parser.parse(source)
        except UnexpectedInput as error:
            raise _syntax_error(source, error) from error

    def _sequence(self, seq: Any) -> list[Part]:
        parts = [self._item(item) for item in seq.children]
        if parts and parts[-1].kind in ("gap", "guard"):
            raise PatternError("a gap or not(...) needs something after it", seq.children[-1].meta.start_pos)
        return parts

    def _alternatives(self, alt: Any) -> Part:
        parts = [_join(self._sequence(seq), outer=False) for seq in alt.children]
        finite = _few([text for part in parts for text in part.finite or ()])
        finite = finite if all(part.finite is not None for part in parts) else None
        regex = parts[0].regex if len(parts) == 1 else f"(?:{'|'.join(part.regex for part in parts)})"
        factors = parts[0].factors if len(parts) == 1 else union(part.factors for part in parts)
        guards = parts[0].guards if len(parts) == 1 else ()
        if finite is not None and len(finite) > 1:
            # plain words only: as a set they are cheaper, and where their factor comes from does not change
            return Part("word", trie.regex(finite), factors, guards, finite, trie.heads(finite))
        heads = tuple(head for part in parts for head in part.heads) if all(part.heads for part in parts) else ()
        return Part("word", regex, factors, guards, finite, heads)

    def _item(self, item: Any) -> Part:
        kind, at = item.data, item.meta.start_pos
        if kind in ("optional", "guard"):
            inner = self._alternatives(item.children[-1])
            return Part(str(kind), inner.regex, [], finite=inner.finite, at=at)
        if kind == "alt":
            return self._alternatives(item)
        text = str(item.children[0]) if item.children else ""
        if kind == "word":
            return _word(text)
        if kind == "gap":
            return Part("gap", "", [], size=GAP_WORDS if text == "..." else int(text[2:]), at=at)
        if kind == "wordset":
            return self._word_set(text[1:-1], at)
        if kind == "fact":
            return self._fact(text[1:-1], at)
        return Part("start" if kind == "sentence_start" else "end", "", [])

    def _word_set(self, name: str, at: int) -> Part:
        forms = self._words.get(name)
        if forms is None:
            raise PatternError(f"unknown word set <{name}>", at, _nearest(name, self._words))
        heads = trie.heads(forms)
        factors = of_phrases(forms)
        guards = () if factors else (_bounded("", heads),)
        return Part("word", f"(?:{'|'.join(heads)})", factors, guards, finite=_few(list(forms)), heads=heads)

    def _fact(self, name: str, at: int) -> Part:
        regex = facts.source(name, self._words)
        if regex is None:
            raise PatternError(f"unknown fact {{{name}}}", at, _nearest(name, facts.NAMES))
        literals = facts.literals(name, self._words)
        factors = of_phrases(literals) if literals else []
        heads = facts.heads(name, self._words)
        return Part("word", regex, factors, () if factors else (_bounded(regex, heads),), heads=heads)


def _bounded(regex: str, heads: tuple[str, ...]) -> str:
    return _begun(regex, heads) + _END


def _begun(regex: str, heads: tuple[str, ...]) -> str:
    """A regular expression that matches at the start of a word only.

    The boundary is tested after the first character where that is a literal: the regular expression engine then skips
    to the next place where one of these characters stands, several times faster than testing every position.
    """
    if not heads:
        return _START + regex
    begun = []
    for head in heads:
        first = head[:2] if head[0] == "\\" else head[:1]
        begun.append(f"{first}(?<![\\w']{first}){head[len(first) :]}")
    return begun[0] if len(begun) == 1 else f"(?:{'|'.join(begun)})"


def _few(texts: list[str]) -> list[str] | None:
    return texts if 0 < len(texts) <= _MAX_GUARDS else None


def _phrase(text: str) -> str:
    return trie.regex([text])


def _word(text: str) -> Part:
    folded = fold(text).strip(",")
    if folded.endswith("*"):
        stem = folded[:-1]
        regex = _phrase(stem) + r"[\w'-]*"
        return Part("word", regex, of_word(stem), heads=(regex,))
    return Part("word", _phrase(folded), of_word(folded), finite=[folded], heads=(_phrase(folded),))


def _join(parts: list[Part], *, outer: bool) -> Part:
    """One regular expression for a sequence: separators, gaps, perhaps-words and guards put between its words.

    `outer` sequences are whole patterns: they begin and end at word boundaries.
    """
    out: list[str] = []
    factors: list[Factor] = []
    guards: list[str] = []
    lead = _Lead()
    for i, part in enumerate(parts):
        if part.kind == "end":
            out.append(f"{_CLOSING}$")
        elif part.kind == "gap":
            lead.gap(part)
        elif part.kind == "guard":
            out.append(lead.guard(part))
        elif part.kind == "optional" and any(later.kind == "word" for later in parts[i + 1 :]):
            out.append(f"{lead.take(more=False)}(?:{part.regex}{_SEP})?")
        elif part.kind == "optional":
            out.append(f"(?:{lead.take(more=True)}{part.regex})?")
        elif part.kind == "word":
            out.append(lead.take(more=True) + part.regex)
            factors += part.factors
            guards += part.guards
    body = "".join(out)
    if not body:
        raise PatternError("an empty pattern matches everywhere", 0)
    first = parts[0]
    heads = first.heads if first.kind == "word" else ()
    rest = body[len(first.regex) :]
    if outer:
        regex = _begun(first.regex, heads) + rest + _END if heads else f"{_START}{body}{_END}"
        return Part("word", regex, factors, tuple(guards))
    if heads and rest:
        heads = (heads[0] + rest,) if len(heads) == 1 else ()
    return Part("word", body, factors, tuple(guards), _product(parts), heads)


class _Lead:
    """What stands before the next word of a sequence: nothing, a separator, a gap, guards."""

    def __init__(self) -> None:
        self._first = True
        self._separate = False
        self._gap = 0
        self._guard = ""

    def gap(self, part: Part) -> None:
        if self._first:
            raise PatternError("a gap needs something before it", part.at)
        self._gap += part.size

    def guard(self, part: Part) -> str:
        """Remember a guard for the next word; at the start, return what guards the text before."""
        if self._first:
            return _not_before(part)
        self._guard += f"(?!{part.regex}{_END})"
        return ""

    def take(self, *, more: bool) -> str:
        """The text of the lead; `more` says that the next word needs a separator again."""
        text = _SEP if self._separate else ""
        if self._gap:
            text += f"(?:{self._guard}{_GAP_WORD}){{0,{self._gap}}}?{_OPENING}"
        text += self._guard
        self._first, self._separate, self._gap, self._guard = False, more, 0, ""
        return text


def _not_before(part: Part) -> str:
    if part.finite is None:
        raise PatternError("not(...) at the start takes plain words only", part.at)
    return "".join(rf"(?<!\b{re.escape(text)} )" for text in part.finite)


def _product(parts: Sequence[Part]) -> list[str] | None:
    texts = [""]
    for part in parts:
        if part.finite is None or part.kind != "word":
            return None
        texts = [f"{text} {more}".strip() for text in texts for more in part.finite]
        if len(texts) > _MAX_GUARDS:
            return None
    return texts


def _nearest(name: str, known: Any) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else f"known: {', '.join(sorted(known))}"


def _syntax_error(source: str, error: Any) -> PatternError:
    offset = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(source)
    expected = getattr(error, "accepts", None) or getattr(error, "expected", None) or getattr(error, "allowed", ())
    wanted = sorted(_WHAT.get(str(name), str(name)) for name in expected or ())
    found = repr(source[offset]) if offset < len(source) else "the end of the pattern"
    return PatternError(f"unexpected {found} in pattern; expected {', '.join(wanted)}", offset)
