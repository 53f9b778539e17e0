"""Real repositories: what git says has changed, and what to do where it cannot say."""

import os
import shutil
import subprocess

import pytest

from cxlint.__main__ import main
from cxlint.changes.files import changed_in
from cxlint.changes.git import changed_since, line_ages
from cxlint.changes.touched import WHOLE, Touched, key
from cxlint.errors import UsageError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def git(tmp_path, monkeypatch):
    """Run git in an empty repository with a branch main."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(tmp_path)
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]

    def run(*arguments, cwd=tmp_path, **environment):
        command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
        done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, env={**os.environ, **environment})
        return done.stdout.decode()

    run("init", "-q")
    return run


def write(path, text):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def commit(git):
    git("add", "-A")
    git("commit", "-q", "-m", "x")


LONG = "".join(f"line {n}\n" for n in range(1, 21))


def test_everything_that_differs_from_a_revision(git, tmp_path, monkeypatch):
    odd = ["with space.md", "é ü.md", "naïve/ta\tb.md"] + ([] if os.name == "nt" else ['quo"te\\.md'])
    for name in ["committed.md", "staged.md", "edited.md", "same.md", "old name.md", "gone.md", "sub/deep.md", *odd]:
        write(name, LONG)
    (tmp_path / "rates.xlsx").write_bytes(b"\0old")
    (tmp_path / "crlf.md").write_bytes(LONG.encode())
    write(".gitignore", "ignored.md\n")
    commit(git)
    git("checkout", "-q", "-b", "work")
    write("committed.md", LONG.replace("line 2\n", "changed\n"))
    for name in odd:
        write(name, LONG + "more\n")
    os.rename("old name.md", "new name.md")
    write("new name.md", LONG.replace("line 5\n", "line 5\nmore\n"))
    commit(git)
    write("staged.md", LONG.replace("line 9\n", ""))
    write("added.md", "one\ntwo\n")
    git("add", "staged.md", "added.md")
    write("edited.md", "new\n" + LONG)
    write("sub/deep.md", LONG.replace("line 20\n", "end"))
    write("sub/untracked é.md", "x\n")
    write("ignored.md", "x\n")
    os.remove("gone.md")
    (tmp_path / "rates.xlsx").write_bytes(b"\0new")
    (tmp_path / "crlf.md").write_bytes(LONG.replace("\n", "\r\n").encode())
    # what a hook finds in its environment, and what a user may have set
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_DIR", "nowhere")
    git_config = [
        ("diff.noprefix", "true"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("color.ui", "always"),
    ]
    for name, value in git_config:
        git("config", name, value, GIT_DIR=str(tmp_path / ".git"), GIT_INDEX_FILE=str(tmp_path / ".git/index"))
    monkeypatch.chdir(tmp_path / "sub")
    changed = changed_since("main", ".")
    assert changed.since == "main"
    assert changed.files == {
        key(str(tmp_path / name)): touched
        for name, touched in {
            "committed.md": Touched(((2, 2),)),
            **{name: Touched(((21, 21),)) for name in odd},
            "new name.md": Touched(((6, 6),)),
            "staged.md": Touched((), (8,)),
            "added.md": Touched(((1, 2),)),
            "edited.md": Touched(((1, 1),)),
            "sub/deep.md": Touched(((20, 20),)),
            "sub/untracked é.md": WHOLE,
            "rates.xlsx": WHOLE,
        }.items()
    }
    assert changed.get("deep.md") == Touched(((20, 20),))
    assert changed.get("../same.md") is None


def test_since_the_branch_left(git):
    write("a.md", LONG)
    write("b.md", LONG)
    commit(git)
    git("checkout", "-q", "-b", "work")
    write("a.md", LONG + "work\n")
    commit(git)
    git("checkout", "-q", "main")
    write("b.md", LONG + "main\n")
    commit(git)
    git("checkout", "-q", "work")
    assert list(changed_since("main", ".", merge_base=True).files) == [key("a.md")]
    assert list(changed_since("main", ".").files) == [key("a.md"), key("b.md")]
    git("checkout", "-q", "--orphan", "alone")
    commit(git)
    with pytest.raises(UsageError, match="no commit in common"):
        changed_since("main", ".", merge_base=True)


def test_a_shallow_clone(git, tmp_path):
    write("a.md", LONG)
    commit(git)
    git("checkout", "-q", "-b", "work")
    write("a.md", LONG + "work\n")
    commit(git)
    git("clone", "-q", "--depth", "1", "--branch", "work", tmp_path.as_uri(), "clone")
    clone = str(tmp_path / "clone")
    with pytest.raises(UsageError, match=r"does not know 'origin/main' here: this clone is shallow") as caught:
        changed_since("origin/main", clone, merge_base=True)
    assert "fetch-depth: 0" in caught.value.hint
    assert "`git fetch origin main`" in caught.value.hint
    git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main", cwd=clone)
    # the two ends are there, what is between them is not
    assert list(changed_since("origin/main", clone).files.values()) == [Touched(((21, 21),))]
    with pytest.raises(UsageError, match="where this branch left 'origin/main': this clone is shallow") as caught:
        changed_since("origin/main", clone, merge_base=True)
    assert "git fetch --unshallow" in caught.value.hint


def test_before_the_first_commit_all_is_new(git):
    write("a.md", LONG)
    write("b c.md", LONG)
    git("add", "a.md")
    for merge_base in (False, True):
        changed = changed_since("HEAD", ".", merge_base=merge_base)
        assert changed.files == {key("a.md"): Touched(((1, 20),)), key("b c.md"): WHOLE}


def test_submodules(git, tmp_path_factory):
    other = tmp_path_factory.mktemp("letters")
    git("init", "-q", cwd=other)
    write(str(other / "old.md"), LONG)
    git("add", "-A", cwd=other)
    git("commit", "-q", "-m", "x", cwd=other)
    write("a.md", LONG)
    commit(git)
    local = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.as_uri())
    git(*local, "own letters")
    commit(git)
    assert changed_since("HEAD", ".").files == {}
    write("own letters/old.md", LONG + "more\n")
    write("own letters/new.md", LONG)
    expected = {key("own letters/old.md"): Touched(((21, 21),)), key("own letters/new.md"): WHOLE}
    assert changed_since("HEAD", ".").files == expected
    git("add", "-A", cwd="own letters")
    git("commit", "-q", "-m", "x", cwd="own letters")
    expected[key("own letters/new.md")] = Touched(((1, 20),))
    assert changed_since("HEAD", ".").files == expected
    # of a submodule that was not there, everything is new; so is of a commit that is not here
    commit(git)
    whole = {key("own letters/old.md"): Touched(((1, 21),)), key("own letters/new.md"): Touched(((1, 20),))}
    assert changed_since("HEAD~2", ".").files.items() > whole.items()
    git("update-index", "--cacheinfo", f"160000,{'1' * 40},own letters")
    git("commit", "-q", "-m", "x")
    assert changed_since("HEAD", ".").files == whole


def test_what_git_cannot_say(git, tmp_path, tmp_path_factory, monkeypatch):
    with pytest.raises(UsageError, match="nothing has been committed yet"):
        changed_since("main", ".")
    write("a.md", LONG)
    commit(git)
    for revision in ("nonsense", "--output=x", "HEAD:a.md", ""):
        with pytest.raises(UsageError, match="git does not know"):
            changed_since(revision, ".")
    assert not os.path.exists("x")
    outside = str(tmp_path_factory.mktemp("outside"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", outside)
    with pytest.raises(UsageError, match="not inside a git repository"):
        changed_since("main", outside)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(UsageError, match="git is not there") as caught:
        changed_since("main", ".")
    assert "--diff-file" in caught.value.hint


def test_how_old_the_lines_are(git):
    write("a.json", "one\ntwo\n")
    git("add", "-A")
    git("commit", "-q", "-m", "x", GIT_AUTHOR_DATE="2020-01-01T00:00:00Z")
    write("a.json", "one\nmore\ntwo\nuncommitted\n")
    git("commit", "-q", "-a", "-m", "x", GIT_AUTHOR_DATE="2021-01-01T00:00:00Z")
    write("a.json", "one\nmore\ntwo\nuncommitted\nnew\n")
    assert line_ages("a.json") == {1: 1577836800, 2: 1609459200, 3: 1577836800, 4: 1609459200}
    with pytest.raises(UsageError):
        line_ages("gone.json")


TERMS = "# Terms\n\nA late fee may apply at any\ntime.\n\nAdditional charges may apply.\n"


def test_a_pull_request_shows_what_it_changed(git, capsys):
    write("policies/terms.md", TERMS)
    commit(git)
    git("checkout", "-q", "-b", "work")
    write("policies/terms.md", TERMS.replace("\ntime.", "\nhour.") + "\nAll sales are final.\n")
    commit(git)
    everything = ["check", "--isolated", "-f", "concise"]
    main(everything)
    out = capsys.readouterr().out
    assert "terms.md:3:" in out
    assert "terms.md:6:" in out
    assert main([*everything, "--new-from-merge-base", "main"]) == 1
    out, err = capsys.readouterr()
    assert "terms.md:3:" in out
    assert "terms.md:6:" not in out
    assert "not shown: nothing changed there since leaving main" in err
    assert main([*everything, "--new-from-merge-base", "main", "--changed", "lines"]) == 1
    assert "terms.md:3:" not in capsys.readouterr().out
    assert main([*everything, "--new-from", "HEAD"]) == 0
    write("change.diff", git("diff", "main...HEAD"))
    for folder in (".", "policies"):
        os.chdir(folder)
        assert main([*everything, ".", "--diff-file", os.path.relpath("change.diff", folder)]) == 1
        out = capsys.readouterr().out
        assert "terms.md:3:" in out
        assert "terms.md:6:" not in out


@pytest.mark.parametrize(
    ("name", "head"),
    [("terms.md", "--- terms.md\n+++ terms.md"), ("sub/terms.md", "--- a/sub/terms.md\n+++ b/sub/terms.md")],
)
def test_a_diff_from_elsewhere(tmp_path, monkeypatch, name, head):
    monkeypatch.chdir(tmp_path)
    write(name, "b\n")
    write("x.diff", f"{head}\n@@ -1 +1 @@\n-a\n+b\n")
    changed = changed_in("x.diff", str(tmp_path))
    assert changed.get(name) == Touched(((1, 1),))
    assert changed.since == "before x.diff"
    write("x.diff", "nothing")
    with pytest.raises(UsageError, match="no unified diff") as caught:
        changed_in("x.diff", ".")
    assert caught.value.where == "x.diff"
    with pytest.raises(UsageError, match="cannot be read"):
        changed_in("gone.diff", ".")


def test_what_is_left_after_fixes_is_held_against_the_new_lines(git, tmp_path, capsys):
    old = "Your berth is free again.\n\nFailure to pay will result in a claim.\n"
    write("a.txt", old)
    commit(git)
    new = (
        "You can call prior\nto noon, and come prior\nto ten.\n\n"
        + old
        + "\nFailure to reply will result in a claim.\n"
    )
    write("a.txt", new)
    options = ["--select", "IMP033,HOS006", "--new-from", "HEAD", "--changed", "lines", "-f", "concise"]
    assert main(["check", "a.txt", *options, "--fix"]) == 1
    assert (tmp_path / "a.txt").read_text() == new.replace("prior\nto", "before")
    # the line has moved up by two, and is still a new one
    assert capsys.readouterr().out.startswith("a.txt:7:1: HOS006 'Failure to reply will result' ")
