"""Message catalogues: each message a block, found by its key, with its text where the file has it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.model.document import SLOT
from cxlint.model.source import Source
from cxlint.readers import read

S = SLOT
PO = """msgid ""
msgstr ""
"Language: en\\n"

# Dear translators, this is a note
#: mail/welcome_subject.txt
msgid "Welcome to %(shop)s"
msgstr ""

#, fuzzy
msgid "Old words"
msgstr "Older words"

msgctxt "mail.body"
msgid "item"
msgid_plural "items"
msgstr[0] "Hello,\\n"
"\\n"
"your \\"item\\" is on its w"
"ay, {name}."
msgstr[1] "your items are here"

#~ msgid "gone"
#~ msgstr "gone"
"""

READ = [
    (
        "locale/en/a.po",
        PO,
        [
            ("subject", "Welcome to %(shop)s", f"Welcome to {S}"),
            ("paragraph", "mail.body", "Hello,"),
            ("paragraph", "mail.body", f'your "item" is on its way, {S}.'),
            ("value", "mail.body", "your items are here"),
        ],
    ),
    (
        "a.pot",
        'msgid "We keep your boat dry for you."\nmsgstr ""\n\nmsgid "mail.some.key"\nmsgstr ""\n',
        [
            ("paragraph", "We keep your boat dry for you.", "We keep your boat dry for you."),
        ],
    ),
    (
        "messages_en.properties",
        "# a note\n!\nmail.subject = Boat {0}\r\nmail.body:Rain, don''t \\u0077orry \\\n  about it.\nkey\\ two = x\n",
        [
            ("subject", "mail.subject", f"Boat {S}"),
            ("paragraph", "mail.body", "Rain, don't worry about it."),
            ("value", "key two", "x"),
        ],
    ),
    (
        "lang/en/mail.php",
        (
            "<?php\n// a note\nreturn [\n 'subject' => 'Boat :number', \n "
            "'body' => ['late' => \"It\\'s \\$5 \" . 'now.'],\n"
            " 'n' => '{0} None at all|[1,*] There are :count', 'x' => trans('words'), 'y' => config('a', 'b'),\n];"
        ),
        [
            ("subject", "subject", f"Boat {S}"),
            ("value", "body.late", "It's $5 now."),
            ("value", "n", "None at all"),
            ("value", "n", f"There are {S}"),
        ],
    ),
    (
        "config/locales/en.yml",
        (
            'en:\n  mailer:\n    subject: "Hi %{name}"\n    body: |\n      '
            "Hello,\n\n      your <b>boat</b> is &amp; safe.\n"
            "    button: Row\n    count: 5\n"
        ),
        [
            ("subject", "en.mailer.subject", f"Hi {S}"),
            ("paragraph", "en.mailer.body", "Hello,"),
            ("paragraph", "en.mailer.body", "your boat is & safe."),
            ("button", "en.mailer.button", "Row"),
        ],
    ),
    (
        "locales/en.json",
        '{"mail": {"greeting": "Ahoy {{name}},", "boats": "{n, plural, one {# boat} other {# boats}}"}}\n',
        [
            ("salutation", "mail.greeting", f"Ahoy {S},"),
            ("value", "mail.boats", f"{S} boat"),
            ("value", "mail.boats", f"{S} boats"),
        ],
    ),
    (
        "_locales/en/messages.json",
        '{"hello": {"message": "Ahoy", "description": "a note to translators"}}',
        [("value", "hello.message", "Ahoy")],
    ),
    (
        "app_en.arb",
        '{"@@locale": "en", "row": "Row on", "@row": {"description": "a note"}}',
        [("value", "row", "Row on")],
    ),
    ("translations/messages.en.yaml", "row: 'Row on, %name%'\n  \n", [("value", "row", f"Row on, {S}")]),
    (
        "app/src/main/res/values/strings.xml",
        """<resources><!-- <string name="x">A note</string> -->
