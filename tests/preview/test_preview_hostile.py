"""Templates that try to get out, to go on forever, or to fill the memory come back as a sentence."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.errors import ReadError
from cxlint.model.source import Source
from cxlint.preview import preview
from cxlint.preview.cases import CASES
from cxlint.preview.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path

_STOPPED = [
    ("{{ ''.__class__.__mro__ }}", "leads into Python"),
    ("{{ user.__class__ }}", "leads into Python"),
    ("{{ user['__init__'] }}", "leads into Python"),
    ("{{ user|attr('__class__') }}", "leads into Python"),
    ("{{ [user]|map(attribute='__class__')|list }}", "leads into Python"),
    ("{{ '{0.__class__}'.format(user) }}", "leads into Python"),
    ("{{ '{0.__class__.__mro__}'.format('') }}", "leads into Python"),
    ("{{ _.__globals__ }}", "leads into Python"),
    ("{{ range.__self__ }}", "leads into Python"),
    ("{{ self._TemplateReference__context }}", "leads into Python"),
    ("{% for a in b %}{{ loop._iterator }}{% endfor %}", "leads into Python"),
    ("{% macro m() %}{% endmacro %}{{ m._func }}", "leads into Python"),
    ("{{ namespace.mro() }}", "leads into Python"),
    ("{{ [].append(1) }}", "leads into Python"),
    ("{{ dict.fromkeys('ab') }}", "does not run"),
    ("{{ 'a'.encode('idna') }}", "does not run"),
    ("{% for i in range(10**9) %}x{% endfor %}", "counts to"),
    ("{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}", "steps"),
    ("{{ 'a' * 10**10 }}", "longer than"),
    ("{{ [1] * 10**10 }}", "longer than"),
    ("{{ 9**(9**9) }}", "digits"),
    ("{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}", "digits"),
    ("{{ 'x'|center(10**8) }}", "width"),
    ("{{ 'x'.ljust(10**8) }}", "width"),
    ("{{ '%99999999d' % 3 }}", "width"),
    ("{{ '%*d' % (99999999, 3) }}", "width"),
    ("{{ '%99999999d'|format(3) }}", "width"),
    ("{{ '{:99999999}'.format(3) }}", "width"),
    ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "longer than"),
    ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", "longer than"),
    (
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x|replace('a', 'aaaaaa') %}{% endfor %}",
        "longer than",
    ),
    (
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set y %}{{ n.x }}{{ n.x }}{% endset %}"  # noqa: ISC004
        "{% set n.x = y %}{% endfor %}",
        "longer than",
    ),
    ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "without end"),
    ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}", "steps"),
    ("{% block a %}{{ self.a() }}{% endblock %}", "without end"),
    ("{% for a in b recursive %}{{ loop(b) }}{% endfor %}", "without end"),
]


def _shown(text: str, folder: Path, case: str = "typical", name: str = "mail.txt.j2") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    source = Source(str(folder / name), text)
    return preview(source, [case], {}, Folder(str(folder))).views[0].page.text


@pytest.mark.parametrize(("text", "why"), _STOPPED)
def test_is_stopped_with_a_sentence(text: str, why: str, tmp_path: Path) -> None:
    before = time.monotonic()
    with pytest.raises(ReadError, match="cannot be shown") as caught:
        _shown("Dear Ann,\n\n" + text, tmp_path)
    assert why in caught.value.message
    assert caught.value.line == 3 or "without end" in why
    assert caught.value.hint
    assert time.monotonic() - before < 10


@pytest.mark.parametrize("suffix", ["txt.twig", "liquid"])
@pytest.mark.parametrize("text", [text for text, _ in _STOPPED])
def test_where_slots_are_filled_nothing_runs(text: str, suffix: str, tmp_path: Path) -> None:
    """Other languages share their braces with Jinja."""
    shown = _shown("Dear Ann,\n\n" + text, tmp_path, name=f"mail.{suffix}")
    assert "Dear Ann" in shown
    assert "<class" not in shown
    assert len(shown) < 1000


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"mail.txt.j2": "{% include 'mail.txt.j2' %}"}, "include itself"),
        ({"mail.txt.j2": "{% include 'a.txt' %}", "a.txt": "{% include 'mail.txt.j2' %}"}, "include itself"),
        ({"mail.txt.j2": "{% extends 'mail.txt.j2' %}"}, "include itself"),
        ({"mail.txt.j2": "{% import 'mail.txt.j2' as m %}{{ m }}"}, "include itself"),
    ],
)
def test_files_that_include_themselves(files: dict[str, str], why: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        _shown(files["mail.txt.j2"], tmp_path)
    assert why in caught.value.message or "without end" in caught.value.message


@pytest.mark.parametrize("suffix", ["twig", "liquid", "html"])
def test_circles_are_cut_where_slots_are_filled(suffix: str, tmp_path: Path) -> None:
    name = f"mail.{suffix}"
    text = f"{{% load x %}}Hello {{% include '{name}' %}}"
    (tmp_path / name).write_text(text, encoding="utf-8")
    source = Source(str(tmp_path / name), text)
    view = preview(source, ["typical"], {}, Folder(str(tmp_path))).views[0]
    assert view.page.text.count("Hello") < 20
    assert "circles" in " ".join(view.notes)


def test_no_file_outside_the_project(tmp_path: Path) -> None:
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "there.txt").write_text("it is here", encoding="utf-8")
    names = [
        "../secret.txt",
        str(tmp_path / "secret.txt"),
        "link.txt",
        "x/../../secret.txt",
        "secret.txt",
        "link.txt\0",
    ]
    for tag in ("{%% include '%s' %%}", "{{> %s}}"):
        for name in names:
            suffix = "txt.j2" if "%%" in tag else "hbs"
            shown = _shown("A " + tag % name, inside, name=f"mail.{suffix}")
            assert "SECRET" not in shown
    assert "it is here" in _shown("A {% include 'there.txt' %}", inside)


@pytest.mark.parametrize("name", [".env", "settings.ini", "key.pem", ".hidden/a.txt", "server.conf.j2"])
def test_no_file_that_is_no_part_of_a_message(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("SECRET", encoding="utf-8")
    assert "SECRET" not in _shown(f"A {{% include '{name}' %}}", tmp_path, name="mail.txt.njk")
    assert "SECRET" not in _shown(f"A {{{{> {name}}}}}", tmp_path, name="mail.hbs")


def test_writing_the_marks_of_the_program_into_a_template_does_no_harm(tmp_path: Path) -> None:
    text = "A \U000f0000\U00100000\U000fffff\U0010fffe\U0010ffff\U0010abcd\x01\x02\x03 {{ user.name }} \uf8ff"
    assert "Maya Okafor" in _shown(text, tmp_path)


_WORDS = (
    "{{ }} {% %} {# #} <% %> <%= [% %] {$ } ${ <?= ?> <#if x> </#if> @if(x) @endif {{#if {{/if}} {{else}} {{^ "
    "{{> | . , ( ) [ ] ' \" if else endif elif for endfor in x user.name order.total items not and or == > 0 1 "
    "include extends block endblock macro endmacro call set ~ + * - % trans endtrans default('x') |upper |money "
    "loop.index range(3) \n \\ Dear <p> </p> <a href=' $ € %s {name} *|N|* %%x%% [[x]] end each unless case when "
    "super() self caller() raw endraw with \U000f0000 \U00100001 \x01 \x03 pluralize now"
).split(" ")
_PIECES = st.lists(st.sampled_from([*_WORDS, " "]), max_size=40).map(" ".join)
_NAMES = ["a.txt.twig", "a.html.twig", "a.liquid", "a.hbs", "a.html.erb", "a.tpl", "a.ftl", "a.gotmpl", "a.tt", "a.php",
          "a.blade.php", "a.txt", "a.html", "a.md", "a.txt.njk", "a.mjml", "a.yaml"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=_PIECES | st.text(max_size=200), name=st.sampled_from(_NAMES), case=st.sampled_from(CASES))
def test_anything_can_be_shown(text: str, name: str, case: str) -> None:
    try:
        view = preview(Source(name, text), [case], {}, Folder("")).views[0]
    except ReadError:
        # it was stopped
        return
    assert len(view.page.text) == len(view.page.origins)
    for oddity in view.oddities:
        assert 1 <= oddity.line <= text.count("\n") + text.count("\r") + 1


@settings(max_examples=80, deadline=None)
@given(text=_PIECES, case=st.sampled_from(CASES))
def test_a_jinja_template_is_shown_or_refused(text: str, case: str) -> None:
    with contextlib.suppress(ReadError):
        preview(Source("a.txt.j2", text), [case], {}, Folder(""))
