"""All rules, compiled: what the matcher and the engine work with, in a form that can be cached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cxlint.errors import RuleError
from cxlint.model.rule import RawPattern, Rewording, Rule
from cxlint.rulebook.factors import Factor, factor_score, minimal, union
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cxlint.rulebook.pattern import Compiler, Pattern
    from cxlint.rulebook.words import WordSets

T = TypeVar("T")


class CompiledPattern(NamedTuple):
    """One `find` or `regex` entry, or one pattern of a fact.

    `rule` is the index of its rule; a fact has the negative index -1 - i of its name in RuleSet.facts. `factors` number
    the sets of literals that guard it, in the order in which they stand in every match; `primary` is the most selective
    of them, -1 when there is none. `also` is a factor that must stand somewhere in the sentence, because the rule needs
    it there; -1 without. `raw` patterns run on folded text, the others on encoded words; of those, `classes` number the
    sets of encoded words of which every match holds one each.
    """

    rule: int
    regex: str
    primary: int
    factors: tuple[int, ...]
    also: int = -1
    raw: bool = False
    classes: tuple[int, ...] = ()


class FactPatterns(NamedTuple):
    """Patterns that find a fact, from a file of `rules/facts`."""

    name: str
    path: str
    patterns: tuple[str, ...]


class RuleSet:
    """Rules with their compiled patterns, and the literals that guard them.

    `patterns` refer to rules by index. `literals[i]` belongs to the factors `literal_factors[i]`. `classes` maps
    an encoded word to the classes that hold it. `context[i]` holds
    the (unless, needs, unsure) regular expressions of rule i by scope, over encoded words. `alphabet` holds the words
    and the stems by which words are encoded. `facts` are the names of the facts that patterns find, `anchors` the
    factors by which facts in code find their blocks ("fee", "money"), `words` the word sets.
    """

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.patterns: list[CompiledPattern] = []
        self.literals: list[str] = []
        self.literal_factors: list[tuple[int, ...]] = []
        self.classes: dict[str, tuple[int, ...]] = {}
        self.context: list[tuple[dict[str, list[str]], ...]] = []
        self.alphabet: tuple[list[str], list[str]] = ([], [])
        self.facts: list[str] = []
        self.anchors: dict[str, int] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.key = ""
        """A hash of all that it was made from; empty when it was not made from files."""

    @property
    def by_code(self) -> dict[str, Rule]:
        """Rules by code."""
        return {rule.code: rule for rule in self.rules}

    def find(self, code_or_name: str) -> Rule | None:
        """The rule with a code (in any case) or a name."""
        wanted = code_or_name.strip()
        return next((r for r in self.rules if r.code == wanted.upper() or r.name == wanted.lower()), None)

    def dump(self) -> tuple[Any, ...]:
        """Plain values for the cache; examples stay behind, they are read from the rule file when asked for."""
        rules = [tuple(_plain(value) for value in rule._replace(examples=())) for rule in self.rules]
        patterns = [tuple(pattern) for pattern in self.patterns]
        literals = self.literals, self.literal_factors, self.classes
        return rules, patterns, *literals, self.context, self.alphabet, self.facts, self.anchors, self.words

    @classmethod
    def restore(cls, data: tuple[Any, ...]) -> RuleSet:
        """The inverse of dump."""
        ruleset = cls()
        rules, patterns, ruleset.literals, ruleset.literal_factors, ruleset.classes = data[:5]
        ruleset.context, ruleset.alphabet, ruleset.facts, ruleset.anchors, ruleset.words = data[5:]
        raw, fix = Rule._fields.index("regex"), Rule._fields.index("fix")
        for row in rules:
            values = list(row)
            values[raw] = tuple(RawPattern(*item) for item in values[raw])
            if values[fix]:
                values[fix] = Rewording(*values[fix])
            ruleset.rules.append(Rule(*values))
        ruleset.patterns = [CompiledPattern(*pattern) for pattern in patterns]
        return ruleset


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(tuple(item) if isinstance(item, tuple) else item for item in value)
    return value


class _Numbered:
    """Numbers sets of strings, and knows the sets of each string."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self.holders: dict[str, list[int]] = {}
        """The numbers of the sets that hold a string."""

    def number(self, members: frozenset[str]) -> int:
        known = self._numbers.get(members)
        if known is None:
            known = self._numbers[members] = len(self._numbers)
            for member in sorted(members):
                self.holders.setdefault(member, []).append(known)
        return known


