"""The walls of the house: layers, and how large a module or a function may grow."""

import ast
import os
import shutil
import subprocess
import sys

import pytest

import cxlint

PACKAGE = os.path.dirname(os.path.abspath(cxlint.__file__))
ROOT = os.path.dirname(PACKAGE)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

MODULES = sorted(
    os.path.relpath(os.path.join(folder, name), PACKAGE).replace(os.sep, "/")
    for folder, _, names in os.walk(PACKAGE)
    for name in names
    if name.endswith(".py")
)


def source_of(module):
    with open(os.path.join(PACKAGE, module), encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("module", MODULES)
def test_size(module):
    source = source_of(module)
    assert source.count("\n") <= LONGEST_MODULE
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {n.name: n.end_lineno - n.lineno + 1 for n in functions if n.end_lineno - n.lineno >= LONGEST_FUNCTION}
    assert long == {}


def test_no_drawer_for_odds_and_ends():
    names = {part.removesuffix(".py") for module in MODULES for part in module.split("/")}
    assert not names & {"utils", "util", "helpers", "misc", "common"}


HEAVY = {"ahocorasick_rs", "click", "difflib", "jinja2", "json", "lark", "pathlib", "pathspec", "pyromark", "yaml"}
MAY_IMPORT = {
    "cli/app.py": {"click"},
    "cli/commands/": {"click"},
    "preview/jinja/": {"jinja2"},
    "templates/syntax.py": {"jinja2"},
}
"""Modules that are themselves imported only where their library is needed."""


@pytest.mark.parametrize("module", MODULES)
def test_heavy_modules_are_imported_where_they_are_used(module):
    """At the top of a module they would cost every start."""
    imported = set()
    for node in ast.parse(source_of(module)).body:
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    allowed = {name for start, names in MAY_IMPORT.items() if module.startswith(start) for name in names}
    assert imported & HEAVY <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_no_private_interpreter_modules(module):
    for node in ast.walk(ast.parse(source_of(module))):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [name for name in names if name.startswith(("_", "re._", "sre_")) and name != "__future__"]


def test_layers():
    command = shutil.which("lint-imports", path=os.path.dirname(sys.executable)) or shutil.which("lint-imports")
    if not os.path.exists(os.path.join(ROOT, "pyproject.toml")) or command is None:
        pytest.skip("needs the checkout and import-linter")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
