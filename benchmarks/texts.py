"""Documents for the benchmarks: prose from sentence templates, always the same for the same seed."""

from __future__ import annotations

import random

_WHO = ("We", "The library", "Our team", "A neighbour", "Each member", "Visitors", "The caretaker", "Volunteers")
_DO = ("lends", "keeps", "sorts", "brings back", "repairs", "labels", "counts", "cleans", "hands out", "collects")
_WHAT = (
    "ladders", "garden tools", "the cargo bike", "board games", "a sewing machine", "paint rollers", "tents",
    "the projector", "books about birds", "folding chairs",
)  # fmt: skip
_WHEN = (
    "on weekdays", "before noon", "when the door is open", "in spring", "after the market", "twice a month",
    "by arrangement", "as soon as it is dry",
)  # fmt: skip
_PLAIN = (
    "{who} {do} {what} {when}.",
    "If it rains, {what} stay indoors and nobody has to carry them home.",
    "Please write your name in the blue book, so that {who_low} can find {what} again.",
    "{who} {do} {what}, and the shelf by the window holds the spare parts.",
    "There are {n} hooks by the entrance; the lowest is for children.",
    "Ask for the key at the bakery next door, which opens at seven.",
    "In {year}, the members chose the colour of the sign, and it has been green since.",
    "You can bring {what} back {when}, or leave them with the neighbours on the first floor.",
)
_FINE_PRINT = (
    "A late fee of ${n} is added after {n} days.",
    "We may change these rules at any time without notice.",
    "You may end your membership at any time, and we return your deposit within {n} days.",
    "The deposit is ${n}; it covers damage, but not ordinary wear.",
    "By borrowing a tool you agree to these rules.",
)


def sentence(chance: random.Random, fine_print: float) -> str:
    """One sentence; `fine_print` is the share of those that speak of money and rules."""
    template = chance.choice(_FINE_PRINT if chance.random() < fine_print else _PLAIN)
    who = chance.choice(_WHO)
    return template.format(
        who=who, who_low=who[0].lower() + who[1:], do=chance.choice(_DO), what=chance.choice(_WHAT),
        when=chance.choice(_WHEN), n=chance.randint(2, 90), year=chance.randint(1950, 2020),
    )  # fmt: skip


def markdown(size: int, seed: int = 1, fine_print: float = 0.03) -> str:
    """A Markdown document of `size` characters: headings, paragraphs, and a list now and then."""
    chance = random.Random(seed)
    parts = ["# Rules of the lending library\n"]
    length = len(parts[0])
    while length < size:
        kind = chance.random()
        if kind < 0.1:
            part = f"\n## About {chance.choice(_WHAT)}\n"
        elif kind < 0.25:
            part = "\n" + "".join(f"- {sentence(chance, fine_print)}\n" for _ in range(chance.randint(2, 5)))
        else:
            part = "\n" + " ".join(sentence(chance, fine_print) for _ in range(chance.randint(2, 7))) + "\n"
        parts.append(part)
        length += len(part)
    return "".join(parts)[: size - 1] + "\n"


def one_line(size: int, seed: int = 1) -> str:
    """Plain text of `size` characters without a single line break."""
    chance = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(sentence(chance, 0.03))
        length += len(parts[-1]) + 1
    return " ".join(parts)[:size]


def message(size: int, seed: int = 1, fine_print: float = 0.06) -> str:
    """A mail of about `size` characters in plain text: a greeting, short paragraphs, a name."""
    chance = random.Random(seed)
    parts = [f"Hello {chance.choice(('Ada', 'Bo', 'Cleo'))},\n"]
    length = len(parts[0])
    while length < size:
        part = "\n" + " ".join(sentence(chance, fine_print) for _ in range(chance.randint(1, 4))) + "\n"
        parts.append(part)
        length += len(part)
    return "".join(parts) + "\nKind regards,\nMira at the lending library\n"