class _Index:
    """Numbers the factors and the classes of patterns."""

    def __init__(self) -> None:
        self._factors = _Numbered()
        self._classes = _Numbered()

    def number(self, factor: Factor) -> int:
        return self._factors.number(factor)

    def compiled(self, rule: int, pattern: Pattern) -> CompiledPattern:
        factors = tuple(self.number(factor) for factor in pattern.factors)
        primary = self.number(max(pattern.factors, key=factor_score)) if factors else -1
        classes = tuple(self._classes.number(members) for members in pattern.classes)
        return CompiledPattern(rule, pattern.regex, primary, factors, classes=classes)

    def fill(self, ruleset: RuleSet) -> None:
        ruleset.literals = list(self._factors.holders)
        ruleset.literal_factors = [tuple(numbers) for numbers in self._factors.holders.values()]
        ruleset.classes = {char: tuple(numbers) for char, numbers in self._classes.holders.items()}


def compile_rules(
    rules: Iterable[Rule], words: WordSets, anchors: Mapping[str, Iterable[str]], facts: Iterable[FactPatterns] = ()
) -> RuleSet:
    """Compile all rules and facts.

    Raises RuleError that names the file of a bad pattern, or two rules with one code.
    """
    from cxlint.rulebook.pattern import Compiler

    ruleset, index, compiler = RuleSet(), _Index(), Compiler(words)
    ruleset.words = words
    rules, facts = sorted(rules, key=lambda rule: rule.code), list(facts)
    _learn(compiler, rules, facts)
    for number, rule in enumerate(rules):
        if ruleset.rules and ruleset.rules[-1].code == rule.code:
            raise RuleError(f"two rules have the code {rule.code}: {ruleset.rules[-1].path}", where=rule.path)
        ruleset.rules.append(rule)
        also = _needed(compiler, rule, index)
        ruleset.patterns += [
            _find(compiler, rule.path, number, entry, index)._replace(also=also) for entry in rule.find
        ]
        ruleset.patterns += [_raw(number, entry, index)._replace(also=also) for entry in rule.regex]
        ruleset.context.append(tuple(_scopes(compiler, rule, key) for key in ("unless", "needs", "unsure")))
    for i, fact in enumerate(facts):
        ruleset.facts.append(fact.name)
        ruleset.patterns += [_find(compiler, fact.path, -1 - i, entry, index) for entry in fact.patterns]
    for name, literals in anchors.items():
        ruleset.anchors[name] = index.number(minimal(fold(literal) for literal in literals))
    index.fill(ruleset)
    ruleset.alphabet = compiler.alphabet.words, compiler.alphabet.stems
    return ruleset


def _learn(compiler: Compiler, rules: list[Rule], facts: list[FactPatterns]) -> None:
    """Let the compiler meet every word before it compiles the first pattern."""
    for rule in rules:
        entries = [("find", entry) for entry in rule.find]
        for key, scopes in (("unless", rule.unless), ("needs", rule.needs), ("unsure", rule.unsure)):
            entries += [(key, entry) for patterns in scopes.values() for entry in patterns]
        for key, entry in entries:
            _named(compiler.learn, rule.path, key, entry)
    for fact in facts:
        for entry in fact.patterns:
            _named(compiler.learn, fact.path, "fact", entry)


def _find(compiler: Compiler, path: str, number: int, source: str, index: _Index) -> CompiledPattern:
    return index.compiled(number, _compile(compiler, path, "find", source))


def _needed(compiler: Compiler, rule: Rule, index: _Index) -> int:
    """The factor of what a rule needs in the sentence of a match."""
    entries = rule.needs.get("sentence", ())
    factors = union(list(_compile(compiler, rule.path, "needs", entry).factors) for entry in entries)
    return index.number(factors[0]) if factors else -1


def _raw(number: int, entry: RawPattern, index: _Index) -> CompiledPattern:
    factor = minimal(fold(literal) for literal in entry.literals)
    primary = index.number(factor) if factor else -1
    return CompiledPattern(number, entry.pattern, primary, (primary,) if factor else (), raw=True)


def _scopes(compiler: Compiler, rule: Rule, key: str) -> dict[str, list[str]]:
    scopes: dict[str, tuple[str, ...]] = getattr(rule, key)
    return {
        scope: [_compile(compiler, rule.path, key, entry).regex for entry in entries]
        for scope, entries in scopes.items()
    }


def _compile(compiler: Compiler, path: str, key: str, source: str) -> Pattern:
    return _named(compiler.compile, path, key, source)


def _named(act: Callable[[str], T], path: str, key: str, source: str) -> T:
    """Do something with a pattern; an error in it names its place in the rule file."""
    from cxlint.rulebook.pattern import PatternError

    try:
        return act(source)
    except PatternError as error:
        where = _place(path, source, error.offset)
        raise RuleError(f"{key}: {error.message}", where=where, hint=error.hint) from error


def _place(path: str, source: str, offset: int) -> str:
    """Where a pattern stands in its rule file: found by its text, because only then is the file read again."""
    try:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if source in line:
                    return f"{path}:{number}:{line.index(source) + offset + 1}"
    except OSError:
        pass
    return path
