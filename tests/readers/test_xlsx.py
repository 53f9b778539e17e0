"""Workbooks: cells as people see them, with their addresses; what is no workbook says so."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.errors import ReadError
from cxlint.readers import load, read

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS = ("General", '"$"#,##0.00', "[$£-809]#,##0", "0.00%", "m/d/yyyy", '_("$"* #,##0.00_);_("$"* "-"??_)')


def letters(column: int) -> str:
    """The letters of a column, from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell(place: str, value: object, style: int = 0) -> str:
    """A cell as XML: words inline, `#...` an error, numbers and booleans as they are."""
    head = f'<c r="{place}" s="{style}"'
    if isinstance(value, bool):
        return f'{head} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and value.startswith("#"):
        return f'{head} t="e"><f>A1</f><v>{value}</v></c>'
    if isinstance(value, str):
        return f'{head} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"{head}><v>{value}</v></c>"


def sheet(
    rows: dict[int, list], *, merged: tuple[str, ...] = (), hidden: tuple[int, ...] = (), columns: str = ""
) -> str:
    """A sheet: row numbers with their cells, None for an empty one, (value, style) for a formatted one."""
    body = ""
    for number, values in rows.items():
        cells = ""
        for i, value in enumerate(values, 1):
            if value is not None:
                value, style = value if isinstance(value, tuple) else (value, 0)
                cells += cell(f"{letters(i)}{number}", value, style)
        body += f'<row r="{number}" hidden="{int(number in hidden)}">{cells}</row>'
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    inside = f"{columns}<sheetData>{body}</sheetData><mergeCells>{merges}</mergeCells>"
    return f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'


