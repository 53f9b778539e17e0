"""References that lead nowhere in the whole project."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from cxlint.annotate.references import letters
from cxlint.model.found import FoundAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.papers import ReferenceStated
    from cxlint.project.summary import Project, Summary


def dangling_reference(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:  # noqa: ARG001
    """A section, a schedule or a linked heading that is not there: in the document, or in the files of the project."""
    for group in project.groups():
        papers = {
            paper for summary in group for paper in (summary.papers.targets.papers if summary.papers.targets else ())
        }
        named = " ".join(_spaced(summary.path) for summary in group)
        by_path = {summary.path.replace("\\", "/"): summary for summary in group}
        for summary in group:
            for reference in summary.papers.references if summary.asked else ():
                why = _why(reference, summary, by_path)
                if reference.kind == "paper" and (reference.key in papers or f" {reference.key} " in named):
                    continue
                if why:
                    yield FoundAt(reference.at.place, reference.at.excerpt, {"ref": reference.words, "why": why})


def _spaced(path: str) -> str:
    return " " + "".join(char if char.isalnum() else " " for char in path.lower()) + " "


def _why(reference: ReferenceStated, summary: Summary, by_path: dict[str, Summary]) -> str:
    """Why a reference leads nowhere; empty when it leads somewhere, or nobody can tell."""
    if reference.kind == "section":
        return f"the last one is {reference.last}"
    if reference.kind == "paper":
        return f"no file here is or holds a {reference.key.title()}"
    page, _, anchor = reference.key.partition("#")
    if not page:
        return "no heading or mark has this name"
    folder = posixpath.dirname(summary.path.replace("\\", "/"))
    target = by_path.get(posixpath.normpath(posixpath.join(folder, page)))
    if target is None or target.papers.targets is None or letters(anchor) in target.papers.targets.anchors:
        return ""
    return f"{target.path} has no heading or mark of this name"
