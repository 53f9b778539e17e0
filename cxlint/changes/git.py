"""What git says has changed in a working tree."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cxlint.changes.diff import decode, parse
from cxlint.changes.touched import WHOLE, Changed, Touched, key
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_GIT = ("GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY", "GIT_CONFIG_COUNT")
_PREFIXES_OF_GIT = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
"""What git keeps of its own variables. A hook inherits others that point git at the commit being made."""

_DIFF = (
    "diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv",
    "--ignore-submodules", "--ignore-cr-at-eol", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_HERE = ("HEAD", "@")
_SUBMODULE = b"160000 "
"""How git lists a submodule: by its mode."""

_FETCH = "in CI, check out all of the history (`fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` on GitLab)"


def changed_since(revision: str, folder: str, *, merge_base: bool = False) -> Changed:
    """What differs between a revision and the files as they lie there: committed, staged, unstaged and new ones.

    `folder` is any folder of the working tree. With `merge_base`, counted from where the current branch left
    `revision`: what others did there since is left out. Since HEAD, before the first commit, all is new. Submodules
    that are checked out are part of the tree. Raises UsageError when git cannot say.
    """
    root = top_level(folder)
    if revision in _HERE and not _knows("HEAD", root):
        base = _nothing(root)
    else:
        base = _commit(revision, root)
        if merge_base:
            base = _merge_base(base, revision, root)
    files: dict[str, Touched] = {}
    _collect(root, base, files)
    return Changed(files, f"{'leaving ' if merge_base else ''}{revision}")


def _collect(root: str, base: str, files: dict[str, Touched]) -> None:
    """Add what differs between a commit or tree and a working tree, its submodules included."""
    for part in parse(decode(_asked([*_DIFF, base, "--"], root))):
        files[key(os.path.join(root, part.new.removeprefix("b/")))] = part.touched
    listed = _asked(["ls-files", "--others", "--exclude-standard", "-z"], root)
    for name in filter(None, listed.split(b"\0")):
        files[key(os.path.join(root, os.fsdecode(name)))] = WHOLE
    if not os.path.exists(os.path.join(root, ".gitmodules")):
        return
    before = _submodules(["ls-tree", "-r", "-z", base], root)
    for path in _submodules(["ls-files", "--stage", "-z"], root):
        folder = os.path.join(root, os.fsdecode(path))
        if os.path.exists(os.path.join(folder, ".git")):
            known = before.get(path, "")
            _collect(folder, known if known and _knows(known, folder) else _nothing(folder), files)


def _submodules(listing: list[str], root: str) -> dict[bytes, str]:
    """The submodules that git lists (mode, perhaps a type, commit, a tab, path), with their commits."""
    found = {}
    for row in _asked(listing, root).split(b"\0"):
        if row.startswith(_SUBMODULE):
            told, _, path = row.partition(b"\t")
            found[path] = next(word for word in told.decode("ascii").split()[1:] if word != "commit")
    return found


def _nothing(root: str) -> str:
    """The tree without files."""
    return _asked(["hash-object", "-t", "tree", "--stdin"], root).decode("ascii").strip()


def _knows(revision: str, root: str) -> bool:
    return run(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], root).returncode == 0


def top_level(folder: str) -> str:
    """The folder of the working tree around a folder. Raises UsageError when there is none."""
    done = run(["rev-parse", "--show-toplevel"], folder)
    root = os.fsdecode(done.stdout.rstrip(b"\r\n"))
    if done.returncode == 0 and root:
        return root
    said = _said(done)
    if "not a git repository" in said or not said:
        message = f"{folder} is not inside a git repository, so nothing is known about changes"
        raise UsageError(message, hint="--diff-file takes a diff that something else made; --baseline needs no git")
    raise UsageError(f"git cannot say what changed: {said}")


def run(arguments: list[str], folder: str, *, index: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run git, without a shell and without the variables that a hook inherits. Raises UsageError without git.

    `index` is the path of a file to use in the place of the index.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _OF_GIT or name.startswith(_PREFIXES_OF_GIT)
    }
    environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    if index:
        environment["GIT_INDEX_FILE"] = index
    command = ["git", "-C", folder, "-c", "core.quotepath=off", "-c", "diff.relative=false", *arguments]
    try:
        return subprocess.run(  # noqa: S603 -- no shell, and a revision cannot be taken for an option
            command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        hint = "install it, or give --diff-file a diff that something else made"
        raise UsageError("the program git is not there", hint=hint) from None
    except OSError as error:
        raise UsageError(f"the program git cannot be started: {error.strerror or error}") from error


@contextmanager
def snapshot(revision: str, folder: str) -> Iterator[tuple[str, str]]:
    """The top of the working tree around a folder, and a passing copy of all its files as a revision has them.

    The repository, its index and its files stay as they are. Raises UsageError when git cannot make the copy.
    """
    root = top_level(folder)
    commit = _commit(revision, root)
    with tempfile.TemporaryDirectory(prefix="cxlint-", ignore_cleanup_errors=True) as place:
        index, tree = os.path.join(place, "index"), os.path.join(place, "tree", "")
        # who looks for the top of a repository finds it
        os.makedirs(os.path.join(tree, ".git"))
        _copy(commit, root, tree, index)
        yield root, tree


def _copy(commit: str, root: str, tree: str, index: str) -> None:
    """Write the files of a commit below a folder, and those of its submodules that are there."""
    _asked(["read-tree", commit], root, index=index)
    # large files lie elsewhere, and are no texts
    filters = [f"filter.lfs.{name}" for name in ("smudge=", "process=", "required=false")]
    options = [part for one in filters for part in ("-c", one)]
    _asked([*options, "checkout-index", "--all", "--quiet", f"--prefix={tree}"], root, index=index)
    for path, inner in _submodules(["ls-tree", "-r", "-z", commit], root).items():
        folder = os.path.join(root, os.fsdecode(path))
        if os.path.exists(os.path.join(folder, ".git")) and _knows(inner, folder):
            _copy(inner, folder, os.path.join(tree, os.fsdecode(path), ""), f"{index}-{inner}")


def _asked(arguments: list[str], folder: str, *, index: str = "") -> bytes:
    done = run(arguments, folder, index=index)
    if done.returncode:
        raise UsageError(f"`git {arguments[0]}` failed: {_said(done) or f'exit code {done.returncode}'}")
    return done.stdout


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return "\n".join(lines).removeprefix("fatal: ").removeprefix("error: ")


def _commit(revision: str, root: str) -> str:
    """The commit that a revision names."""
    if not revision.startswith("-"):
        done = run(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], root)
        if done.returncode == 0:
            return done.stdout.decode("ascii", "replace").strip()
    if _shallow(root):
        message = f"git does not know {revision!r} here: this clone is shallow"
        hint = f"{_FETCH}, or fetch it first: `git fetch origin {_branch(revision)}`"
    elif not _knows("HEAD", root):
        message, hint = f"git does not know {revision!r}: nothing has been committed yet", ""
    else:
        message = f"git does not know {revision!r}"
        hint = f"`git fetch origin {_branch(revision)}` may bring it; `git branch --all` lists what is there"
    raise UsageError(message, hint=hint)


def _merge_base(commit: str, revision: str, root: str) -> str:
    done = run(["merge-base", commit, "HEAD"], root)
    found = done.stdout.decode("ascii", "replace").split()
    if done.returncode == 0 and found:
        return found[0]
    if _shallow(root):
        message = f"git cannot tell where this branch left {revision!r}: this clone is shallow"
        raise UsageError(message, hint=f"{_FETCH}, or fetch more of it: `git fetch --unshallow`")
    raise UsageError(
        f"this branch and {revision!r} have no commit in common", hint="--new-from compares with any revision"
    )


def _shallow(root: str) -> bool:
    return run(["rev-parse", "--is-shallow-repository"], root).stdout.strip() == b"true"


def _branch(revision: str) -> str:
    """The name of a branch at its remote: that of "origin/main" is "main"."""
    return revision.removeprefix("refs/remotes/").removeprefix("origin/")


def line_ages(path: str) -> dict[int, int]:
    """When each line of a file was committed: seconds since 1970 by line number, from 1; without new lines.

    Raises UsageError when git does not know the file.
    """
    folder, name = os.path.split(os.path.abspath(path))
    head = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$")
    times: dict[bytes, int] = {}
    commits: dict[int, bytes] = {}
    commit = b""
    for row in _asked(["blame", "--porcelain", "--", name], folder).split(b"\n"):
        if row.startswith(b"\t"):
            continue
        if (match := head.match(row)) is not None:
            commit = match[1]
            commits[int(match[2])] = commit
        elif row.startswith(b"author-time "):
            times[commit] = int(row[len(b"author-time ") :])
    return {line: times[commit] for line, commit in commits.items() if commit in times and commit.strip(b"0")}
