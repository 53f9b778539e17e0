"""Mails: header fields, parts, encodings, and the way back into the encoded file."""

import base64
import quopri
import re
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.model.document import SLOT
from cxlint.model.source import Source
from cxlint.readers import read

S = SLOT
MULTIPART = """From: Row <no-reply@row.test>
Reply-To: crew@row.test
To: you@home.test
Subject: =?utf-8?q?Your_caf=C3=A9?=
 =?utf-8?B?IHRpY2tldA==?= {{ number }}
Content-Type: multipart/mixed; boundary="a b"

A preamble that nobody sees.
--a b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Hello {{ name }},=20

the caf=E9 is c=
losed.
--c
Content-Type: text/html

<p>Hello <b>you</b> &amp; crew</p>
--c--
--a b
Content-Disposition: attachment; filename=a.txt

Nobody reads this.
--a b--
An epilogue.
"""

READ = [
    (
        MULTIPART,
        [
            ("value", "Row <no-reply@row.test>"),
            ("value", "crew@row.test"),
            ("subject", f"Your café ticket {S}"),
            ("paragraph", f"Hello {S},"),
            ("paragraph", "the café is closed."),
            ("paragraph", "Hello you & crew"),
        ],
    ),
    (
        "Subject: Hi\n\nHello,\n\nall is well.\n",
        [("subject", "Hi"), ("paragraph", "Hello,"), ("paragraph", "all is well.")],
    ),
    (
        "Subject: Hi\nContent-Type: text/html\n\n<p>One<p>Two",
        [("subject", "Hi"), ("paragraph", "One"), ("paragraph", "Two")],
    ),
    ("<p>No header, {{ name }}</p>", [("paragraph", f"No header, {S}")]),
    ("Just a line.", [("paragraph", "Just a line.")]),
    (
        "Subject: Hi\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nNo end",
        [("subject", "Hi"), ("paragraph", "No end")],
    ),
    (
        "Subject: Hi\nContent-Type: message/rfc822\n\nSubject: Inner\n\nWords.",
        [("subject", "Hi"), ("subject", "Inner"), ("paragraph", "Words.")],
    ),
    ("Subject: Hi\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR", [("subject", "Hi")]),
    (
        "Subject: Hi\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\nIQ==",
        [("subject", "Hi"), ("paragraph", "!")],
    ),
    ("", []),
]


@pytest.mark.parametrize(("text", "blocks"), READ)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_people_see_of_a_mail(seen, text, blocks, ending):
    assert seen.roles("a.eml", text.replace("\n", ending)) == blocks


PLACES = [
    ("café ticket", "caf=C3=A9?=\n =?utf-8?B?IHRpY2tldA"),
    ("café", "caf=C3=A9"),
    ("is closed", "is c=\nlosed"),
    ("you & crew", "you</b> &amp; crew"),
]


@pytest.mark.parametrize(("words", "written"), PLACES)
def test_words_stand_where_the_file_has_them(seen, words, written):
    assert seen.place_of(seen.document("a.eml", MULTIPART), words) == written


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" \n<&=?_"), max_size=60)
# the mark of an item ("0) ") is no text
WORDS = WORDS.filter(lambda text: not re.search(r"(?m)^\s*\(?\w{1,5}[.)]", text))


def mail(encoding, body):
    """A mail in an encoding, written by hand: the library would change the words."""
    data = body.encode()
    if encoding == "base64":
        body = base64.encodebytes(data).decode()
    elif encoding == "quoted-printable":
        body = quopri.encodestring(data).decode()
    return f"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}"


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@given(text=WORDS)
@settings(max_examples=200, deadline=None)
def test_every_letter_leads_back_to_its_own(encoding, text):
    written = mail(encoding, text)
    found = read(Source("a.eml", written), dialect="")
    body = [block for block in found.blocks if block.role != "subject"]
    shown = "".join(found.block_text(block) for block in body)
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]
    for block in body:
        for i in range(block.start, block.end):
            if not found.text[i].isalnum():
                continue
            start, end = found.to_source(i, i + 1)
            piece = written[start:end]
            if encoding == "base64":
                # the four letters that hold its bytes, twice if it begins in one group and ends in the next
                assert len(piece.replace("\n", "")) <= 8
                assert set(piece) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\n")
            elif encoding == "8bit":
                assert piece == found.text[i]
            else:
                assert quopri.decodestring(piece).decode() == found.text[i]


@given(
    words=st.lists(st.text("abcéü日", min_size=1, max_size=9), min_size=1, max_size=12), name=st.sampled_from(["utf-8"])
)
@settings(max_examples=100, deadline=None)
def test_subjects_come_back(words, name):
    subject = " ".join(words)
    written = f"Subject: {Header(subject, name).encode()}\n\n"
    found = read(Source("a.eml", written), dialect="")
    assert found.block_text(found.blocks[0]) == subject


def test_what_the_library_writes(seen):
    message = EmailMessage()
    message["Subject"] = "Your invoice {{ number }} is déjà vu, and so is the rest of this rather long subject line"
    message.set_content("Hello {{ name }} — here.\n", cte="base64")
    message.add_alternative("<p>Hello <b>{{ name }}</b> — here.</p>", subtype="html", cte="quoted-printable")
    found = seen.document("a.eml", message.as_bytes(policy=SMTP).decode())
    texts = [found.block_text(b) for b in found.blocks]
    assert texts == [
        f"Your invoice {S} is déjà vu, and so is the rest of this rather long subject line",
        f"Hello {S} — here.",
        f"Hello {S} — here.",
    ]
    assert [slot.path for slot in found.template.slots] == ["number", "name", "name"]
