"""From the pattern language to a regular expression over words, and the literals that guard it.

See `cxlint.rulebook.alphabet` for how words become characters. A pattern is learned before it is compiled: the
characters of `terminat*` are known only when all words of all patterns are.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.errors import RuleError
from cxlint.resources import GRAMMARS
from cxlint.rulebook import facts, trie
from cxlint.rulebook.alphabet import Alphabet
from cxlint.rulebook.factors import Factor, chosen, literal_score, of_phrases, of_word, union
from cxlint.text.normalize import fold
from cxlint.text.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lark import Lark

    from cxlint.rulebook.words import WordSets

GAP_WORDS = 12
"""How many words `...` may skip."""

_MAX_FINITE = 64
_MILD = (
    "limited", "only", "obligated", "obliged", "required", "under any obligation", "have an obligation",
    "have any obligation", "have the obligation",
)  # fmt: skip
"""What makes the "not" before it deny nothing: "including but not limited to", "may (but are not required to)"."""
_ENUMERATOR = "N?"
"""Before the start of a sentence: "4." is no word of it."""

_WHAT = {
    "WORD": "a word", "LPAR": "'('", "RPAR": "')'", "LSQB": "'['", "RSQB": "']'", "GAP": "a gap '...'", "VBAR": "'|'",
    "WORDSET": "a word set '<...>'", "FACT": "a fact '{...}'", "NOT": "not(...)", "CIRCUMFLEX": "'^'", "DOLLAR": "'$'",
    "$END": "the end",
}  # fmt: skip


CharClass = frozenset[str]
"""Encoded words of which one stands in every match."""


class Pattern(NamedTuple):
    """A compiled pattern: `regex` runs on the encoded words of a sentence.

    Every match holds a literal of each of the `factors`, and a character of each of the `classes`.
    """

    source: str
    regex: str
    factors: tuple[Factor, ...]
    classes: tuple[CharClass, ...] = ()


class PatternError(RuleError):
    """A pattern cannot be read; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.offset = offset


class Part(NamedTuple):
    """The regular expression of one item of a sequence, and how it joins the next.

    `factors` and `classes` are what every match of it holds, `finite` are all strings of characters it can match, when
    they are few. `size` is the number of words that a gap may skip, `at` its place in the pattern.
    """

    kind: str
    regex: str
    factors: list[Factor]
    finite: list[str] | None = None
    size: int = 0
    at: int = 0
    classes: tuple[CharClass, ...] = ()


