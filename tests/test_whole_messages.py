"""Messages that are put together from several files: what one of them says counts for the whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cxlint.config.load import load
from cxlint.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Check = Callable[..., list[tuple[str, int]]]

BILL = "Your invoice for the rowing lessons of June is overdue, and the boat house waits for it."
PHONE = "Call the boat house on 020 7946 0321."
ADDRESS = "Rowing by the River Ltd, Green Lane, London."


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ruleset) -> Check:
    """Write files as a project and check some of them with one rule: the file and the line of what is found."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def checked(files: dict[str, str], *paths: str, code: str = "TPL004") -> list[tuple[str, int]]:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        result = run([*paths], load()._replace(select=(code,)), ruleset)
        assert result.failures == []
        return [(finding.place.path.replace(os.sep, "/"), finding.place.line) for finding in result.findings]

    return checked


TREES = {
    "jinja extends": (
        "emails/bill.html.j2",
        f"{{% extends 'base.html.j2' %}}\n{{% block main %}}<p>Hi {{{{ name }}}},</p><p>{BILL}</p>{{% endblock %}}",
        "emails/base.html.j2",
        "<body>{% block main %}{% endblock %}<p>FOOT</p></body>",
    ),
    "jinja include from a root": (
        "shop/templates/emails/bill.txt.j2",
        f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'common/foot.txt' %}}",
        "shop/templates/common/foot.txt",
        "FOOT",
    ),
    "django with another app": (
        "shop/templates/emails/bill.html",
        f"{{% extends 'mail/frame.html' %}}{{% block b %}}<p>Hi {{{{ name }}}}, {BILL}</p>{{% endblock %}}",
        "core/templates/mail/frame.html",
        "<div>{% block b %}{% endblock %}</div><p>FOOT</p>",
    ),
    "twig include function": (
        "templates/emails/bill.html.twig",
        f"<p>Hi {{{{ user.name }}}}, {BILL}</p>{{{{ include('@Mail/parts/foot.html.twig') }}}}",
        "templates/parts/foot.html.twig",
        "<p>FOOT</p>",
    ),
    "handlebars partial": (
        "emails/bill.hbs",
        f"<p>Hi {{{{name}}}}, {BILL}</p>{{{{> foot}}}}",
        "emails/partials/foot.hbs",
        "<p>FOOT</p>",
    ),
    "handlebars layout": (
        "emails/bill.hbs",
        f"{{{{#> frame}}}}<p>Hi {{{{name}}}}, {BILL}</p>{{{{/frame}}}}",
        "emails/layouts/frame.hbs",
        "<body>{{> @partial-block}}<p>FOOT</p></body>",
    ),
    "liquid render": (
        "emails/bill.liquid",
        f"<p>Hi {{{{ customer.name }}}}, {BILL}</p>{{% render 'foot' %}}",
        "snippets/foot.liquid",
        "<p>FOOT</p>",
    ),
    "liquid layout": (
        "emails/bill.liquid",
        f"{{% layout 'mail' %}}<p>Hi {{{{ customer.name }}}}, {BILL}</p>",
        "layouts/mail.liquid",
        "{{ content_for_layout }}<p>FOOT</p>",
    ),
    "erb partial": (
        "app/views/bill_mailer/late.html.erb",
        f"<p>Hi <%= @user.name %>, {BILL}</p><%= render partial: 'shared/foot', locals: {{ a: 1 }} %>",
        "app/views/shared/_foot.html.erb",
        "<p>FOOT</p>",
    ),
    "erb layout by convention": (
        "app/views/bill_mailer/late.html.erb",
        f"<p>Hi <%= @user.name %>, {BILL}</p>",
        "app/views/layouts/mailer.html.erb",
        "<body><%= yield %><p>FOOT</p></body>",
    ),
    "blade extends": (
        "resources/views/emails/bill.blade.php",
        f"@extends('emails.frame')\n@section('content')\n<p>Hi {{{{ $user->name }}}}, {BILL}</p>\n@endsection",
        "resources/views/emails/frame.blade.php",
        "<body>@yield('content')<p>FOOT</p></body>",
    ),
    "blade component": (
        "resources/views/emails/bill.blade.php",
        f"<p>Hi {{{{ $user->name }}}}, {BILL}</p><x-mail-foot />",
        "resources/views/components/mail-foot.blade.php",
        "<p>FOOT</p>",
    ),
    "smarty include": (
        "emails/bill.tpl",
        f"<p>Hi {{$name}}, {BILL}</p>{{include file='parts/foot.tpl' year=$year}}",
        "emails/parts/foot.tpl",
        "<p>FOOT</p>",
    ),
    "freemarker include": (
        "emails/bill.ftl",
        f'<p>Hi ${{name}}, {BILL}</p><#include "/common/foot.ftl">',
        "common/foot.ftl",
        "<p>FOOT</p>",
    ),
    "freemarker import": (
        "emails/bill.ftl",
        f'<#import "frame.ftl" as mail><@mail.page><p>Hi ${{name}}, {BILL}</p></@mail.page>',
        "emails/frame.ftl",
        "<#macro page><body><#nested><p>FOOT</p></body></#macro>",
    ),
    "go template by its defined name": (
        "emails/bill.gotmpl",
        f'Hi {{{{.User.Name}}}},\n\n{BILL}\n\n{{{{template "closing" .}}}}',
        "emails/parts.gotmpl",
        '{{define "closing"}}FOOT{{end}}',
    ),
    "go template by its file": (
        "emails/bill.html.gotmpl",
        f'<p>Hi {{{{.User.Name}}}}, {BILL}</p>{{{{template "foot.html" .}}}}',
        "emails/foot.html.gotmpl",
        "<p>FOOT {{.Year}}</p>",
    ),
    "template toolkit include": (
        "emails/bill.tt",
        f"Hi [% name %],\n\n{BILL}\n\n[% INCLUDE foot.tt year = 1 %]",
        "emails/foot.tt",
        "FOOT",
    ),
    "template toolkit wrapper": (
        "emails/bill.tt",
        f"[% WRAPPER 'frame.tt' %]Hi [% name %],\n\n{BILL}[% END %]",
        "emails/frame.tt",
        "[% content %]\n\nFOOT",
    ),
    "mjml include": (
        "emails/bill.mjml",
        f'<mjml><mj-body><mj-text>Hi {{{{name}}}}, {BILL}</mj-text><mj-include path="./foot.mjml" /></mj-body></mjml>',
        "emails/foot.mjml",
        "<mj-text>FOOT</mj-text>",
    ),
    "php include": (
        "emails/bill.html.php",
        f"<p>Hi <?= $name ?>, {BILL}</p><?php include __DIR__ . '/foot.php'; ?>",
        "emails/foot.php",
        "<p>FOOT</p>",
    ),
    "magento header": (
        "view/email/bill.html",
        f'{{{{template config_path="design/email/foot_template"}}}}<p>Hi {{{{var name}}}}, {BILL}</p>',
        "view/email/foot.html",
        "<p>FOOT</p>",
    ),
    "jekyll layout": (
        "emails/bill.html",
        f"---\nlayout: mail\n---\n<p>Hi {{{{ page.name }}}}, {BILL}</p>",
        "_layouts/mail.html",
        "{{ content }}<p>FOOT</p>",
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_what_another_file_says_counts(check: Check, name: str) -> None:
    path, text, other, around = TREES[name]
    assert check({path: text, other: around.replace("FOOT", ADDRESS)}, path) != []
    assert check({path: text, other: around.replace("FOOT", PHONE)}, path) == []


@pytest.mark.parametrize("name", [name for name in TREES if "convention" not in name])
def test_what_cannot_be_found_is_not_judged(check: Check, name: str) -> None:
    path, text, _, _ = TREES[name]
    assert check({path: text}, path) == []


def test_a_fault_of_the_base_is_reported_there_and_once(check: Check) -> None:
    base = "<p>Dear customer,</p>{% block main %}{% endblock %}"
    child = "{% extends 'base.html.j2' %}{% block main %}<p>" + BILL + "</p>{% endblock %}"
    files = {"emails/base.html.j2": base, **{f"emails/bill{i}.html.j2": child for i in range(3)}}
    assert check(files, "emails", code="IMP001") == [("emails/base.html.j2", 1)]
    assert check({}, "emails/bill1.html.j2", code="IMP001") == []


@pytest.mark.parametrize(("greeting", "found"), [("Hi {{ user.first_name }},", []), ("", [("emails/bill.txt.j2", 2)])])
def test_a_base_that_greets_by_name(check: Check, greeting: str, found: list[tuple[str, int]]) -> None:
    child = f"{{% extends 'base.txt.j2' %}}{{% block main %}}\nHello,\n\n{BILL}{{% endblock %}}"
    files = {"emails/base.txt.j2": greeting + "\n\n{% block main %}{% endblock %}", "emails/bill.txt.j2": child}
    assert check(files, "emails/bill.txt.j2", code="IMP004") == found


def test_a_file_that_others_use_is_no_whole_message(check: Check) -> None:
    part = {"emails/owing.txt.j2": f"Hi {{{{ name }}}},\n\n{BILL}"}
    assert check(part, "emails/owing.txt.j2") == [("emails/owing.txt.j2", 1)]
    user = {"emails/whole.txt.j2": "{% include 'owing.txt.j2' %}\n\n" + PHONE}
    assert check(part | user, "emails/owing.txt.j2") == []
    assert check({}, "emails") == []


def test_the_result_does_not_depend_on_what_else_is_checked(check: Check) -> None:
    files = {
        "emails/a.txt.j2": f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'foot.txt.j2' %}}",
        "emails/b.txt.j2": f"Hi {{{{ name }}}},\n\n{BILL}",
        "emails/foot.txt.j2": PHONE,
    }
    everything = check(files, "emails")
    each = [found for path in files for found in check({}, path)]
    assert everything == each == [("emails/b.txt.j2", 1)]


