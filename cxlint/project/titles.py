"""What people call an entry of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.project.charges import Statement

_LONGEST = 60
_NOUNS = ("fee", "charge", "surcharge", "deposit", "penalty", "fine", "fees", "charges", "surcharges", "interest")


def title(key: str, statements: Iterable[Statement]) -> str:
    """The name most used for a fee, among those that name no plan or place: "Late fee".

    Without any such name, its key with "fee". Labels that say only "the fee" name nothing.
    """
    general: dict[str, list[str]] = {}
    specific: dict[str, list[str]] = {}
    canonical = False
    for one in statements:
        fee = one.stated.fee
        canonical = canonical or bool(fee.name)
        label = _plain(one.label)
        if label and not (fee.name and label.lower() in _NOUNS):
            forms = specific if one.variant or (fee.rest and fee.name) else general
            forms.setdefault(label.lower(), []).append(label)
    if not general and len(specific) != 1 and canonical:
        label = key.replace("-", " ")
        return capitalised(label if label.endswith(_NOUNS) else f"{label} fee")
    return capitalised(_most_used(general or specific) or key)


def plan_title(plan: str) -> str:
    """The name of a plan."""
    return f"{capitalised(plan)} plan"


def capitalised(label: str) -> str:
    """A label with a capital, and cut where it is a sentence rather than a name."""
    if len(label) > _LONGEST:
        label = label[: label.rfind(" ", 0, _LONGEST)].rstrip(" ,;:(-") + "…"
    return label[:1].upper() + label[1:]


def _plain(label: str) -> str:
    """A label without the marks around it, and not shouted."""
    label = " ".join(label.strip("*†‡ .:").split())
    if not label.isupper():
        return label
    return " ".join(word if len(word) < 4 else word.lower() for word in label.split()).replace(" FEE", " fee")


def _most_used(forms: dict[str, list[str]]) -> str:
    """The most frequent label, the shorter of two, in the form with the fewest capitals."""
    best = min(forms, key=lambda label: (-len(forms[label]), len(label), label), default="")
    return min(forms.get(best, [""]), key=lambda form: sum(map(str.isupper, form)))
