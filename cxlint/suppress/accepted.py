"""What the configuration accepts: the tables of `[[ignore]]`, each with its reason and perhaps its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.config.globs import matches, relative
from cxlint.config.notices import NOTICES
from cxlint.config.select import means
from cxlint.model.finding import Place
from cxlint.suppress.suppressions import folded, notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from cxlint.config.model import Accepted, Config
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule


def accept(
    findings: Iterable[Finding],
    config: Config,
    rules: Mapping[str, Rule],
    ran: Collection[str],
    *,
    whole: bool,
    today: date | None = None,
) -> list[Finding]:
    """Mark the open findings that the configuration accepts, and add notices about tables that are stale.

    A table after its last day accepts nothing (CX105). One that nothing needs is reported (CX101) when the run was over
    the `whole` project and looked for its rule: `ran` are the codes it looked for. `today` is for tests.
    """
    result = list(findings)
    if not config.accepted:
        return result
    today = today or _today()
    known = {**rules, **NOTICES}
    by_code: dict[str, list[Accepted]] = {}
    used: set[Accepted] = set()
    for i, finding in enumerate(result):
        if finding.code not in by_code:
            rule = known.get(finding.code)
            by_code[finding.code] = [one for one in config.accepted if rule and means(one.rule, rule)]
        for one in by_code[finding.code]:
            if _covers(one, finding, config.root):
                used.add(one)
                if result[i].status == "open" and not _over(one, today):
                    result[i] = finding._replace(status="suppressed", reason=one.reason)
    looked = [known[code] for code in ran if code in known]
    for one in dict.fromkeys(config.accepted):
        if one in used and _over(one, today):
            result.append(_notice("CX105", f"This was accepted until {one.expires}, and shows again.", one, config))
        elif one not in used and whole and any(means(one.rule, rule) for rule in looked):
            result.append(_notice("CX101", f"Nothing is found by this: {_said(one)}.", one, config))
    return result


def _today() -> date:
    from datetime import date

    return date.today()


def _over(one: Accepted, today: date) -> bool:
    return one.expires is not None and today > one.expires


def _covers(one: Accepted, finding: Finding, root: str) -> bool:
    if one.path:
        path = relative(finding.place.path, root)
        label = finding.place.label
        if not matches(path, (one.path,)) and not (label and matches(f"{path}#{label}", (one.path,))):
            return False
    if one.fingerprint:
        path = relative(finding.place.path, root)
        if one.fingerprint not in (finding.fingerprint, finding.fingerprint_under(path)):
            return False
    return not one.text or folded(one.text) in folded(finding.excerpt)


def _said(one: Accepted) -> str:
    """The table as one line."""
    parts = [one.rule, f"“{one.text}”" if one.text else "", f"in {one.path}" if one.path else "", one.fingerprint]
    return " ".join(part for part in parts if part)


def _notice(code: str, message: str, one: Accepted, config: Config) -> Finding:
    place = Place(config.path, one.line, one.column, one.line, one.column + 1)
    return notice(code, message, place, _said(one))