@pytest.mark.parametrize(
    "other",
    [
        "{% include 'bill.txt.j2' %}",
        "{% include 'foot.txt.j2' %}",
        "{% include 'bill.txt.j2' %}{% include 'foot.txt.j2' %}",
    ],
)
def test_files_that_include_each_other(check: Check, other: str) -> None:
    bill = f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'foot.txt.j2' %}}"
    assert check({"emails/bill.txt.j2": bill, "emails/foot.txt.j2": f"{PHONE} {other}"}, "emails") == []


def test_a_chain_without_end_is_left_alone(check: Check) -> None:
    chain = {f"emails/p{i}.txt.j2": f"{{% include 'p{i + 1}.txt.j2' %}}" for i in range(100)}
    bill = f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'p0.txt.j2' %}}"
    assert check({"emails/bill.txt.j2": bill, **chain, "emails/p100.txt.j2": ADDRESS}, "emails/bill.txt.j2") == []


@pytest.mark.parametrize(
    "argument", ["template_name", "'foot' ~ kind ~ '.txt'", "'../../../../../../../../etc/foot.txt'", "''"]
)
def test_names_that_only_the_program_knows(check: Check, argument: str) -> None:
    bill = f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include {argument} %}}"
    assert check({"emails/bill.txt.j2": bill, "emails/foot.txt.j2": ADDRESS}, "emails/bill.txt.j2") == []


