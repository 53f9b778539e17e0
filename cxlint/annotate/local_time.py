"""Lengths of time, dates and shares in the languages that policies are translated into: as far as figures go."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.amounts.durations import DAYS

LANGUAGES = {
    "en": "English", "es": "Spanish", "fr": "French", "de": "German", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch",
}  # fmt: skip
"""The languages that values can be read in, by ISO 639-1 code."""

_UNITS = {
    "es": "minutos? horas? d[ií]as? semanas? mes(?:es)? años?",
    "fr": "minutes? heures? jours? semaines? mois ans?|années?",
    "de": "minuten? stunden? (?:kalender|werk|arbeits|bankarbeits|geschäfts)?tage?n? wochen? monate?n? jahre?n?",
    "it": "minut[oi] or[ae] giorn[oi] settiman[ae] mes[ei] ann[oi]",
    "pt": "minutos? horas? dias? semanas? m(?:ês|eses) anos?",
    "nl": "minu(?:ut|ten) u(?:ur|ren) (?:werk|kalender)?dag(?:en)? we(?:ek|ken) maand(?:en)? ja(?:ar|ren)",
}
_DAYS = tuple(DAYS.values())
_ADJECTIVES = ("", "stündig", "tägig", "wöchig", "monatig", "jährig")
_NUMBERS = {
    "es": "un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce catorce=14 quince=15 veinte=20 "
    "treinta=30 sesenta=60 noventa=90",
    "fr": "un/une deux trois quatre cinq six sept huit neuf dix onze douze quatorze=14 quinze=15 vingt=20 trente=30 "
    "soixante=60 quatre-vingt-dix=90",
    "de": "ein/eine/einem/einen/einer/eines zwei drei vier fünf sechs sieben acht neun zehn elf zwölf vierzehn=14 "
    "fünfzehn=15 zwanzig=20 dreißig/dreissig=30 sechzig=60 neunzig=90",
    "it": "un/una/uno/un' due tre quattro cinque sei sette otto nove dieci undici dodici quattordici=14 quindici=15 "
    "venti=20 trenta=30 sessanta=60 novanta=90",
    "pt": "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze catorze/quatorze=14 quinze=15 vinte=20 "
    "trinta=30 sessenta=60 noventa=90",
    "nl": "een/één twee drie vier vijf zes zeven acht negen tien elf twaalf veertien=14 vijftien=15 twintig=20 "
    "dertig=30 zestig=60 negentig=90",
}
_MONTHS = {
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "fr": "janv févr|fev mars avr mai juin juil août|aout sept oct nov déc|dec",
    "de": "jan|jän feb mär|maer apr mai jun jul aug sep okt nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "jan feb maa|mrt apr mei jun jul aug sep okt nov dec",
}
_PERCENT = r"por ciento|por cento|pour cent|prozent|per cento|procent"
_MONEY = (
    r"euros?|d[óo]lares|dollars?|dollari|livres(?: sterling)?|libras(?: esterlinas)?|pfund|sterline|ponden?|"
    r"francs?|franken|franchi|reais|pesos?"
)


class Local(NamedTuple):
    """A value at [start, end): `kind` is days, date, percent or money; `number` its size (a date as yyyymmdd)."""

    start: int
    end: int
    kind: str
    number: float


@cache
def _numbers(language: str) -> dict[str, float]:
    """Number words and what they stand for: in order from one, or with their value behind a sign."""
    found: dict[str, float] = {}
    for position, entry in enumerate(_NUMBERS[language].split(), 1):
        words, _, value = entry.partition("=")
        found |= dict.fromkeys(words.split("/"), float(value or position))
    return found


@cache
def _duration(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _numbers(language)), key=len, reverse=True))
    units = "|".join(f"({unit})" for unit in _UNITS[language].split())
    count = rf"(?P<count>\d{{1,4}}|{words})(?: ?\((?P<inside>[^()]{{1,20}})\))?"
    return re.compile(rf"(?<![\w$€£.,/-]){count}[ -](?:\w+[ -])?(?:{units})\b")


@cache
def _adjective() -> re.Pattern[str]:
    kinds = "|".join(f"({stem})" for stem in _ADJECTIVES if stem)
    return re.compile(rf"\b(\d{{1,3}})-(?:{kinds})")


@cache
def _date(language: str) -> re.Pattern[str]:
    months = "|".join(f"({stem})" for stem in _MONTHS[language].split())
    return re.compile(
        rf"(?<![\w/.-])(\d\d?)(?:\.|er|º|°)? (?:de )?(?:{months})[^\W\d]*\.?,? (?:del? )?(\d{{4}})\b"
        r"|(?<![\w/.-])(\d\d?)[./-](\d\d?)[./-](\d{4})(?![\w/-])"
    )


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])(\d[\d.,]*) ?(?:({_PERCENT})|(?:{_MONEY}))\b")


def figure(text: str, language: str) -> float | None:
    """The number in a text as a language writes it: "1.000,50" in German, "1,000.50" in English; None for no number."""
    match = re.search(r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?", text)
    if match is None:
        return None
    digits = re.sub(r"['’ \u00a0\u202f]", "", match[0])
    point = "." if language == "en" else ","
    group = "," if point == "." else "."
    head, _, tail = digits.rpartition(point)
    # the other sign before two digits at the end can only be a decimal one: "9.99 €"
    if not head and re.search(rf"\{group}\d\d?$", digits) and digits.count(group) == 1:
        return float(digits.replace(group, "."))
    plain = f"{head.replace(group, '').replace(point, '')}.{tail}" if head else digits.replace(group, "")
    try:
        return float(plain)
    except ValueError:
        return None


def values(folded: str, language: str, start: int, end: int) -> list[Local]:
    """The lengths of time and whole dates in folded[start:end], and the shares and sums with a word for their unit.

    Only for languages other than English, which has readers of its own.
    """
    found = [_length(match, language) for match in _duration(language).finditer(folded, start, end)]
    if language == "de":
        found += [_attribute(match) for match in _adjective().finditer(folded, start, end)]
    found += [_day(match) for match in _date(language).finditer(folded, start, end)]
    for match in _shares().finditer(folded, start, end):
        number = figure(match[1], language)
        if number is not None:
            found.append(Local(match.start(), match.end(), "percent" if match[2] else "money", number))
    return sorted(value for value in found if value is not None)


def _length(match: re.Match[str], language: str) -> Local | None:
    count = _count(match["count"], language)
    if match["inside"]:
        inside = _count(match["inside"], language)
        count = inside if inside is not None and match["inside"].isdigit() else count
    unit = next((i for i in range(6) if match[i + 3]), -1)
    if count is None or unit < 0:
        return None
    return Local(match.start(), match.end(), "days", count * _DAYS[unit])


def _count(word: str, language: str) -> float | None:
    return float(word) if word.isdigit() else _numbers(language).get(word)


def _attribute(match: re.Match[str]) -> Local:
    unit = next(i for i in range(1, 6) if match[i + 1])
    return Local(match.start(), match.end(), "days", float(match[1]) * _DAYS[unit])


def _day(match: re.Match[str]) -> Local | None:
    if match[1]:
        month = next((i for i in range(1, 13) if match[i + 1]), 0)
        day, year = int(match[1]), int(match[14])
    else:
        day, month, year = int(match[15]), int(match[16]), int(match[17])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Local(match.start(), match.end(), "date", year * 10000 + month * 100 + day)
