"""Subject lines, wherever a template keeps them, and fenced notes."""

import pytest

from cxlint.model.document import SLOT

S = SLOT

SUBJECTS = [
    ("a.html.twig", "{% block subject %}Boat {{ n }}{% endblock %}\n<p>Row.</p>", f"Boat {S}"),
    ("a.html.j2", "{% set subject = 'Boat here' %}<p>Row.</p>", "Boat here"),
    ("a.txt", "{% load i18n %}{% block subject %}{% trans 'Boat' %}{% endblock %}\n\nRow.", "Boat"),
    ("a.liquid", "---\nsubject: Boat {{ n }}\n---\n<p>Row.</p>", f"Boat {S}"),
    ("a.liquid", "{% assign email_subject = \"Boat here\" %}<p>Row.</p>", "Boat here"),
    ("a.liquid", "{% capture subject %}Boat {{ n }}{% endcapture %}<p>Row.</p>", f"Boat {S}"),
    ("a.hbs", "Subject: Boat {{n}}\n\n<p>Row.</p>", f"Boat {S}"),
    ("a.hbs", '{{#*inline "subject"}}Boat{{/inline}}<p>Row.</p>', "Boat"),
    ("a.gotmpl", '{{define "subject"}}Boat{{if .A}} of {{.N}}{{end}}{{end}}\nRow.', f"Boat of {S}"),
    ("a.ftl", "<#macro subject>Boat ${n}</#macro>\nRow.", f"Boat {S}"),
    ("a.ftl", '<#assign subject="Boat here">\nRow.', "Boat here"),
    ("a.text.erb", '<% content_for :subject, "Boat here" %>\nRow.', "Boat here"),
    ("a.text.erb", "<% content_for :subject do %>Boat <%= @n %><% end %>\nRow.", f"Boat {S}"),
    ("a.blade.php", "@section('subject', 'Boat here')\n<p>Row.</p>", "Boat here"),
    ("a.blade.php", "@component('mail::message')\n@slot('subject')\nBoat\n@endslot\n\n# Row\n@endcomponent", "Boat"),
    ("a.tpl", '{block name="subject"}Boat {$n}{/block}\nRow.', f"Boat {S}"),
    ("a.tt", "[% BLOCK subject %]Boat [% n %][% END %]\nRow.", f"Boat {S}"),
    ("a.tt", "[% SET subject = 'Boat here' %]\nRow.", "Boat here"),
    ("a.html", '<!--@subject {{trans "Boat %n" n=$n}} @-->\n<p>Row {{var x}}.</p>', f"Boat {S}"),
    ("a.html", "<html><head><title>Boat</title></head><p>Row.</p></html>", "Boat"),
    ("a.mjml", "<mjml><mj-head><mj-title>Boat</mj-title></mj-head></mjml>", "Boat"),
    ("a.md", "---\nsubject: Boat\n---\nRow.", "Boat"),
    ("a.txt", "Subject: Boat\n\nRow.", "Boat"),
    ("boat_subject.txt", "Boat {{ n }}\n", f"Boat {S}"),
    ("boat.subject.txt.j2", "{% if a %}Boat{% endif %}\n", "Boat"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "subject"), SUBJECTS)
def test_subjects(seen, path, text, subject):
    found = seen.document(path, text)
    subjects = [b for b in found.blocks if b.role == "subject" and b.alternative_of < 0]
    assert [found.block_text(b) for b in subjects] == [subject]
    start, end = found.to_source(subjects[0].start, subjects[0].end)
    assert text[start:end].startswith("Boat") or "Boat" in text[start:end]
    others = [found.block_text(b) for b in found.blocks if b.role != "subject"]
    assert not any("Boat" in text for text in others)


NO_SUBJECTS = [
    ("a.html", "{% block subject_line_hint %}Boat{% endblock %}<p>Row.</p>"),
    ("a.html", "<p>Subject: to availability.</p>"),
    ("a.html.j2", "{% block subject %}{% endblock %}<p>Boat</p>"),
    ("a.html.j2", "{% block subject %}" + "Boat " * 200 + "{% endblock %}"),
    ("subjects.txt", "History\n\nRowing and sailing for beginners, every Monday.\n\nBoats\n\nKnots\n"),
    ("a.txt", "---\nBoats\n---\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text"), NO_SUBJECTS)
def test_no_subjects(seen, path, text):
    found = seen.document(path, text)
    assert "subject" not in {b.role for b in found.blocks}


FENCED = [
    (":::warning\nRow slowly.\n:::\n", ["Row slowly."]),
    ("::::note Title\nRow.\n\n:::tip\nSail.\n:::\n::::\n", ["Row.", "Sail."]),
    ("```{note}\n:class: x\nRow slowly.\n```\n", ["Row slowly."]),
    ("~~~{warning}\nRow.\n~~~\nSail.", ["Row.", "Sail."]),
    ('!!! note "A word"\n    Row slowly.\n', ['"A word" Row slowly.']),
    ("[[toc]]\n\nRow.\n{: .lead}\n", ["Row."]),
    ("Row {{ n }}.\n\n{% hint %}\nSail.\n{% endhint %}\n", [f"Row {S}.", "Sail."]),
    ("```text\n:::\n```\n", []),
    ("```{code}\nrow()\n```\n", ["row()"]),
    ("```{note}\nnever closed", ["never closed"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "texts"), FENCED)
def test_fenced_macros_of_markdown(seen, text, texts):
    assert seen.texts("a.md", text) == texts
