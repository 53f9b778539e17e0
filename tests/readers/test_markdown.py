"""Markdown: blocks, notes, tables, front matter, HTML inside."""

from cxlint.model.document import Cell


def test_headings_make_a_trail(seen):
    found = seen.document("a.md", "# Terms\n\n## Fees\n\nWe charge.\n\n## Refunds\n\nWe refund.\n")
    refund = found.blocks[-1]
    assert [found.block_text(b) for b in found.trail(refund)] == ["Terms", "Refunds"]
    assert [b.level for b in found.blocks if b.role == "heading"] == [1, 2, 2]


def test_a_wrapped_paragraph_is_one_text(seen):
    found = seen.document("a.md", "A fee\nof **five**\n   dollars &amp; *more*.\n")
    assert found.text == "A fee of five dollars & more.\n"
    assert seen.place_of(found, "dollars &") == "dollars &amp;"


def test_hard_breaks_stay(seen):
    assert seen.texts("a.md", "First line  \nsecond line\\\nthird") == ["First line\u2028second line\u2028third"]


def test_nested_lists(seen):
    found = seen.document("a.md", "- one\n- two\n  - three\n\n    four\n")
    assert [(b.role, b.level, found.block_text(b)) for b in found.blocks] == [
        ("item", 1, "one"), ("item", 1, "two"), ("item", 2, "three"), ("item", 2, "four"),
    ]  # fmt: skip


def test_tables_have_cells(seen):
    found = seen.document("a.md", "| Fee | Amount |\n|---|---|\n| Late | $5 |\n|  | $7 |\n")
    assert [b.cell for b in found.blocks] == [
        Cell(0, 0, 0, True), Cell(0, 0, 1, True), Cell(0, 1, 0, False), Cell(0, 1, 1, False), Cell(0, 2, 1, False),
    ]  # fmt: skip
    assert found.tables == [[[0, 1], [2, 3], [-1, 4]]]


def test_footnotes_and_their_marks(seen):
    found = seen.document("a.md", "Only $9 a month[^fee].\n\n[^fee]: Plus a set-up fee.\n")
    assert found.blocks[0].markers == ("fee",)
    note = found.blocks[1]
    assert (note.role, note.prominence, note.label) == ("footnote", "footnote", "fee")


def test_notes_set_by_hand(seen):
    for note in ("\\* Plus delivery", "* Plus delivery", "*Plus delivery"):
        found = seen.document("a.md", f"Only $9 a month*.\n\n{note}\n")
        assert found.blocks[0].markers == ("*",)
        assert (found.blocks[-1].role, found.blocks[-1].label) == ("footnote", "*")


def test_a_list_with_stars_is_no_note(seen):
    found = seen.document("a.md", "It costs $9*.\n\n* one\n* two\n")
    assert [b.role for b in found.blocks] == ["paragraph", "item", "item"]


def test_front_matter_is_read(seen):
    found = seen.document("a.md", "---\ntitle: 'Late fees'\nkind: policy\ndraft: true\nn: 3\n# note\n---\n\nText.\n")
    assert found.front_matter == {"title": "Late fees", "kind": "policy", "draft": True, "n": 3}
    assert [(b.role, b.label) for b in found.blocks] == [("heading", "title"), ("paragraph", "")]
    assert seen.place_of(found, "Late fees") == "Late fees"


def test_front_matter_beyond_simple_lines(seen):
    found = seen.document(
        "a.md", '---\ntags: [a, b]\nsubject: "It\\u2019s due"\nsummary: >\n  Two\n  lines\n---\nText\n'
    )
    assert found.front_matter["tags"] == ["a", "b"]
    assert [(b.role, found.block_text(b)) for b in found.blocks] == [
        ("subject", "It’s due"), ("value", "Two lines"), ("paragraph", "Text"),
    ]  # fmt: skip


def test_toml_front_matter(seen):
    found = seen.document("a.md", '+++\ntitle = "Fees"\n[x]\ny = 1\n+++\nText\n')
    assert found.front_matter == {"title": "Fees", "x": {"y": 1}}
    assert seen.texts("a.md", '+++\ntitle = "Fees"\n+++\nText\n') == ["Fees", "Text"]


def test_thematic_breaks_are_no_front_matter(seen):
    assert seen.texts("a.md", "---\n\nWe charge.\n\n---\n") == ["We charge."]


def test_html_inside(seen):
    text = "A fee <!-- not this --> applies.\n\n<details><summary>More</summary>\n\nWe **may**.\n\n</details>\n\nEnd\n"
    assert seen.low("a.md", text) == [
        ("body", "A fee applies."), ("body", "More"), ("collapsed", "We may."), ("body", "End"),
    ]  # fmt: skip


def test_small_print_inside(seen):
    assert seen.low("a.md", "Just $9!\n\n<small>Price after three months: $29.</small>\n")[1][0] == "small"


def test_links_images_and_code(seen):
    found = seen.document(
        "a.md", "See [our *fees*](/fees) ![A fee](f.png 'Fee list') and `POST /pay`.\n\n```\nrm\n```\n"
    )
    assert [(found.text[a.start : a.end], a.target) for a in found.links] == [("our fees", "/fees")]
    assert [(b.role, found.block_text(b)) for b in found.blocks] == [
        ("paragraph", "See our fees and POST /pay."), ("attribute", "Fee list"), ("attribute", "A fee"), ("code", "rm"),
    ]  # fmt: skip


def test_quotes_and_boxes(seen):
    text = "> said\n> she\n\n> [!NOTE]\n> we do\n"
    assert seen.roles("a.md", text) == [
        ("quote", "said she"),
        ("paragraph", "we do"),
    ]


def test_offsets_beyond_ascii(seen):
    found = seen.document(
        "a.md", "---\ntitle: Gebühr\n---\nÜber “fünf” \U0001f600 **Gebühren** — [日本](u)\r\nweiter\r\n"
    )
    for words in ("Gebühr", "“fünf”", "Gebühren", "日本", "weiter"):
        assert seen.place_of(found, words) == words


def test_module_lines_of_mdx(seen):
    assert seen.texts("a.mdx", 'import Box from "./box"\n\nA <Box kind="fee" /> fee\n') == ["A fee"]
