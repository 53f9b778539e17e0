"""Messages as the customer would see them: a template with its values filled in, in several cases.

Nothing of the checked project is ever executed. Jinja templates run in Jinja's sandbox on stand-ins; the templates of
all other languages are filled slot by slot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint import templates
from cxlint.errors import ReadError
from cxlint.preview import filling, oddities
from cxlint.preview.page import Page, page_of
from cxlint.preview.scene import Scene
from cxlint.readers import guess_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxlint.model.source import Source
    from cxlint.preview.folder import Folder
    from cxlint.preview.oddities import Oddity
    from cxlint.preview.written import Rendered

_STRICT = (".j2", ".jinja", ".jinja2")


class View(NamedTuple):
    """A message in one case.

    `page` is what the customer reads and `rendered` what it was made of; `subject` is set where the template holds its
    subject apart from the message. `notes` say what could not be shown.
    """

    case: str
    page: Page
    rendered: Rendered
    subject: Page | None
    subject_rendered: Rendered
    notes: tuple[str, ...]
    oddities: tuple[Oddity, ...]


class Preview(NamedTuple):
    """A template with its views, one a case; `dialect` is its language, empty when it has no slots."""

    path: str
    dialect: str
    format: str
    views: tuple[View, ...]


def preview(source: Source, cases: Sequence[str], data: Mapping[str, object], folder: Folder) -> Preview:
    """Show a template in the given cases. Raises ReadError for one that is broken, or that must be stopped."""
    # a file that is no template for certain may still have blanks to fill
    dialect = templates.guess(source.path, source.text) or "placeholder"
    format_name = guess_format(source)
    if dialect == "jinja" and source.suffix in _STRICT:
        templates.parse(source.text, dialect, strict=True)
    views = tuple(_view(source, format_name, Scene(case, data, dialect), folder) for case in cases)
    return Preview(source.path, dialect, format_name, views)


def _view(source: Source, format_name: str, scene: Scene, folder: Folder) -> View:
    body, subject, notes = _filled(source, format_name, scene, folder)
    page = _page(body, format_name)
    found = oddities.find(page, body)
    title = None
    if subject.segments:
        title = page_of(subject, "plain")
        title = title._replace(subject=(0, len(title.text)))
        found = [*oddities.find(title, subject), *found]
    return View(scene.case, page, body, title, subject, notes, tuple(found))


def _filled(
    source: Source, format_name: str, scene: Scene, folder: Folder
) -> tuple[Rendered, Rendered, tuple[str, ...]]:
    if scene.dialect != "jinja":
        return filling.fill(source, scene.dialect, scene, folder)
    from cxlint.preview import jinja

    try:
        return jinja.render(source, scene, folder, autoescape=format_name == "html")
    except jinja.UnfitError as error:
        filled = filling.fill(source, scene.dialect, scene, folder)
        note = f"Jinja cannot run this ({error}): the slots are filled without it"
        return filled._replace(notes=(note, *filled.notes))


def _page(body: Rendered, format_name: str) -> Page:
    try:
        return page_of(body, format_name)
    except ReadError:
        # markup that no reader can follow is shown as it stands
        return page_of(body, "plain")