def workbook(
    sheets: dict[str, str], *, states: dict[str, str] | None = None, parts: dict[str, str] | None = None
) -> bytes:
    """The bytes of a workbook; `parts` replaces or adds parts by name."""
    entries = links = ""
    files = {}
    for i, (name, xml) in enumerate(sheets.items(), 1):
        state = (states or {}).get(name, "visible")
        entries += f'<sheet name="{escape(name)}" sheetId="{i}" state="{state}" r:id="rId{i}"/>'
        links += f'<Relationship Id="rId{i}" Target="worksheets/sheet{i}.xml"/>'
        files[f"xl/worksheets/sheet{i}.xml"] = xml
    quoted = {'"': "&quot;"}
    codes = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{escape(c, quoted)}"/>' for i, c in enumerate(_FORMATS))
    styles = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(_FORMATS)))
    files |= {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f"<styleSheet><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files | (parts or {})).items():
            archive.writestr(name, text)
    return stream.getvalue()


FEES = {
    1: ["Harbour Bank"],
    2: ["Fees leave out what other banks charge you for the same payment."],
    4: ["Fee", "Amount", "Rate", "From"],
    5: ["Wire", (15, 1), (0.035, 3), (46053, 4)],
    6: ["Card", (12.299999999999999, 2), None, "at\nonce"],
    7: ["Copy", "#REF!", True],
}


def opened(data):
    """The document of a workbook's bytes."""
    return read(load("rates.xlsx", data))


def seen(found):
    """Address, role, label and text of every block."""
    place = found.source.label
    return [(place(found.to_source(b.start, b.end)[0]), b.role, b.label, found.block_text(b)) for b in found.blocks]


def test_cells_with_their_addresses_and_headings():
    found = opened(workbook({"Rates": sheet(FEES)}))
    assert seen(found) == [
        ("Rates!A1", "heading", "", "Rates"),
        ("Rates!A1", "heading", "", "Harbour Bank"),
        ("Rates!A2", "paragraph", "", "Fees leave out what other banks charge you for the same payment."),
        ("Rates!A4", "cell", "", "Fee"), ("Rates!B4", "cell", "", "Amount"), ("Rates!C4", "cell", "", "Rate"),
        ("Rates!D4", "cell", "", "From"),
        ("Rates!A5", "cell", "Fee", "Wire"), ("Rates!B5", "cell", "Amount", "$15.00"),
        ("Rates!C5", "cell", "Rate", "3.50%"), ("Rates!D5", "cell", "From", "2026-01-31"),
        ("Rates!A6", "cell", "Fee", "Card"), ("Rates!B6", "cell", "Amount", "£12"),
        ("Rates!D6", "cell", "From", "at\u2028once"),
        ("Rates!A7", "cell", "Fee", "Copy"), ("Rates!B7", "cell", "Amount", "#REF!"),
        ("Rates!C7", "cell", "Rate", "TRUE"),
    ]  # fmt: skip
    assert [len(row) for row in found.tables[0]] == [4, 4, 4, 3]


def test_the_text_written_for_a_workbook():
    source = load("rates.xlsx", workbook({"Rates": sheet(FEES), "Sheet2": sheet({1: ["Fee", "x"]})}))
    assert source.text.splitlines()[3:5] == ["Fee\tAmount\tRate\tFrom", "Wire\t$15.00\t3.50%\t2026-01-31"]
    assert source.label(source.text.index("$15")) == "Rates!B5"
    assert source.label(len(source.text) - 1) == "Sheet2!B1"


@pytest.mark.parametrize(
    ("name", "label"),
    [("Rates", "Rates!B2"), ("Fee list", "'Fee list'!B2"), ("Bob's", "'Bob''s'!B2"), ("2026", "'2026'!B2")],
)
def test_sheet_names_in_addresses(name, label):
    source = load("a.xlsx", workbook({name: sheet({1: ["Fee", "Amount"], 2: ["Wire", 5]})}))
    assert source.label(source.text.index("5", source.text.index("Wire"))) == label


def test_names_nobody_gave_are_no_headings():
    found = opened(workbook({"Sheet1": sheet({1: ["Fee", "Amount"], 2: ["Wire", 5]})}))
    assert [b.role for b in found.blocks] == ["cell"] * 4


def test_hidden_sheets_rows_and_columns():
    rows = {1: ["Fee", "Amount", "Cost"], 2: ["Wire", 5, 1], 3: ["Card", 6, 2]}
    columns = '<cols><col min="3" max="3" hidden="1"/></cols>'
    data = workbook(
        {"Rates": sheet(rows, hidden=(3,), columns=columns), "Margins": sheet(rows)}, states={"Margins": "veryHidden"}
    )
    found = opened(data)
    assert "Margins" not in found.text
    low = [found.block_text(b) for b in found.blocks if b.prominence == "hidden"]
    assert low == ["Cost", "1", "Card", "6", "2"]


def test_merged_cells():
    rows = {
        1: ["Fee", "Amount"],
        2: ["Wires", "stale"],
        3: ["Wire", (15, 1)],
        4: ["stale", (45, 1)],
        6: [None, (50, 1)],
    }
    found = opened(workbook({"Rates": sheet(rows, merged=("A2:B2", "A3:A6"))}))
    table = found.tables[0]
    assert "stale" not in found.text
    assert [found.block_text(found.blocks[row[0]]) for row in table] == ["Fee", "Wires", "Wire", "Wire", "Wire"]
    assert [len(row) for row in table] == [2, 1, 2, 2, 2]


def test_shared_strings():
    strings = (
        '<sst xmlns="x"><si><t>Wire</t></si>'
        "<si><r><t>Late </t></r><r><t>fee_x000D_\n</t></r><rPh><t>spoken</t></rPh></si></sst>"
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="str"><v>a\tb</v></c></row>'
    xml = f'<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'
    found = opened(workbook({"Rates": xml}, parts={"xl/sharedStrings.xml": strings}))
    assert [text for *_, text in seen(found)][1:] == ["Wire", "Late fee", "a b"]
    assert seen(found)[-1][0] == "Rates!C1"


def test_errors_where_an_amount_is_due():
    rows = {1: ["Fee", "Amount", "Note"], 2: ["Wire", 15, "#N/A"], 3: ["Card", "#REF!", "once"], 4: ["Copy", 5]}
    found = opened(workbook({"Rates": sheet(rows)}))
    assert [(found.source.label(p.start), "#REF!" in p.message) for p in found.problems] == [("Rates!B3", True)]


DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet xmlns="x"><sheetData/></worksheet>'
BAD = [
    (b"Fee,Amount\nWire,15\n", "is no workbook"),
    (b"", "is no workbook"),
    (b"\xd0\xcf\x11\xe0rest", "password-protected"),
    (workbook({"Rates": sheet(FEES)})[:-40], "is no workbook"),
    (workbook({"Rates": DOCTYPE}), "document type"),
    (workbook({"Rates": DOCTYPE.encode("utf-16").decode("utf-16")}, parts={"xl/styles.xml": DOCTYPE}), "document type"),
    (workbook({"Rates": "<worksheet><sheetData>"}), "damaged"),
    (workbook({"Rates": '<worksheet><c r="A1" t="s"><v>7</v></c></worksheet>'}), "damaged"),
]


@pytest.mark.parametrize(("data", "words"), BAD)
def test_what_cannot_be_read_says_why(data, words):
    with pytest.raises(ReadError) as caught:
        load("rates.xlsx", data)
    assert words in caught.value.message
    assert ".csv" in caught.value.hint


def test_a_zip_that_is_no_workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ReadError, match="holds no workbook"):
        load("rates.xlsx", stream.getvalue())


def test_a_bomb_is_left_packed():
    with pytest.raises(ReadError, match="not safe"):
        load("rates.xlsx", workbook({"Rates": "<worksheet>" + " " * 30_000_000}))


def test_every_cut_of_a_workbook_is_an_error_or_read():
    data = workbook({"Rates": sheet(FEES)})
    for end in range(0, len(data), 97):
        with pytest.raises(ReadError):
            load("rates.xlsx", data[:end])


GRIDS = st.dictionaries(
    st.integers(1, 40),
    st.lists(st.none() | st.text("ab $5é\n\t", min_size=1, max_size=9) | st.integers(0, 5000), min_size=1, max_size=5),
    max_size=8,
)


@given(grid=GRIDS)
@settings(max_examples=100, deadline=None)
def test_every_letter_stands_in_its_cell(grid):
    rows = {number: grid[number] for number in sorted(grid)}
    found = opened(workbook({"Rates": sheet(rows)}))
    for i, sign in enumerate(found.text):
        if sign.isalnum() and not found.source.label(found.to_source(i, i + 1)[0]).endswith("!A1"):
            start, end = found.to_source(i, i + 1)
            assert found.source.text[start:end] == sign
            address = found.source.label(start).removeprefix("Rates!")
            column, row = address.rstrip("0123456789"), int(address.lstrip("ABCDE"))
            value = rows[row][[letters(n) for n in range(1, 6)].index(column)]
            assert sign in str(value)


def test_a_workbook_given_as_text():
    from cxlint.model.source import Source

    with pytest.raises(ReadError, match="given as text"):
        read(Source("rates.xlsx", "Fee,Amount"))
