"""The ledger as one JSON object; docs/ledger.md describes its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from cxlint.report.ledgers.words import all_terms, amount_words, charge_words, formula_words

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.fees import Formula
    from cxlint.model.finding import Finding
    from cxlint.project.charges import Statement
    from cxlint.project.ledger import Entry, Ledger
    from cxlint.report import ReportOptions

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come at any time."""


def write(ledger: Ledger, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write the ledger as an object."""
    import json

    json.dump(as_dict(ledger), out, ensure_ascii=False, indent=2)
    out.write("\n")


def as_dict(ledger: Ledger) -> dict[str, Any]:
    """The ledger as an object."""
    return {
        "version": VERSION,
        "files_read": ledger.read,
        "files_with_fees": ledger.files,
        "counts": ledger.counts(),
        "fees": [_entry(entry) for entry in ledger.fees],
        "charged_by_others": [_entry(entry) for entry in ledger.others],
        "prices": [_entry(entry) for entry in ledger.prices],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "key": entry.key,
        "group": entry.group,
        "status": entry.status,
        "statements": [_statement(*pair) for pair in zip(entry.statements, all_terms(entry), strict=True)],
        "findings": [_finding(finding) for finding in entry.findings],
    }


def _statement(one: Statement, terms_text: str) -> dict[str, Any]:
    terms = one.stated.fee.terms
    return {
        **one.place.as_dict(),
        "label": one.label,
        "says": one.says,
        "text": charge_words(one),
        "amounts": [_amount(amount) for amount in one.amounts] if one.says == "amount" else [],
        "formula": _formula(one.formula),
        "cap": _amount(terms.cap),
        "floor": _amount(terms.floor),
        "variable": one.variable,
        "value": one.value,
        "role": terms.role,
        "when": terms.when,
        "unit": terms.unit,
        "variant": sorted(one.variant),
        "waiver": terms.waiver,
        "payee": terms.payee,
        "choice": terms.choice,
        "dated": terms.dated,
        "terms": terms_text,
        "prominence": one.how,
        "authority": one.authority,
        "conditions": list(one.stated.conditions),
        "excerpt": readable(one),
    }


def readable(one: Statement) -> str:
    """The words around a place; values that a template fills in are shown as an ellipsis in braces."""
    return one.stated.at.excerpt.replace("\ufffc", "{…}")


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None or amount.slot:
        return None
    return {
        "text": amount_words(amount),
        "kind": amount.kind,
        "low": amount.low,
        "high": amount.high,
        "currency": amount.currency,
        "bound": amount.bound,
        "period": amount.period,
        "base": amount.base,
    }


def _formula(formula: Formula | None) -> dict[str, Any] | None:
    if formula is None:
        return None
    return {"text": formula_words(formula), "op": formula.op, "parts": [_amount(part) for part in formula.parts]}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        **finding.place.as_dict(),
        "fingerprint": finding.fingerprint,
    }