<string name="mail_subject">Boat %1$s &amp; crew</string><string name="key" translatable="false">hidden</string>
<string name="b">Don\\'t <b>row</b>\\nat <xliff:g id="n">%d</xliff:g></string>
<plurals name="boats"><item quantity="one">One boat</item><item quantity="other">%d boats</item></plurals>
</resources>""",
        [
            ("subject", "mail_subject", f"Boat {S} & crew"),
            ("value", "b", f"Don't row at {S}"),
            ("value", "boats.one", "One boat"),
            ("value", "boats.other", f"{S} boats"),
        ],
    ),
    (
        "Mail.resx",
        (
            '<root><data name="Icon" type="x"><value>no text</value></data>\n'
            '<data name="Subject" xml:space="preserve"><value>Boat {0}</value><comment>note</comment></data></root>'
        ),
        [("subject", "Subject", f"Boat {S}")],
    ),
    (
        "mail.xlf",
        (
            '<xliff><file source-language="en" target-language="de"><trans-unit id="a.subject"><source>Boat '
            "&lt;b&gt;here&lt;/b&gt;</source><target>Boot</target></trans-unit></file></xliff>"
        ),
        [("subject", "a.subject", "Boat here")],
    ),
    ("empty.xlf", '<xliff><file source-language="en"><body></body></file></xliff>', []),
    (
        "de-en.xlf",
        '<xliff srcLang="de" trgLang="en"><unit id="a"><source>Boot</source><target>Boat</target></unit>',
        [("value", "a", "Boat")],
    ),
    (
        "en.lproj/Mail.strings",
        '/* "a" = "note"; */\n"mail.subject" = "Boat %@";\nrow = "Row \\"on\\"";\n',
        [("subject", "mail.subject", f"Boat {S}"), ("value", "row", 'Row "on"')],
    ),
]


@pytest.mark.parametrize(("path", "text", "blocks"), READ, ids=[row[0] for row in READ])
def test_messages_and_their_keys(seen, path, text, blocks):
    found = seen.document(path, text)
    assert [(b.role, b.label, found.block_text(b)) for b in found.blocks] == blocks
    assert found.catalogue
    assert not found.problems


PLACES = [
    ("locale/en/a.po", PO, "is on its way", 'is on its w"\n"ay'),
    ("messages_en.properties", "a=don't w\\u006frry \\\n   about it\n", "worry about", "w\\u006frry \\\n   about"),
    ("lang/en/a.php", "<?php return ['a' => 'It\\'s a' . \"\\tboat\"];", "It's a boat", "It\\'s a' . \"\\tboat"),
    ("locales/en.json", '{"a": {"b": "caf\\u00e9 here"}}', "café", "caf\\u00e9"),
    ("locales/en.json", '{"a": {"b": "the <b>dry</b> boat"}}', "the dry boat", "the <b>dry</b> boat"),
]


@pytest.mark.parametrize(("path", "text", "words", "written"), PLACES)
def test_words_stand_where_the_file_has_them(seen, path, text, words, written):
    assert seen.place_of(seen.document(path, text), words) == written


GERMAN = "Bitte die Rechnung nicht vergessen und das Boot für den Winter abdecken."
ELSEWHERE = [
    ("a.po", f'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Cover the boat."\nmsgstr "{GERMAN}"\n'),
    ("locale/cmn/LC_MESSAGES/a.po", 'msgid "Cover the boat."\nmsgstr ""\n'),
    ("config/locales/de.yml", "de:\n  a: Boot\n"),
    ("locales/boats.yml", "de:\n  a: Boot\n"),
    ("lang/fr/mail.php", "<?php return ['a' => 'Le bateau'];"),
    ("messages_pt_BR.properties", "a=barco\n"),
    ("res/values-de/strings.xml", '<resources><string name="a">Boot</string></resources>'),
    ("Mail.de.resx", '<root><data name="a"><value>Boot</value></data></root>'),
    (
        "mail.xlf",
        '<xliff source-language="de" target-language="fr"><trans-unit id="a"><source>Boot</source></trans-unit>',
    ),
    ("de.lproj/Mail.strings", '"a" = "Boot";'),
    ("locales/pt-BR/mail.json", '{"a": "barco"}'),
    ("messages.properties", f"a={GERMAN}\n"),
    ("messages.properties", "a=Пожалуйста, накройте лодку на зиму.\n"),
]


@pytest.mark.parametrize(("path", "text"), ELSEWHERE)
def test_other_languages_are_left_out_and_said_so(seen, path, text):
    found = seen.document(path, text)
    assert not found.blocks
    assert "the rules read English" in found.skipped


NO_CATALOGUES = [
    ("fees.yaml", "late_fee:\n  amount: 5\n  text: pay late\n"),
    ("locales/sizes.json", '{"a": 1, "b": 2, "c": "x"}'),
    ("settings/en.json", '{"a": 1, "b": true}'),
    ("data/no.yml", "no:\n  a: Some words\n"),
    ("fees.json", '{"late": "a fee"}'),
]


@pytest.mark.parametrize(("path", "text"), NO_CATALOGUES)
def test_what_is_no_catalogue_is_read_as_data(seen, path, text):
    found = seen.document(path, text)
    assert not found.catalogue
    assert {b.role for b in found.blocks} == {"value"}


def test_several_languages_in_one_file(seen):
    text = "de:\n  a: Das Boot\nen:\n  a: The boat\n"
    assert seen.texts("config/locales/all.yml", text) == ["The boat"]


@pytest.mark.parametrize(
    ("line", "start"), [("msgstr unquoted", 0), ('msgid "open', 0), ('"no key"', 1), ("nonsense", 0)]
)
def test_a_broken_line_is_told_and_the_rest_is_read(seen, line, start):
    text = f'{line}\n\nmsgid "Cover the boat, please."\nmsgstr ""\n'
    found = seen.document("a.pot", text)
    assert [found.block_text(b) for b in found.blocks] == ["Cover the boat, please."]
    assert [problem.start for problem in found.problems] == [start]


CONDITIONS = [
    (
        "{n, plural, =0 {No boats} one {One boat} other {# boats}} left",
        [
            ("No boats left", ()),
            ("One boat left", ("n == one",)),
            (f"{S} boats left", ("not (n == =0) and not (n == one)",)),
        ],
    ),
    (
        "{who, select, crew {You row {n, plural, one {a boat} other {boats}}} other {You sail}}",
        [
            ("You row a boat", ()),
            ("You row boats", ("who == crew", "not (n == one)")),
            ("You sail", ("not (who == crew)",)),
        ],
    ),
]


@pytest.mark.parametrize(("text", "readings"), CONDITIONS)
def test_a_choice_is_read_as_each_customer_reads_it(seen, text, readings):
    found = seen.document("locales/en.json", json.dumps({"a": {"b": text}}))
    assert [(found.block_text(b), b.conditions) for b in found.blocks] == readings


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" \n\t\"'\\{}%#<&|:"), max_size=30
)


def po(text):
    quoted = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", '\\n"\n"').replace("\t", "\\t").replace("\r", "")
    )
    return f'msgid "x y"\nmsgstr "{quoted}"\n'


def properties(text):
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n\\\n   ").replace("\t", "\\t")
    return "key = " + "".join(c if ord(c) < 128 else "".join(f"\\u{u:04x}" for u in units(c)) for c in escaped) + "\n"


def units(character):
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]


def php(text):
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"<?php\nreturn ['key' => '{quoted}'];"


WRITERS = {
    "locale/en/a.po": po, "messages_en.properties": properties, "lang/en/a.php": php,
    "locales/en.json": lambda text: json.dumps({"key": {"key": text}}),
    "locales/en.yml": lambda text: "en:\n  key: " + json.dumps(text, ensure_ascii=False) + "\n",
}  # fmt: skip


@pytest.mark.parametrize("path", WRITERS)
@given(text=WORDS)
@settings(max_examples=150, deadline=None)
def test_every_letter_leads_back_to_its_own(path, text):
    written = WRITERS[path](text)
    found = read(Source(path, written))
    for i, character in enumerate(found.text):
        start, end = found.to_source(i, i + 1)
        piece = written[start:end]
        if character.isalnum():
            assert piece == character or piece[0] in "\\&", (character, piece)
        elif character == SLOT:
            assert found.slot_positions[i].start == start
            assert start < end


@pytest.mark.parametrize("path", WRITERS)
@given(words=st.lists(st.text("abcé日\U0001f600'\"\\", min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_plain_words_come_back_whole(path, words):
    text = " ".join(words)
    found = read(Source(path, WRITERS[path](text)))
    shown = "".join(found.block_text(b) for b in found.blocks)
    # an apostrophe doubled for ICU is one
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]
