"""The command line: options, streams, exit codes.

`main` (in `cxlint.__main__`) reads plain `check` calls itself and leaves all others to click (`app`). Both
end in the same functions, which return the exit code: 0 clean, 1 findings, 2 wrong use or a failure, 130
interrupted.
"""

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""
