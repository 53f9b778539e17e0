"""Shows a Jinja template through Jinja itself, in a sandbox with stand-ins for every variable."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.errors import ReadError

if TYPE_CHECKING:
    from types import TracebackType

    from cxlint.model.source import Source
    from cxlint.preview.folder import Folder
    from cxlint.preview.jinja.environment import Sandbox
    from cxlint.preview.scene import Scene
    from cxlint.preview.written import Rendered


class Shown(NamedTuple):
    """A rendered text, its subject where the template holds one apart, and what could not be done."""

    body: Rendered
    subject: Rendered
    notes: tuple[str, ...]


class UnfitError(Exception):
    """Jinja cannot make sense of the template, which may well be written for another program."""


_MOST = 300_000


def render(source: Source, scene: Scene, folder: Folder, *, autoescape: bool) -> Shown:
    """Render a template.

    Raises ReadError for one that is stopped (it goes on without end, grows too long, or asks for Python), and
    UnfitError for one that Jinja cannot read or that fails on the stand-ins.
    """
    # Jinja2 is slow to import
    from cxlint.preview.jinja.budget import StoppedError
    from cxlint.preview.jinja.environment import Sandbox

    sandbox = Sandbox(scene, folder, autoescape=autoescape)
    sandbox.sources[source.path] = source
    try:
        text, subject = _run(sandbox, source.path)
        body, apart = sandbox.marks.read(text)
        if not apart.text.strip() and subject:
            apart = sandbox.marks.read(subject)[1]
    except UnfitError:
        raise
    except StoppedError as error:
        raise _stopped(source.path, str(error), error.__traceback__, sandbox) from None
    except (RecursionError, MemoryError) as error:
        why = "a file, a macro or a block uses itself without end"
        raise _stopped(source.path, why, error.__traceback__, sandbox) from None
    except Exception as error:
        # whatever a template makes Jinja or Python raise
        raise UnfitError(" ".join(str(error).split())) from error
    return Shown(body, apart, tuple(sandbox.notes))


def _run(sandbox: Sandbox, path: str) -> tuple[str, str]:
    """The text and, where the layout does not show it, the block that is the subject."""
    try:
        template = sandbox.get_template(path)
    except RecursionError as error:
        raise UnfitError("it is nested too deeply") from error
    context = template.new_context()
    parts: list[str] = []
    length = 0
    for part in template.root_render_func(context):
        parts.append(part)
        length += len(part)
        if length > _MOST:
            sandbox.notes[f"the message is longer than {_MOST:,} characters; the rest is left out"] = None
            break
    block = template.blocks.get("subject")
    return "".join(parts), "".join(block(template.new_context())) if block is not None else ""


def _stopped(path: str, why: str, trace: TracebackType | None, sandbox: Sandbox) -> ReadError:
    """The error, with the last line of the template that was at work."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = sandbox.get_template(path).get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    hint = "cxlint shows templates without running code; give values with --set, or take this out of the message"
    return ReadError(f"this template cannot be shown: {why}", line=line, hint=hint)
