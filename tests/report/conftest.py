"""One invented project that has whatever is hard for a format to say, checked once."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from cxlint import checks, runner
from cxlint.config.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

TERMS = "policies/100 % fair, é.md"
TEXTS = {
    # columns differ: 🎣 is one code point, two units of UTF-16 and four bytes of UTF-8
    TERMS: "# Hire terms\n\n🎣 Zoë’s boats: a late fee of £12 a day applies when a boat comes back after sunset.\n\n"
    "We may change\nour prices at any time.\n",
    "mails/due.txt.j2": "{# cxlint: ignore[IMP001] The harbour office asked for it: 100 % sure. #}\nDear Customer,\n\n"
    "your boat is due back today.\n\n"
    "{% if order.late %}\nPlease be advised that the harbour closes at six.\n{% endif %}\n\n"
    "Ada, Tarn Boats\n",
    "pages/broken.html.j2": "<p>Hello {{ name }</p>\n",
}
CELLS = [
    ["Name", "Amount", "When"],
    ["Late fee", "£8.00 a day", "from the evening after the agreed day"],
    ["Notes", "Additional charges may apply.", ""],
]
RULES: dict[str, dict[str, Any]] = {
    "FEE002": {"why": "One of the two is wrong.", "mother": "Which one would you quote your mother?"},
    "FEE005": {"message": "'{match}' names a cost and no sum; see [the list](fees.md) | <all> of it."},
    "FEE030": {"fine_when": "The price is fixed\nfor the term.", "references": ("93/13/EEC, annex 1(j)",)},
    "IMP001": {"message": "'{match}' greets nobody."},
    "IMP007": {"message": "'{match}' can go, @everybody: 100 % of it; #1."},
    "TPL004": {},
    "CX001": {},
}
"""Only these rules, with texts of our own, so that a change of a rule does not change what is tested here."""

_TEXTS = {"why": "It hurts.", "mother": "", "fine_when": "", "references": (), "suggest": "Say it: 100 %."}
_CRASHES = "no-contact-route"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="session")
def boat_rules(ruleset: RuleSet) -> RuleSet:
    """The built-in rules, some of them in our words."""
    ruleset = copy.copy(ruleset)
    ruleset.rules = [
        rule._replace(**{**_TEXTS, **RULES[rule.code]}) if rule.code in RULES else rule for rule in ruleset.rules
    ]
    return ruleset


@pytest.fixture(scope="module")
def boats(boat_rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunResult]:
    """What a run finds in the project; one rule crashes. The project is the working folder while the fixture lives."""
    folder = tmp_path_factory.mktemp("boats")
    for path, text in TEXTS.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "fees").mkdir()
    (folder / "fees" / "rates.xlsx").write_bytes(_workbook())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        config = load(".", isolated=True)._replace(preset="review", select=tuple(RULES))
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr(checks, "document_check", _crashing(checks.document_check))
            result = runner.run(["."], config, boat_rules)
        yield result


def _crashing(find: Callable[[str], Any]) -> Callable[[str], Any]:
    def found(name: str) -> Any:
        if name == _CRASHES:
            raise ValueError("100 % lost;\nno hook ]")
        return find(name)

    return found


def _workbook() -> bytes:
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{words}</t></is></c>'
            for letter, words in zip("ABC", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(CELLS, 1)
    )
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Rates" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()
