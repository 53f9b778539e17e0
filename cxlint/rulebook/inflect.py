"""English inflections of rule vocabulary.

Regular endings plus the few irregular verbs that fine print uses. Over-generation ("goods" from the noun "good") does
no harm: the forms only have to include what a text can hold.
"""

from __future__ import annotations

_IRREGULAR = {
    "be": ("be", "is", "are", "was", "were", "been", "being"),
    "bear": ("bear", "bears", "bore", "borne", "bearing"),
    "begin": ("begin", "begins", "began", "begun", "beginning"),
    "bind": ("bind", "binds", "bound", "binding"),
    "bring": ("bring", "brings", "brought", "bringing"),
    "choose": ("choose", "chooses", "chose", "chosen", "choosing"),
    "cut": ("cut", "cuts", "cutting"),
    "do": ("do", "does", "did", "done", "doing"),
    "find": ("find", "finds", "found", "finding"),
    "forbid": ("forbid", "forbids", "forbade", "forbidden", "forbidding"),
    "forget": ("forget", "forgets", "forgot", "forgotten", "forgetting"),
    "get": ("get", "gets", "got", "gotten", "getting"),
    "give": ("give", "gives", "gave", "given", "giving"),
    "go": ("go", "goes", "went", "gone", "going"),
    "have": ("have", "has", "had", "having"),
    "hold": ("hold", "holds", "held", "holding"),
    "keep": ("keep", "keeps", "kept", "keeping"),
    "know": ("know", "knows", "knew", "known", "knowing"),
    "leave": ("leave", "leaves", "left", "leaving"),
    "lend": ("lend", "lends", "lent", "lending"),
    "lose": ("lose", "loses", "lost", "losing"),
    "make": ("make", "makes", "made", "making"),
    "mean": ("mean", "means", "meant", "meaning"),
    "pay": ("pay", "pays", "paid", "paying"),
    "put": ("put", "puts", "putting"),
    "read": ("read", "reads", "reading"),
    "rise": ("rise", "rises", "rose", "risen", "rising"),
    "say": ("say", "says", "said", "saying"),
    "see": ("see", "sees", "saw", "seen", "seeing"),
    "seek": ("seek", "seeks", "sought", "seeking"),
    "sell": ("sell", "sells", "sold", "selling"),
    "send": ("send", "sends", "sent", "sending"),
    "set": ("set", "sets", "setting"),
    "show": ("show", "shows", "showed", "shown", "showing"),
    "shut": ("shut", "shuts", "shutting"),
    "spend": ("spend", "spends", "spent", "spending"),
    "take": ("take", "takes", "took", "taken", "taking"),
    "tell": ("tell", "tells", "told", "telling"),
    "understand": ("understand", "understands", "understood", "understanding"),
    "withdraw": ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
    "withhold": ("withhold", "withholds", "withheld", "withholding"),
    "write": ("write", "writes", "wrote", "written", "writing"),
}
_VOWELS = "aeiou"
# words of more than one syllable that double the last consonant, as stressed there or as the British do
_DOUBLING = frozenset(
    "cancel travel label model total signal commit submit permit admit omit refer defer confer transfer occur incur "
    "recur debit control enrol compel dispel rebel regret forget equip".split()
)


def _ends_in_y(word: str) -> bool:
    return len(word) > 2 and word.endswith("y") and word[-2] not in _VOWELS


def _plural(word: str) -> str:
    if _ends_in_y(word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _doubles(word: str) -> bool:
    if word in _DOUBLING:
        return True
    short = len(word) <= 4 and sum(c in _VOWELS for c in word) == 1
    return short and word[-1] not in _VOWELS + "wxy" and len(word) > 2 and word[-2] in _VOWELS


def _split(phrase: str) -> tuple[str, str]:
    head, _, rest = phrase.partition(" ")
    return head, f" {rest}" if rest else ""


def verb_forms(verb: str) -> list[str]:
    """All forms of a verb; in a phrase ("shut down") the first word is the verb."""
    head, rest = _split(verb)
    if head in _IRREGULAR:
        return [form + rest for form in _IRREGULAR[head]]
    forms = [head, _plural(head)]
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        forms += [head + "d", head[:-1] + "ing"]
    elif head.endswith("ee"):
        forms += [head + "d", head + "ing"]
    elif _ends_in_y(head):
        forms += [head[:-1] + "ied", head + "ing"]
    else:
        forms += [head + "ed", head + "ing"]
        if _doubles(head):
            forms += [head + head[-1] + "ed", head + head[-1] + "ing"]
    return [form + rest for form in forms]


def noun_forms(noun: str) -> list[str]:
    """Singular and plural of a noun; in a phrase ("late fee") the last word changes."""
    head, _, last = noun.rpartition(" ")
    lead = f"{head} " if head else ""
    return [lead + last, lead + _plural(last)]
