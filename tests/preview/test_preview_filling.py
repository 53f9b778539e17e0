"""Layouts, includes and white space of the languages whose slots are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.model.source import Source
from cxlint.preview import preview
from cxlint.preview.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path

_PROJECTS = {
    "Django": (
        {
            "base.txt": "{% load x %}{% block subject %}News{% endblock %}"
            "{% block hello %}Hello {{ name }},{% endblock %}\n"
            "{% block body %}{% endblock %}\nBye{% block foot %}!{% endblock %}",
            "mid.txt": "{% extends 'base.txt' %}{% block hello %}{{ block.super }} dear{% endblock %}",
            "sub/mail.txt": "{% extends 'mid.txt' %}{% load x %}{% block subject %}Due {{ due_date }}{% endblock %}"
            "{% block body %}{% include 'sub/part.txt' %}{% include 'gone.txt' %}{% endblock %}",
            "sub/part.txt": "{% for l in lines %}* {{ l.title }}\n{% endfor %}",
        },
        "sub/mail.txt",
        "Due 14 May 2026",
        "Hello Maya Okafor, dear\n* Blue kettle\n* Blue kettle\n\nBye!",
    ),
    "Django or Jinja": (
        {
            "mail.txt": "{% extends 'base.txt' %}{% block a %}{{ block.super }}, {{ name }}{% endblock %}",
            "base.txt": "{% block a %}Hello{% endblock %}!",
        },
        "mail.txt",
        "",
        "Hello, Maya Okafor!",
    ),
    "Liquid": (
        {"mail.liquid": "A\n{%- render 'part' -%}\nB", "snippets/part.liquid": "<{{ order.id }}>"},
        "mail.liquid",
        "",
        "A<A-10482>B",
    ),
    "Handlebars": (
        {"mail.hbs": "A\n{{> foot}}\n{{#if name}}\nB\n{{/if}}\nC", "partials/foot.hbs": "F {{~ total ~}} F\n"},
        "mail.hbs",
        "",
        "A\nF$48.50F\nB\nC",
    ),
    "Smarty": (
        {"mail.tpl": "{if $a}A{/if}\n{include file='foot.tpl'}{$total}", "foot.tpl": "F{$name}\n"},
        "mail.tpl",
        "",
        "A\nFMaya Okafor\n$48.50",
    ),
    "Twig": (
        {
            "mail.txt.twig": "{% extends 'l.txt.twig' %}{% block b %}{{ parent() }}2{% endblock %}",
            "l.txt.twig": "0{% block b %}1{% endblock %}3",
        },
        "mail.txt.twig",
        "",
        "0123",
    ),
    "Template Toolkit": (
        {"mail.tt": "A [% INCLUDE foot.tt %] [%- total %]", "foot.tt": "F"},
        "mail.tt",
        "",
        "A F$48.50",
    ),
    "FreeMarker": (
        {"mail.ftl": "<#include 'foot.ftl'>\n<#if name??>\nA ${total}\n</#if>\n", "foot.ftl": "F\n"},
        "mail.ftl",
        "",
        "F\nA $48.50",
    ),
}


@pytest.mark.parametrize("language", _PROJECTS)
def test_a_project(language: str, tmp_path: Path) -> None:
    files, name, subject, body = _PROJECTS[language]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    source = Source(str(tmp_path / name), files[name])
    view = preview(source, ["typical"], {}, Folder(str(tmp_path))).views[0]
    assert (view.subject.text if view.subject else "") == subject
    assert view.page.text == body
    assert view.notes == (("gone.txt is not in the project: left out",) if "gone" in files[name] else ())


def test_a_value_of_an_included_file_knows_its_file(tmp_path: Path) -> None:
    (tmp_path / "part.liquid").write_text("x\nDear {{ name }},", encoding="utf-8")
    source = Source(str(tmp_path / "mail.liquid"), "{% assign a = 1 %}{% include 'part' %}")
    view = preview(source, ["empty"], {}, Folder(str(tmp_path))).views[0]
    (oddity,) = view.oddities
    assert oddity.path.endswith("part.liquid")
    assert (oddity.line, oddity.shown) == (2, "Dear ,")
