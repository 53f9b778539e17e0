"""Messages as the customer would see them, on a terminal or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from cxlint.preview.cases import ABOUT
from cxlint.preview.page import fills
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.preview import Preview, View
    from cxlint.preview.oddities import Oddity
    from cxlint.preview.page import Page
    from cxlint.preview.written import Rendered

_FILLED, _HEAD, _WRONG, _DIM, _PLAIN = "\x1b[4m", "\x1b[1m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
_VERSION = 1


def write_text(shown: list[tuple[Preview, Preview | None]], out: TextIO, *, color: bool, quiet: bool) -> None:
    """Write every case of every template, what was filled in underlined, and what looks wrong below it."""
    paint = _Paint(on=color)
    wrong = 0
    for body, title in shown:
        for i, view in enumerate(body.views):
            oddities = [*(title.views[i].oddities if title else ()), *view.oddities]
            wrong += len(oddities)
            if quiet:
                out.writelines(_wrong(oddities, paint, ""))
                continue
            out.write(f"{paint.head(body.path)} {paint.dim(f'{view.case}: {ABOUT[view.case]}')}\n\n")
            out.writelines(
                f"  {line}".rstrip() + "\n" for line in _message(view, title.views[i] if title else None, paint)
            )
            if _notes(view, i) or oddities:
                out.write("\n")
            out.writelines(f"  note: {harmless(note)}\n" for note in _notes(view, i))
            if oddities:
                out.write("  looks wrong:\n")
                out.writelines(_wrong(oddities, paint, "    "))
            out.write("\n")
    if not quiet and shown:
        out.write(_summary(wrong, len(shown), sum(len(body.views) for body, _ in shown)))


def _summary(wrong: int, files: int, views: int) -> str:
    what = (
        "Nothing looks wrong"
        if not wrong
        else f"{wrong} thing{'s' if wrong > 1 else ''} look{'' if wrong > 1 else 's'} wrong"
    )
    return f"{what} in {views} view{'s' if views > 1 else ''} of {files} template{'s' if files > 1 else ''}.\n"


def _notes(view: View, number: int) -> tuple[str, ...]:
    # they are the same in every case
    return view.notes if number == 0 else ()


def _message(view: View, title: View | None, paint: _Paint) -> Iterator[str]:
    if title is not None:
        yield "Subject: " + " ".join(_marked(title.page, title.rendered, paint).split())
        yield ""
    elif view.subject is not None:
        yield "Subject: " + " ".join(_marked(view.subject, view.subject_rendered, paint).split())
        yield ""
    yield from _marked(view.page, view.rendered, paint).split("\n")


def _marked(page: Page, rendered: Rendered, paint: _Paint) -> str:
    parts: list[str] = []
    at = 0
    for start, end, _ in fills(page, rendered):
        parts.append(_safe(page.text[at:start]))
        parts.append("\n".join(map(paint.filled, _safe(page.text[start:end]).split("\n"))))
        at = end
    parts.append(_safe(page.text[at:]))
    return "".join(parts)


def _safe(text: str) -> str:
    return "\n".join(map(harmless, text.split("\n")))


def _wrong(oddities: list[Oddity], paint: _Paint, indent: str) -> Iterator[str]:
    for oddity in oddities:
        words = harmless(oddity.shown)
        shown = f'"{words if len(words) <= 60 else words[:59] + "…"}": ' if words.strip() else ""
        yield f"{indent}{harmless(oddity.path)}:{oddity.line}: {paint.wrong(shown + oddity.message)}\n"


class _Paint:
    def __init__(self, *, on: bool) -> None:
        self._on = on

    def _in(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._on and text else text

    def filled(self, text: str) -> str:
        return self._in(_FILLED, text)

    def head(self, text: str) -> str:
        return self._in(_HEAD, harmless(text))

    def dim(self, text: str) -> str:
        return self._in(_DIM, text)

    def wrong(self, text: str) -> str:
        return self._in(_WRONG, text)


def write_json(shown: list[tuple[Preview, Preview | None]], out: TextIO) -> None:
    """Write one object with every case of every template."""
    import json

    files = [_as_dict(body, title) for body, title in shown]
    json.dump({"version": _VERSION, "files": files}, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _as_dict(body: Preview, title: Preview | None) -> dict[str, Any]:
    views = [_view(view, title.views[i] if title else None) for i, view in enumerate(body.views)]
    return {"path": body.path, "dialect": body.dialect, "format": body.format, "cases": views}


def _view(view: View, title: View | None) -> dict[str, Any]:
    page, subject = view.page, ""
    if title is not None:
        subject = title.page.text
    elif view.subject is not None:
        subject = view.subject.text
    elif page.subject[1]:
        subject = page.text[slice(*page.subject)]
    filled = [
        {
            "start": start,
            "end": end,
            "value": page.text[start:end],
            "name": fill.name,
            "kind": fill.kind,
            "line": segment.line,
        }
        for start, end, segment in fills(page, view.rendered)
        if (fill := segment.fill) is not None
    ]
    wrong = [*(title.oddities if title else ()), *view.oddities]
    return {
        "case": view.case,
        "subject": " ".join(subject.split()),
        "text": page.text,
        "filled": filled,
        "looks_wrong": [
            {"path": each.path, "line": each.line, "text": each.shown, "message": each.message} for each in wrong
        ],
        "notes": list(view.notes),
    }
