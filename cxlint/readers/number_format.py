"""Numbers as a spreadsheet shows them: `#,##0.00`, `"$"#,##0`, `[$£-809]0.00`, `0.00%`, dates."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

_BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0;-"$"#,##0', 6: '"$"#,##0;-"$"#,##0',
    7: '"$"#,##0.00;-"$"#,##0.00', 8: '"$"#,##0.00;-"$"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "m/d/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: "#,##0;(#,##0)", 42: '"$"#,##0;("$"#,##0)', 43: "#,##0.00;(#,##0.00)", 44: '"$"#,##0.00;("$"#,##0.00)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LARGEST = 1e15
"""Above it a spreadsheet keeps no exact figures."""

_LAST_DAY = 2_958_466
"""The serial number of the end of the year 9999."""


class _Section(NamedTuple):
    """A part of a format code: words before and after the figures, and how the figures are written.

    `kind` is general, number, date, text or words. `least` and `most` count decimals, `digits` the figures before
    them; `scale` is what the value is multiplied by. Of a date, `figures` are its letters.
    """

    kind: str
    before: str = ""
    after: str = ""
    figures: str = ""
    least: int = 0
    most: int = 0
    digits: int = 0
    grouped: bool = False
    scale: float = 1.0


def builtin(number: int) -> str:
    """The format code that a number below 164 stands for."""
    return _BUILTIN.get(number, "General")


@lru_cache(maxsize=20_000)
def shown(value: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number as its format code shows it; dates as 2026-01-31, since the code's own order is up to a locale.

    `from_1904`: the workbook counts days from 1904. A value that is no number is given back.
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or abs(number) >= _LARGEST:  # noqa: PLR0124 -- the test for a NaN
        return value
    sections = _sections(code)
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section.kind == "date":
        return _date(number + (1462 if from_1904 else 0), section.figures) or _general(number)
    if section.kind == "words":
        return (section.before + section.after).strip()
    if at == 1:
        number = abs(number)
    sign = "-" if number < 0 else ""
    figures = _general(abs(number)) if section.kind != "number" else _figures(abs(number), section)
    return f"{sign}{section.before.lstrip()}{figures}{section.after.rstrip()}".strip()


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    parts = re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|\Z)', code)
    return tuple(_section(part) for part in parts[: max(1, min(3, len(parts) - 1))])


_TOKEN = re.compile(
    r'"(?P<words>[^"]*)"?|\\(?P<sign>.)|_(?P<space>.)|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|'
    r"\[(?P<elapsed>[hms]+)\]|\[[^\]]*\]|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<power>E[+-])|"
    r"(?P<date>[dmyhse]+)|(?P<figures>[#0?][#0?,.]*|[.,]+[#0?,.]*)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


def _section(code: str) -> _Section:
    before: list[str] = []
    after: list[str] = []
    figures = letters = ""
    kind = "words"
    for match in _TOKEN.finditer(code):
        group = match.lastgroup
        if group in ("date", "elapsed", "half"):
            kind = "date"
            letters += match[0].lower().strip("[]") if group != "half" else ""
        elif group == "figures" and kind in ("words", "number"):
            figures += match[0]
            kind = "number"
        elif group in ("general", "text", "power"):
            kind = "general"
        elif group is not None and group != "figures":
            words = " " if group == "space" else match[group]
            (after if kind in ("number", "general") else before).append(words)
    if kind == "date":
        return _Section("date", figures=letters)
    if kind != "number":
        return _Section(kind, "".join(before), "".join(after))
    if figures not in code:
        # words between the figures, as in telephone numbers and fractions: nothing that is paid
        return _Section("general")
    return _numeric(figures, "".join(before), "".join(after))


def _numeric(figures: str, before: str, after: str) -> _Section:
    whole, _, decimals = figures.partition(".")
    scale = 100.0 if "%" in before + after else 1.0
    scale /= 1000.0 ** (len(figures) - len(figures.rstrip(",")))
    return _Section(
        "number",
        before,
        after,
        figures,
        decimals.count("0"),
        sum(decimals.count(sign) for sign in "0#?"),
        whole.count("0"),
        "," in whole.rstrip(","),
        scale,
    )


def _figures(number: float, section: _Section) -> str:
    from decimal import ROUND_HALF_UP, Decimal

    # fifteen figures are what a spreadsheet knows: 12.299999999999999 is 12.3
    exact = Decimal(f"{number * section.scale:.15g}")
    rounded = exact.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    kept = decimals.rstrip("0")
    decimals = decimals[: max(len(kept), section.least)]
    whole = whole.rjust(section.digits, "0") if section.digits else whole.lstrip("0")
    if section.grouped and len(whole) > 3:
        whole = f"{int(whole):,}" if len(whole) == len(str(int(whole))) else whole
    return f"{whole}.{decimals}" if decimals else whole


def _general(number: float) -> str:
    from decimal import Decimal

    if number == int(number):
        return str(int(number))
    text = f"{Decimal(f'{number:.10g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(serial: float, letters: str) -> str:
    """A day or a time of day by its serial number; an empty string when there is no such day."""
    from datetime import datetime, timedelta

    if not 0 <= serial < _LAST_DAY:
        return ""
    days = int(serial)
    # a spreadsheet believes in 29 February 1900
    moment = datetime(1899, 12, 31 if days < 60 else 30) + timedelta(days=days, seconds=round((serial - days) * 86400))
    time = moment.strftime("%H:%M:%S").removesuffix(":00") if "h" in letters or "s" in letters else ""
    if "d" in letters:
        return f"{moment:%Y-%m-%d} {time}".strip()
    if "y" in letters:
        return f"{_MONTHS[moment.month - 1]} {moment:%Y}" if "m" in letters else f"{moment:%Y}"
    return time or _MONTHS[moment.month - 1]
