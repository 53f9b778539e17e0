"""Which stage a document belongs to, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.config.model import JOURNEY, Stage
from cxlint.journey.stages import Owners, stage_of
from cxlint.model.given import DOCUMENT_KINDS, MESSAGE_KINDS
from cxlint.project.summary import Nature, Summary

if TYPE_CHECKING:
    from pathlib import Path

OWN = (
    Stage("joins", ("account", "message"), ("mails/welcome/**",)),
    Stage("pays", ("invoice",), ("mails/**",)),
    Stage("is told", paths=("mails/*notice*",)),
)


def document(path: str, kind: str = "message", message: str = "") -> Summary:
    return Summary(path, kind, frozenset(filter(None, (kind, message))), "", nature=Nature(message))


@pytest.mark.parametrize(
    ("summary", "stages", "name"),
    [
        (document("a.txt", message="invoice"), JOURNEY, "pays"),
        (document("a.txt", message="dunning"), JOURNEY, "falls behind"),
        (document("terms.md", "policy"), JOURNEY, "agrees to terms"),
        (document("a.txt"), JOURNEY, ""),
        (document("faq.html", "page"), JOURNEY, ""),
        # a path goes before a kind, and the last path that fits before the others
        (document("mails/welcome/bill.txt", message="invoice"), OWN, "pays"),
        (document("mails/notice.txt", message="account"), OWN, "is told"),
        (document("other/notice.txt", message="account"), OWN, "joins"),
        # the kind of a message goes before being one
        (document("x.txt", message="invoice"), OWN, "pays"),
        (document("x.txt", message="refund"), OWN, "joins"),
        (document("terms.md", "policy"), OWN, ""),
    ],
)
def test_the_stage_of_a_document(summary: Summary, stages: tuple[Stage, ...], name: str) -> None:
    stage = stage_of(summary, stages, ".")
    assert (stage.name if stage else "") == name


def test_every_kind_of_message_has_a_stage_of_its_own_accord() -> None:
    placed = [kind for stage in JOURNEY for kind in stage.kinds]
    assert len(set(placed)) == len(placed)
    assert set(MESSAGE_KINDS) <= set(placed) <= {*MESSAGE_KINDS, *DOCUMENT_KINDS}


@pytest.mark.parametrize("name", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_owners(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        "# everything\n*  @web\n/mails/ @billing legal@example.com # and a remark\n[Section] @nobody\nmails/sms/\n"
        "*.md @docs\nmy\\ file.txt @me\n/direct/* @near\n!\n\\\n"
    )
    owners = Owners(str(tmp_path))
    for path, expected in {
        "index.html": ("@web",),
        "mails/due.txt": ("@billing", "legal@example.com"),
        "old/mails/due.txt": ("@web",),
        "mails/sms/due.txt": (),
        "mails/sms/read.md": ("@docs",),
        "my file.txt": ("@me",),
        "direct/a.txt": ("@near",),
        "direct/deep/a.txt": ("@web",),
    }.items():
        assert owners.of(str(tmp_path / path)) == expected


def test_owners_stand_at_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop" / "mails").mkdir(parents=True)
    (tmp_path / "CODEOWNERS").write_text("/shop/mails/ @billing\n")
    assert Owners(str(tmp_path / "shop")).of(str(tmp_path / "shop" / "mails" / "a.txt")) == ("@billing",)


def test_without_a_file_nobody_owns_anything(tmp_path: Path) -> None:
    assert Owners(str(tmp_path)).of("a.md") == ()