def test_two_files_of_one_name_decide_nothing(check: Check) -> None:
    files = {
        "app/emails/bill.txt.j2": f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'end.txt' %}}",
        "one/end.txt": ADDRESS,
        "two/end.txt": ADDRESS,
    }
    assert check(files, "app/emails/bill.txt.j2") == []


def test_the_layout_of_many_is_read_once(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    from cxlint.engine import Engine

    read: list[str] = []
    facts = Engine.facts

    def counted(engine, document, *rest):
        read.append(document.source.path)
        return facts(engine, document, *rest)

    monkeypatch.setattr(Engine, "facts", counted)
    child = f"{{% extends 'base.txt.j2' %}}{{% block main %}}Hi {{{{ name }}}},\n\n{BILL}{{% endblock %}}"
    files = {f"emails/bill{i}.txt.j2": child for i in range(30)}
    check({**files, "emails/base.txt.j2": "{% block main %}{% endblock %}" + PHONE}, "emails")
    assert len(read) == 1


def test_outside_of_a_repository_the_folder_of_templates_is_looked_at(check: Check, tmp_path: Path) -> None:
    (tmp_path / ".git").rmdir()
    files = {
        "templates/emails/bill.txt.j2": f"Hi {{{{ name }}}},\n\n{BILL}\n\n{{% include 'common/foot.txt' %}}",
        "templates/common/foot.txt": ADDRESS,
    }
    assert check(files, "templates/emails/bill.txt.j2") == [("templates/emails/bill.txt.j2", 1)]
    assert check({"templates/common/foot.txt": PHONE}, "templates/emails/bill.txt.j2") == []


def test_staff_is_not_asked_for_what_customers_need(check: Check) -> None:
    bill = f"Hi {{{{ name }}}},\n\n{BILL}"
    assert check({"emails/bill.txt.j2": bill}, "emails") == [("emails/bill.txt.j2", 1)]
    assert check({"emails/bill.txt.j2": "{# cxlint: audience=staff #}" + bill}, "emails") == []


@pytest.mark.parametrize(("audience", "confidence"), [("customer", "high"), ("staff", "low")])
def test_the_tone_towards_staff_is_for_review(ruleset, audience: str, confidence: str) -> None:
    from cxlint.engine import Engine
    from cxlint.model.given import Given
    from cxlint.model.source import Source
    from cxlint.readers import read

    document = read(Source("emails/a.txt.j2", "Dear customer,\n\nyour boat {{ boat }} is here."))
    (finding,) = Engine(ruleset, ["IMP001"]).lint(document, Given(audience=audience)).findings
    assert finding.confidence == confidence


@pytest.mark.parametrize(("foot", "count"), [(PHONE, 0), (ADDRESS, 1)])
def test_examples_of_rules_may_have_a_layout(ruleset, foot: str, count: int) -> None:
    from cxlint.engine import Engine
    from cxlint.selftest import lint_files

    bill = f"{{% extends 'base.txt.j2' %}}{{% block main %}}Hi {{{{ name }}}},\n\n{BILL}{{% endblock %}}"
    base = f"{{% block main %}}{{% endblock %}}\n\n{foot}"
    files = (("emails/bill.txt.j2", bill), ("emails/base.txt.j2", base))
    findings, _, failures = lint_files(Engine(ruleset, ["TPL004"]), files)
    assert failures == []
    assert len(findings) == count