class Compiler:
    """Compiles patterns against one set of word lists, into one alphabet."""

    def __init__(self, words: WordSets) -> None:
        self.alphabet = Alphabet()
        self._words = words
        self._facts = facts.Facts(self.alphabet, words, self.spell)
        self._mild = trie.regex(string for words in _MILD for string in self.spell(f"not {words}"))
        self._parser: Lark | None = None
        self._trees: dict[str, Any] = {}
        self._items: dict[str, Part] = {}
        """Words, word sets and facts as compiled: they recur in many patterns."""

    def learn(self, source: str) -> None:
        """Learn the words of a pattern. Raises PatternError for one that is not written right."""
        tree = self._trees[source] = self._parse(source)
        for token in tree.scan_values(lambda value: value.type in ("WORD", "WORDSET", "FACT")):
            text = str(token)
            if token.type == "WORDSET":
                known: Iterable[str] = self._words.get(text[1:-1], ())
            elif token.type == "WORD":
                known = self._learned_word(fold(text))
            else:
                known = ()
                if text[1:-1] in facts.NAMES:
                    self._facts.source(text[1:-1])
            for phrase in known:
                self.spell(phrase)
        self._items.clear()

    def _learned_word(self, word: str) -> tuple[str, ...]:
        """What to spell of a word; the stem of one that may go on is learned as such."""
        if not word.endswith("*"):
            return (word,)
        for form in (word[:-1], word[:-1].replace("-", "")):
            *before, stem = words_of(form) or [""]
            if stem:
                self.alphabet.learn_stem(stem)
            self._spell_word(" ".join(before))
        return ()

    def compile(self, source: str) -> Pattern:
        """Compile one pattern; every other must have been learned. Raises PatternError."""
        if source not in self._trees:
            self.learn(source)
        parts = [_join(self._sequence(seq)) for seq in self._trees[source].children[0].children]
        regex = "|".join(part.regex for part in parts)
        factors = parts[0].factors if len(parts) == 1 else union(part.factors for part in parts)
        return Pattern(source, regex, chosen(factors), tuple(dict.fromkeys(_of_branches(parts))))

    def spell(self, phrase: str) -> list[str]:
        """The strings of characters that match a phrase: several where a word with a hyphen may be written as one."""
        spelled = [""]
        for word in phrase.split():
            forms = [self._spell_word(word)]
            if "-" in word.strip("-"):
                forms.append(self._spell_word(word.replace("-", "")))
            spelled = [text + form for text in spelled for form in forms]
        return spelled

    def _spell_word(self, word: str) -> str:
        return "".join(self.alphabet.learn(part) for part in words_of(word))

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
        parts = [_join(self._sequence(seq)) for seq in alt.children]
        finite = _few([text for part in parts for text in part.finite or ()])
        factors = parts[0].factors if len(parts) == 1 else union(part.factors for part in parts)
        if finite is not None and all(part.finite is not None for part in parts):
            return Part("word", trie.regex(finite), factors, finite, classes=_of_branches(parts))
        regex = parts[0].regex if len(parts) == 1 else f"(?:{'|'.join(part.regex for part in parts)})"
        return Part("word", regex, factors, classes=_of_branches(parts))

    def _denial(self, regex: str) -> str:
        """The expression of a guard in which only a "not" that denies something counts."""
        if self.alphabet.learn("not") not in regex:
            return regex
        return f"(?!{self._mild})(?:{regex})"

    def _item(self, item: Any) -> Part:
        kind, at = item.data, item.meta.start_pos
        if kind in ("optional", "guard"):
            inner = self._alternatives(item.children[-1])
            regex = self._denial(inner.regex) if kind == "guard" else inner.regex
            return Part(str(kind), regex, [], inner.finite, at=at)
        if kind == "alt":
            return self._alternatives(item)
        if not item.children:
            return Part("start" if kind == "sentence_start" else "end", "", [], at=at)
        text = str(item.children[0])
        if kind == "gap":
            return Part("gap", "", [], size=GAP_WORDS if text == "..." else int(text[2:]), at=at)
        known = self._items.get(text)
        if known is None:
            make = {"word": self._word, "wordset": self._word_set, "fact": self._fact}[kind]
            known = self._items[text] = make(text, at)
        return known

    def _word(self, text: str, at: int) -> Part:
        folded = fold(text)
        if folded.endswith("*"):
            stem = folded[:-1]
            forms = {stem, stem.replace("-", "")}
            if not words_of(stem) or not stem[-1:].isalnum():
                raise PatternError(f"'{text}' is not the beginning of a word", at)
            written = [self._stem(form) for form in sorted(forms)]
            last = frozenset(char for form in forms for char in self.alphabet.beginning(words_of(form)[-1]))
            return Part("word", f"(?:{'|'.join(written)})", of_word(stem), classes=(last,))
        spelled = [string for string in self.spell(folded) if string]
        if not spelled:
            raise PatternError(f"'{text}' is punctuation, which patterns do not see", at)
        factors = of_word(folded.strip(",;:"))
        return Part("word", trie.regex(spelled), factors, spelled, classes=self._classes(spelled))

    def _stem(self, text: str) -> str:
        """Words of which the last may go on: "auto-renew*"."""
        *before, stem = words_of(text)
        return self._spell_word(" ".join(before)) + f"[{''.join(self.alphabet.beginning(stem))}]"

    def _word_set(self, text: str, at: int) -> Part:
        name = text[1:-1]
        forms = self._words.get(name)
        if forms is None:
            raise PatternError(f"unknown word set <{name}>", at, _nearest(name, self._words))
        spelled = [string for form in forms for string in self.spell(form)]
        classes = self._classes([string for string in spelled if string])
        return Part("word", trie.regex(spelled), of_phrases(forms), _few(spelled), classes=classes)

    def _fact(self, text: str, at: int) -> Part:
        name = text[1:-1]
        if name not in facts.NAMES:
            raise PatternError(f"unknown fact {{{name}}}", at, _nearest(name, facts.NAMES))
        literals = facts.literals(name, self._words)
        classes = self._classes(self._facts.strings(name))
        return Part("word", self._facts.source(name), of_phrases(literals) if literals else [], classes=classes)

    def _classes(self, strings: list[str]) -> tuple[CharClass, ...]:
        """Of each string the most telling word: one of them stands in every match of an alternation of the strings."""
        return (frozenset(max(string, key=self._telling) for string in strings),) if strings else ()

    def _telling(self, char: str) -> float:
        word = self.alphabet.word(char)
        return literal_score(word) if word else 1


