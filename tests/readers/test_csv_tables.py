"""What stands above, in and below the table of a CSV file, and rows that do not fit it."""

import pytest

ROWS = "Wire,$15,each\nCard,$6,once\nRush,$25,once\nStop,$30,each\nCopy,$4,page\nDraft,$9,each\n"


def cells(found):
    """Rows of texts of the first table."""
    return [[found.block_text(found.blocks[i]) if i >= 0 else "" for i in row] for row in found.tables[0]]


SPLIT = [
    ("Fee,Amount\nScan,$2,838\nCast,$45\n", ["Scan", "$2,838"]),
    ("Fee,Amount\nScan,$1,234,567.50\nCast,$45\n", ["Scan", "$1,234,567.50"]),
    ("Fee,Amount,Note\nScan,$2,838,per visit\nCast,$45,\n", ["Scan", "$2,838", "per visit"]),
    ("Fee,Amount\nScan,2,838\nCast,45\n", ["Scan", "2,838"]),
    ("Fee,Amount\nScan,($2,838)\nCast,$45\n", ["Scan", "($2,838)"]),
    ("Fee,Low,High\nScan,$2,838,$3,100\nCast,$45,$60\n", ["Scan", "$2,838", "$3,100"]),
    ("Fee,Amount,Days\nScan,$2,838 - $9,885,1 - 5\nCast,$45,2\n", ["Scan", "$2,838 - $9,885", "1 - 5"]),
    ("Fee,Amount\nScan, of the head, or neck,$2,838.50\nCast,$45\n", ["Scan, of the head, or neck", "$2,838.50"]),
    ("Fee,Amount\nScan, rush,45\nCast,45\n", ["Scan, rush", "45"]),
    # it fits as it is: two amounts, or an amount and a code
    ("Fee,Amount,Code\nScan,$2,838\nCast,$45,100\n", ["Scan", "$2", "838"]),
    ('Fee,Amount\nScan,"$2,838"\nCast,$45\n', ["Scan", "$2,838"]),
    ("Fee;Amount\nScan;2,838\nCast;45\n", ["Scan", "2,838"]),
]


@pytest.mark.parametrize(("text", "row"), SPLIT)
def test_thousands_without_quotes(seen, text, row):
    found = seen.document("fees.csv", text)
    assert cells(found)[1] == row
    assert not found.problems
    for block in found.blocks:
        start, end = found.to_source(block.start, block.end)
        assert text[start:end] == found.block_text(block)


