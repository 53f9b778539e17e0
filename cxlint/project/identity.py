"""Which statements are about one fee: its name and what tells it from its like.

Two statements of one canonical fee may still be about different things: another plan, another place, another event,
another payee. `apart` names what tells them apart; only what nothing tells apart is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxlint.project.summary import FeeStated

_EMPTY = frozenset(
    "standard regular normal usual typical fee fees charge charges surcharge amount price cost rate all any each per "
    "one single customer customers us uk the and our your".split()
)


def called(stated: FeeStated) -> str:
    """The name of a fee: canonical where it is known, else the words before the noun; empty for "a fee"."""
    return stated.fee.name or " ".join(stated.fee.rest)


def apart(one: FeeStated, other: FeeStated) -> str:
    """What makes two statements of one name about different things, or an empty string.

    "role", "payee", "date", "event", "unit" or "tier". A plan or place that one statement names and the other does not
    mention anywhere in its sentence or row tells them apart.
    """
    a, b = one.fee.terms, other.fee.terms
    if a.role != b.role:
        return "role"
    if a.payee != b.payee or one.fee.foreign != other.fee.foreign:
        return "payee"
    if a.dated or b.dated:
        return "date"
    if a.when and b.when and a.when != b.when:
        return "event"
    if a.unit and b.unit and a.unit != b.unit:
        return "unit"
    return "" if _covers(one, other) and _covers(other, one) else "tier"


def _covers(one: FeeStated, other: FeeStated) -> bool:
    """Whether a statement mentions every word that limits the other."""
    mentioned = one.at.excerpt.lower()
    own = limits(one)
    return all(word in own or word in mentioned or word in one.trail for word in limits(other))


def limits(stated: FeeStated) -> frozenset[str]:
    """The words that limit a fee to a plan, place, customer or product."""
    fee = stated.fee
    own = fee.terms.tier | (frozenset(fee.rest) if fee.name else frozenset())
    return own - _EMPTY


def discloses(published: FeeStated, stated: FeeStated) -> bool:
    """Whether one statement gives the amount that another leaves open, be it for one plan or place of several."""
    if called(published) != called(stated) or published.fee.foreign:
        return False
    a, b = published.fee.terms.when, stated.fee.terms.when
    return not (a and b and a != b and stated.fee.name == "")


def wording(stated: FeeStated) -> str:
    """The words a text uses for a fee, without "fee" itself and what limits it: "reinstatement"."""
    fee = stated.fee
    limiting = {*fee.rest} if fee.name else set()
    words = [word.strip("()[]\"'.,:*") for word in fee.label.lower().replace("_", " ").split()]
    return " ".join(word for word in words if word and word not in _EMPTY and word not in limiting)