def _few(strings: list[str]) -> list[str] | None:
    return strings if 0 < len(strings) <= _MAX_FINITE else None


def _of_branches(parts: Sequence[Part]) -> tuple[CharClass, ...]:
    """The classes of an alternation: one class of each branch, together; none when a branch has none."""
    if len(parts) == 1:
        return parts[0].classes
    if not all(part.classes for part in parts):
        return ()
    return (frozenset().union(*(min(part.classes, key=len) for part in parts)),)


def _join(parts: list[Part]) -> Part:
    """One regular expression for a sequence, with its gaps, perhaps-words and guards."""
    out: list[str] = []
    factors: list[Factor] = []
    classes: tuple[CharClass, ...] = ()
    gap: int | None = None
    guard = ""
    begun = False
    for part in parts:
        if part.kind == "start":
            out.append(f"^{_ENUMERATOR}")
        elif part.kind == "end":
            out.append("$")
        elif part.kind == "gap":
            if not begun:
                raise PatternError("a gap needs something before it", part.at)
            gap = (gap or 0) + part.size
        elif part.kind == "guard" and not begun:
            out.append(_not_before(part))
        elif part.kind == "guard":
            guard += f"(?!{part.regex})"
        else:
            lead = guard if gap is None else f"(?:{guard}.){{0,{gap}}}?{guard}" if guard else f".{{0,{gap}}}?"
            optional = part.kind == "optional"
            # a gap before a perhaps-word stays when the word is missing
            out.append(f"{lead}(?:{part.regex})?" if optional else lead + part.regex)
            factors += part.factors
            classes += part.classes
            gap, guard, begun = None, "", True
    body = "".join(out)
    if not begun:
        raise PatternError("an empty pattern matches everywhere", parts[0].at if parts else 0)
    return Part("word", body, factors, _product(parts), classes=classes)


def _not_before(part: Part) -> str:
    if part.finite is None:
        raise PatternError("not(...) at the start takes plain words only", part.at)
    return "".join(f"(?<!{re.escape(string)})" for string in part.finite)


def _product(parts: Sequence[Part]) -> list[str] | None:
    strings = [""]
    for part in parts:
        if part.finite is None or part.kind != "word":
            return None
        strings = [string + more for string in strings for more in part.finite]
        if len(strings) > _MAX_FINITE:
            return None
    return strings


def _nearest(name: str, known: Any) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else f"known: {', '.join(sorted(known))}"


def _syntax_error(source: str, error: Any) -> PatternError:
    at = error.pos_in_stream
    # lark puts a missing end where the last word begins
    ended = at is None or at < 0 or getattr(getattr(error, "token", None), "type", "") == "$END"
    offset = len(source.rstrip()) if ended else at
    expected = getattr(error, "accepts", None) or getattr(error, "expected", None) or getattr(error, "allowed", ())
    wanted = sorted(_WHAT.get(str(name), str(name)) for name in expected or ())
    found = "end of the pattern" if ended else f"{source[offset]!r} in pattern"
    return PatternError(f"unexpected {found}; expected {', '.join(wanted)}", offset)
