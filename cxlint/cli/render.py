"""`cxlint render`: from options to messages as the customer would see them."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.cli import CLEAN, FAILED, FOUND
from cxlint.config.load import common_folder, load
from cxlint.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source
    from cxlint.preview import Preview

_STDIN = "-"
_BODY = re.compile(r"[._-]?(?:message|body|content|html|text|txt|plain|mail|email)$", re.IGNORECASE)
_MARKS = ("{{", "{%", "<%", "[%", "<?", "{$", "${", "<#", "*|", "%%", "%(", "{!!")


class RenderOptions(NamedTuple):
    """What the command line says; `pairs` are `path=value`."""

    paths: tuple[str, ...]
    case: str = "all"
    pairs: tuple[str, ...] = ()
    data: str | None = None
    subject: str | None = None
    output_format: str = "text"
    exit_zero: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    color: str = "auto"
    quiet: bool = False


def run_render(options: RenderOptions) -> int:
    """Show the templates that the options name; 0, 1 where something looks wrong, 2 where one cannot be shown.

    Raises UsageError.
    """
    paths = [path for path in options.paths if path != _STDIN]
    missing = [path for path in [*paths, *filter(None, [options.subject])] if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")
    from cxlint.preview import preview
    from cxlint.preview.cases import CASES
    from cxlint.preview.folder import Folder

    data = _data(options)
    cases = CASES if options.case == "all" else (options.case,)
    shown: list[tuple[Preview, Preview | None]] = []
    failed = False
    for source in _sources(options, paths):
        if isinstance(source, str):
            failed = True
            sys.stderr.write(source)
            continue
        try:
            folder = Folder(_project(source.path))
            subject = _subject(source, options)
            title = preview(subject, cases, data, folder) if subject is not None else None
            shown.append((preview(source, cases, data, folder), title))
        except ReadError as error:
            failed = True
            sys.stderr.write(_told(source.path, error))
    _write(shown, options)
    if not shown and not failed:
        sys.stderr.write("warning: no templates to show\n")
    return _exit_code(shown, failed=failed, exit_zero=options.exit_zero)


def _exit_code(shown: list[tuple[Preview, Preview | None]], *, failed: bool, exit_zero: bool) -> int:
    if failed:
        return FAILED
    odd = any(view.oddities for pair in shown for each in pair if each is not None for view in each.views)
    return FOUND if odd and not exit_zero else CLEAN


def _told(path: str, error: ReadError) -> str:
    hint = f"hint: {error.hint}\n" if error.hint else ""
    return f"error: {path}:{error.line}:{error.column}: {error.message}\n{hint}"


def _data(options: RenderOptions) -> dict[str, Any]:
    from cxlint.preview.given import from_file, with_pairs

    data: dict[str, Any] = {}
    if options.data:
        try:
            with open(options.data, encoding="utf-8-sig") as file:
                data = from_file(options.data, file.read())
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--data {options.data} cannot be read: {error}") from error
    return with_pairs(data, options.pairs)


def _sources(options: RenderOptions, paths: list[str]) -> Iterator[Source | str]:
    """The templates, or what to say of those that cannot be read."""
    from cxlint.readers import load as read_bytes

    if _STDIN in options.paths:
        try:
            yield read_bytes(options.stdin_filename or "<stdin>", sys.stdin.buffer.read())
        except ReadError as error:
            yield _told(options.stdin_filename or "<stdin>", error)
    for path, named in _files(paths, options):
        try:
            with open(path, "rb") as file:
                source = read_bytes(path, file.read())
        except ReadError as error:
            yield _told(path, error)
        except OSError as error:
            yield f"error: {path}: cannot be read: {error.strerror or error}\n"
        else:
            if source.labels is not None:
                yield f"error: {path}: a workbook is no template\nhint: give the file that the message is made from\n"
            elif named or _is_template(source):
                yield source


def _files(paths: list[str], options: RenderOptions) -> Iterator[tuple[str, bool]]:
    """The files, and whether the command line names them itself."""
    folders = [path for path in paths if os.path.isdir(path)]
    for path in paths:
        if path not in folders:
            yield path, True
    if folders:
        from cxlint.runner.discover import discover

        config = load(common_folder(folders), file=options.config or "", isolated=options.isolated)
        for path in discover(folders, config).paths:
            yield path, False


def _is_template(source: Source) -> bool:
    from cxlint.templates import guess

    return any(mark in source.text for mark in _MARKS) and bool(guess(source.path, source.text))


def _project(path: str) -> str:
    """The folder whose files a template may include: that of the configuration or the repository, or its own."""
    own = os.path.dirname(os.path.abspath(path))
    folder = own
    while True:
        if any(os.path.exists(os.path.join(folder, name)) for name in (".git", "cxlint.toml", "pyproject.toml")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    here = os.path.abspath(os.curdir)
    return here if here != os.sep and (own + os.sep).startswith(here + os.sep) else own


def _subject(source: Source, options: RenderOptions) -> Source | None:
    """The template of the subject: the one named, or `welcome_subject.txt` beside `welcome_message.html`."""
    from cxlint.readers import load as read_bytes

    path = options.subject
    if path is None:
        path = _beside(source.path)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return read_bytes(path, file.read())
    except OSError as error:
        raise ReadError(f"its subject, {path}, cannot be read: {error.strerror or error}") from error


def _beside(path: str) -> str | None:
    folder, name = os.path.split(path)
    stem = name.split(".", 1)[0]
    trunk = _BODY.sub("", stem)
    if trunk.lower().endswith("subject") or not os.path.isfile(path):
        return None
    wanted = {f"{trunk}{mark}subject" for mark in "_-."} if trunk else {"subject"}
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return None
    for other in names:
        inner = other.split(".", 2)
        if inner[0] in wanted or (len(inner) > 1 and ".".join(inner[:2]) in wanted):
            found = os.path.join(folder, other)
            return found if os.path.isfile(found) else None
    return None


def _write(shown: list[tuple[Preview, Preview | None]], options: RenderOptions) -> None:
    from cxlint.cli import render_report
    from cxlint.cli.terminal import wants_color

    if options.output_format == "json":
        render_report.write_json(shown, sys.stdout)
    else:
        color = wants_color(options.color, sys.stdout)
        render_report.write_text(shown, sys.stdout, color=color, quiet=options.quiet)
    sys.stdout.flush()
