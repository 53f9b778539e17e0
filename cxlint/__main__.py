"""Where `cxlint` and `python -m cxlint` begin."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    from cxlint.cli.guard import guarded

    given = sys.argv[1:] if arguments is None else arguments
    return guarded(lambda: _run(given))


def _run(arguments: list[str]) -> int:
    from cxlint.cli import quick
    from cxlint.cli.terminal import prepare

    prepare()
    options = quick.read(arguments)
    if options is not None:
        from cxlint.cli.check import run_check

        return run_check(options)
    from cxlint.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
