"""Is a text English? Told by its small words, or by letters that English does not have."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_SMALL_WORDS = {
    "en": "the and of to you your is for with are this that we have it be has been not please can from on by if or",
    "de": "der die das und sie ist zu den für mit ein eine nicht wird ihr ihre ihren wir auf von bitte im werden",
    "fr": "le la les de et vous des pour une est votre nous du en dans sur pas que qui avec veuillez au",
    "es": "el la los de que y en para con su por una un se del las no es más este esta",
    "it": "il la di che e per un con del della non una gli sono è si le dei al da",
    "pt": "o a os de que e em para com não uma um do da se seu sua foi por mais",
    "nl": "de het een en van is voor met op je niet uw zijn dit te wordt deze worden u",
    "sv": "och att det är för den med på som inte av ett en du din till har kan",
    "da": "og at det er for den med på som ikke af et en du din til har kan",
    "pl": "nie się na jest do że to jak w z za od po dla lub być został",
    "tr": "ve bir bu için ile da de olarak daha çok var olan lütfen",
    "cs": "se na je že to za do byl pro od není byla nebo prosím jste",
    "ro": "și de la cu în pe nu este pentru din care sau un o",
    "hu": "a az és nem egy hogy van meg kérjük vagy ez be ki",
    "fi": "ja on ei että se tai voit ole sinun tämä kun oli",
    "id": "dan yang untuk dengan di dari ini tidak anda ke pada atau akan",
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4
"""Small words of another language that a text has to hold before it is taken for one in that language."""

_READ = 6_000


@cache
def _known() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The language of a text: an ISO 639 code, "other" for another script, or empty when its words do not tell."""
    text = text[:_READ].lower()
    letters = sum(map(str.isalpha, text))
    if letters > 20 and 2 * sum(char >= "\u0250" and char.isalpha() for char in text) > letters:
        return "other"
    words = Counter(_WORD.findall(text))
    counts = {code: sum(words[word] for word in known) for code, known in _known().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= _ENOUGH and (best == "en" or counts[best] > 2 * counts["en"]) else ""