ABOVE = [
    ("Rates of the Harbour Clinic,,\n,,\n", [("heading", "Rates of the Harbour Clinic")]),
    ('"Prices leave out drugs, supplies and the anaesthetist."\n',
     [("paragraph", "Prices leave out drugs, supplies and the anaesthetist.")]),
    ("Valid from:,1/1/2026,\n", [("paragraph", "Valid from: 1/1/2026")]),
    ("Late fees: $5\n", [("paragraph", "Late fees: $5")]),
    ("\ufeff", []),
    ("sep=,\n", []),
    ("# cxlint: ignore[FEE001] the board decided it\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("above", "blocks"), ABOVE)
def test_what_stands_above_the_header(seen, above, blocks):
    found = seen.document("fees.csv", above + "Fee,Amount,Unit\n" + ROWS)
    roles = [(b.role, found.block_text(b)) for b in found.blocks if b.cell is None]
    assert roles == blocks
    assert cells(found)[:2] == [["Fee", "Amount", "Unit"], ["Wire", "$15", "each"]]
    assert [b.cell.header for b in found.blocks if b.cell][:4] == [True, True, True, False]


def test_metadata_rows_above_a_wider_table(seen):
    text = "clinic,updated,version\nHarbour,2026-01-31,2\nitem,code,setting,gross,cash\n" + "Scan,71,both,320,180\n" * 3
    found = seen.document("rates.csv", text)
    assert cells(found)[0] == ["item", "code", "setting", "gross", "cash"]
    assert [b.role for b in found.blocks[:2]] == ["paragraph", "paragraph"]


def test_two_header_rows(seen):
    text = "Service,Day,,Night,\n,Price,Hours,Price,Hours\nGuard,$5,1,$6,2\nDriver,$7,1,$8,2\n"
    found = seen.document("rates.csv", text)
    assert [b.label for b in found.blocks if b.cell.row == 2] == [
        "Service", "Day Price", "Day Hours", "Night Price", "Night Hours",
    ]  # fmt: skip
    assert {b.cell.header for b in found.blocks if b.cell.row < 2} == {True}


def test_tables_below_each_other(seen):
    text = "Fee,Amount\nWire,$15\n\nCards\nFee,Price,Unit\nCopy,$5,each\nRush,$9,each\n"
    found = seen.document("fees.csv", text)
    assert [(b.role, b.cell and b.cell[:3], b.label) for b in found.blocks[4:9]] == [
        ("heading", None, ""), ("cell", (1, 0, 0), ""), ("cell", (1, 0, 1), ""), ("cell", (1, 0, 2), ""),
        ("cell", (1, 1, 0), "Fee"),
    ]  # fmt: skip


def test_a_header_said_again_is_no_row(seen):
    found = seen.document("fees.csv", "Fee,Amount\nWire,$15\nFee,Amount\nRush,$9\n")
    assert [len(table) for table in found.tables] == [2, 2]
    assert all(table[0][0] >= 0 and found.blocks[table[0][0]].cell.header for table in found.tables)


def test_a_text_row_of_data_is_no_header(seen):
    found = seen.document("fees.csv", "Late fee,$5\nOther,on request\nCard,$3\nCopy,free\n")
    assert len(found.tables[0]) == 4
    assert not any(b.cell.header for b in found.blocks)


def test_a_sentence_below_the_table(seen):
    note = "Fees fall due at the end of each month, unless we agree otherwise."
    for line in (note, f'"{note}"', f"{note.replace('each month,', 'each month, or week,')}"):
        found = seen.document("fees.csv", f"Fee,Amount,Unit\n{ROWS}\n{line}\n")
        last = found.blocks[-1]
        assert (last.role, found.block_text(last)) == ("paragraph", line.strip('"'))
        assert not found.problems


def test_a_file_on_one_line_is_read(seen):
    text = " ".join(f"Item {i},${i}.00,each" for i in range(40))
    found = seen.document("fees.csv", text)
    assert found.tables == []
    assert {b.role for b in found.blocks} == {"paragraph"}
    assert "$39.00" in found.text
    assert ["line breaks" in p.message for p in found.problems] == [True]
    assert seen.document("fees.csv", "item,price,unit\n" + text).tables[0] == [[0, 1, 2]]


PROBLEMS = [
    ("Fee,Amount,Unit\n" + ROWS + "Late fee,returned,$5,each\n", ["Late fee,returned,$5,each"]),
    ("Fee,Amount,Unit\n" + ROWS * 4 + "Late fee 25,monthly\n", ["Late fee 25,monthly"]),
    ('Fee,Amount,Unit\n"Late fee,$5,each\n' + ROWS, ['"Late fee']),
    ('Fee,Amount,Unit\n"Late fee,$5,each\n"Card",$6,once\n' + ROWS, ['"Late fee']),
    # a cell that every row has belongs to the file, once
    ("Fee,Amount\n" + ROWS * 2, ["Wire,$15,each"]),
    # all this is normal
    ("Fee,Amount,Unit\n" + ROWS, []),
    ("Fee,Amount,Unit\nBusiness accounts\n" + ROWS + "Personal accounts,,\n" + ROWS + "Total,$89\n", []),
    ("Fee,Amount,Unit\n" + ROWS * 4 + "Late fee,25\n", []),
    ("Fee,Amount,Unit\n" + ROWS + "Late fee,$5,each,,,\n", []),
    ("Fee,Amount,Unit,\n" + ROWS.replace("Card", "Card,"), []),
    ('Pipe,Price\n5" wide,$5\n"6"" wide",$7\n', []),
    ("Late fee,$5\nRush,$9,on Sundays\nCopy,$2\nCard,$1\n", []),
]


@pytest.mark.parametrize(("text", "places"), PROBLEMS)
def test_rows_that_do_not_fit(seen, text, places):
    found = seen.document("fees.csv", text)
    assert [text[p.start : p.end] for p in found.problems] == places
    assert all(p.message.endswith(".") and p.hint.endswith(".") for p in found.problems)
    assert "Draft" in found.text or len(text) < 150


def test_many_rows_that_do_not_fit_are_counted(seen):
    text = "Fee,Amount,Unit\n" + ROWS * 20 + "Late,or returned,$5,each\n" * 14
    problems = seen.document("fees.csv", text).problems
    assert len(problems) == 10
    assert "4 more rows" in problems[-1].message
