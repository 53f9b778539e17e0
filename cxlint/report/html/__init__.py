"""One page for people who do not program: all findings with reasons and remedies, the fees, and the documents.

The file needs nothing besides itself. It works without JavaScript, in print, in the dark and on a phone. What comes
from documents is escaped, and a content security policy keeps all but our own script and style from running.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write the whole page."""
    from cxlint.report.html.page import page_of

    page = page_of(result, options)
    out.write(_environment().get_template("report.html.j2").render(page=page, **_assets()) + "\n")


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("cxlint.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    environment.filters["prose"] = _prose
    return environment


def _plain(value: object) -> object:
    """Words of a document without characters that could reorder the line or break the file; our own markup as it is."""
    from cxlint.text.excerpt import harmless

    return harmless(value) if type(value) is str else value


def _prose(text: str) -> str:
    """A text of ours or of a rule, in which backticks mean code, as markup."""
    from markupsafe import Markup, escape

    from cxlint.text.excerpt import harmless

    parts = harmless(text).split("`")
    if len(parts) % 2 == 0:  # a backtick without its twin is a backtick
        return escape("`".join(parts))
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _assets() -> Mapping[str, str]:
    """Style and script, with the hashes by which the policy of the page lets them in and nothing else."""
    import base64
    import hashlib
    from importlib.resources import files

    from markupsafe import Markup

    found: dict[str, str] = {}
    for name, file in (("style", "report.css"), ("script", "report.js")):
        text = files("cxlint.report.html").joinpath("templates", file).read_text(encoding="utf-8")
        text = text.replace("\r\n", "\n")
        found[name] = Markup(text)  # noqa: S704 -- our own file
        found[f"{name}_hash"] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return found
