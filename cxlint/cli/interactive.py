"""`cxlint check --interactive`: each fix shown at the terminal, and made if the person there says yes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cxlint.cli import fixing
from cxlint.cli.asking import MEANINGS, Interview
from cxlint.cli.terminal import width
from cxlint.errors import UsageError
from cxlint.readers.again import Texts
from cxlint.report import FOR_PEOPLE, count, paint
from cxlint.report.change import change
from cxlint.report.full import page, room
from cxlint.runner.fixing import applicable, drafts, save
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxlint.cli.asking import Question
    from cxlint.cli.options import CheckOptions
    from cxlint.cli.outputs import Output
    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions
    from cxlint.rulebook import RuleSet
    from cxlint.runner.fixing import Opened, Repaired

_INDENT = "    "


def must_be_possible(options: CheckOptions) -> None:
    """Raise UsageError where the options, or the streams, leave no room for questions."""
    other = "--fix" if options.fix else "--fix-only" if options.fix_only else "--diff" if options.diff else ""
    if other:
        raise UsageError(
            f"--interactive asks about each fix, {other} asks nothing: give one of them",
            hint="--select names the rules to be asked about",
        )
    if options.unsafe_fixes:
        raise UsageError("--unsafe-fixes says nothing here", hint="--interactive asks about safe and unsafe fixes")
    if "-" in options.paths or options.diff_file == "-":
        raise UsageError(
            "--interactive reads its answers from standard input: nothing else can stand there",
            hint="name files, or use --fix",
        )
    for text in options.output_format:
        name, _, path = text.partition(":")
        if path in ("", "-") and name not in FOR_PEOPLE:
            raise UsageError(
                f"--interactive asks on standard output, where a report as {name} would be mixed with its questions",
                hint=f"-f {name}:FILE writes it to a file",
            )
    for stream, called in ((sys.stdin, "input"), (sys.stdout, "output")):
        if stream is None or not stream.isatty():
            raise UsageError(
                f"--interactive asks questions, but standard {called} is no terminal",
                hint="--diff shows all fixes, --fix makes the safe ones",
            )


def reports(chosen: Sequence[Output], options: CheckOptions) -> list[Output]:
    """The reports to write afterwards: on the terminal only what the command line asks for."""
    asked = bool(options.output_format) or options.statistics
    return [output for output in chosen if output.path or (asked and output.format in FOR_PEOPLE)]


class Session(NamedTuple):
    """What came of the questions: the files written, whether all that should be written is, whether it broke off."""

    written: list[Repaired]
    wrote_all: bool = True
    interrupted: bool = False


def run(
    findings: Sequence[Finding],
    config: Config,
    ruleset: RuleSet,
    options: CheckOptions,
    ask: Callable[[Question], str],
) -> Session:
    """Ask about all fixes of some findings, file by file, write each file after its last question, and sum up."""
    expected: dict[str, int] = {}
    for finding in findings:
        if applicable(finding, unsafe=True):
            expected[finding.place.path] = expected.get(finding.place.path, 0) + 1
    interview = Interview(ask, sum(expected.values()))
    written: list[Repaired] = []
    wrote_all, opened = True, None
    try:
        for opened in drafts(findings, config, ruleset, unsafe=True):
            paths = list(expected)
            here = paths.index(opened.path)
            _say_not_offered(paths[:here])
            for path in paths[: here + 1]:
                interview.reach(expected.pop(path))
            if opened.writable():
                interview.go_through(opened.path, opened.draft)
                wrote_all &= _write(opened, written)
            else:
                wrote_all = _refuse(opened.path, "it is read-only")
            if interview.stopped:
                break
        else:
            _say_not_offered(expected)
    except (KeyboardInterrupt, EOFError):
        _broken_off(written, opened)
        return Session(written, interrupted=True)
    if not options.quiet:
        sys.stderr.write("\n" if interview.asked else "")
        if written:
            fixing.sum_up("Fixed", written)
        else:
            sys.stderr.write("Nothing was changed.\n" if interview.asked else "There is no fix to ask about.\n")
    return Session(written, wrote_all)


def tell_left(findings: Sequence[Finding]) -> None:
    """Say how many of the findings that are left no question can be about."""
    left = [finding for finding in findings if finding.status == "open"]
    unfixable = sum(finding.fix is None for finding in left)
    if unfixable:
        things = "finding has" if unfixable == 1 else "findings have"
        sys.stderr.write(f"{unfixable:,} {things} no fix; `cxlint check` shows {'it' if unfixable == 1 else 'them'}.\n")


def _write(opened: Opened, written: list[Repaired]) -> bool:
    """Write a file, if anything is to be written; False where that fails."""
    repaired = opened.repaired()
    if repaired is None:
        return True
    # a person takes minutes to answer, and an editor may be open beside the questions
    if not opened.unchanged():
        return _refuse(opened.path, "it has changed meanwhile")
    try:
        save(repaired)
    except OSError as error:
        return _refuse(opened.path, error.strerror or str(error))
    written.append(repaired)
    return True


def _refuse(path: str, why: str) -> bool:
    sys.stderr.write(harmless(f"error: cannot write {path}: {why}") + "\n")
    return False


def _say_not_offered(paths: Iterable[str]) -> None:
    """Name the files of which no draft could be made."""
    for path in paths:
        sys.stderr.write(harmless(f"note: {path}: no fix is offered: it cannot be read to the end and back") + "\n")


def _broken_off(written: list[Repaired], opened: Opened | None) -> None:
    """Say what was written before somebody broke off, and what was not."""
    err = sys.stderr
    err.write("\ninterrupted\n")
    if written:
        fixing.sum_up("Fixed", written)
    lost = len(opened.draft.fixed) if opened and all(opened.path != one.path for one in written) else 0
    if opened and lost:
        yes = count(lost, "fix", "fixes")
        err.write(harmless(f"Not written: {opened.path}, where you had said yes to {yes}.") + "\n")
    elif not written:
        err.write("Nothing was changed.\n")


class Terminal:
    """Shows a fix to a person and reads an answer; `key` gives what was typed, or raises EOFError."""

    def __init__(self, out: TextIO, options: ReportOptions, key: Callable[[], str]) -> None:
        self._out = out
        self._options = options
        self._key = key

    def __call__(self, question: Question) -> str:
        """Ask until there is an answer."""
        fix = question.finding.fix
        if fix is None:
            raise ValueError("a question is about a fix")
        source, options = question.source, self._options._replace(width=width(self._out))
        shown = page(question.finding, Texts({source.path: source}), options)
        lines = change(fix, source, room(options) - len(_INDENT), options)
        changed = "".join(_INDENT + line for line in lines.splitlines(keepends=True))
        self._out.write(f"\n{shown}\n{changed}\n")
        keys = ",".join((*MEANINGS, "?"))
        prompt = f"{question.number:,} of {question.total:,}, {fix.applicability} fix: change it? [{keys}]"
        while True:
            self._out.write(paint(prompt, "bold", options) + " ")
            self._out.flush()
            answer = self._answer()
            self._out.write(answer + "\n")
            if answer in MEANINGS:
                return answer
            for letter, meaning in MEANINGS.items():
                self._out.write(f"  {letter}  {meaning.format(code=question.finding.code)}\n")
            self._out.write("  Ctrl-C  stop, and leave this file as it was before its first question\n")

    def _answer(self) -> str:
        """The letter typed, or a question mark for anything else; who types Enter behind a letter may."""
        while True:
            typed = self._key()
            if not typed:
                raise EOFError
            # an arrow key is several characters, and so is what was typed before the question was there
            letter = typed.strip()[:1].lower()
            if letter:
                return letter if letter in MEANINGS else "?"


def at_terminal(options: ReportOptions) -> Terminal:
    """Questions on standard output, answered by single keys."""
    from click import getchar

    return Terminal(sys.stdout, options, getchar)
