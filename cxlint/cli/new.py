"""`cxlint new rule`: a rule file with everything a rule needs, and blanks for what only its writer knows."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN
from cxlint.cli.scaffold import scaffold
from cxlint.config.load import load, shown
from cxlint.errors import UsageError
from cxlint.resources import RULES
from cxlint.rulebook.fields import CODE, NAME
from cxlint.rulebook.rulefile import rule_files

if TYPE_CHECKING:
    from cxlint.config.model import Config

_BUILT_IN = ("FEE", "TRM", "DOC", "IMP", "HOS", "EFF", "TPL")
_RESERVED = "CX"
_DEFAULT = "OWN"
"""Letters of a project whose company nobody has named."""

_FAMILY = re.compile(r"[A-Z]{2,6}")
_CODE_LINE = re.compile(r"^code:\s*[\"']?([A-Z]{2,6}[0-9]{3})\b", re.MULTILINE)
_SCHEMA = "rule.schema.json"
_LAST = 999


class NewOptions(NamedTuple):
    """What the command line says; None where it leaves the choice to the program."""

    code: str | None = None
    name: str | None = None
    family: str | None = None
    find: tuple[str, ...] = ()
    folder: str | None = None


def run_new_rule(options: NewOptions) -> int:
    """Write a rule file and say what to do next. Raises UsageError, RuleError."""
    config = load()
    folder = options.folder or _folder(config)
    known = _codes([RULES, *config.rules_dirs, folder])
    code = _code(options, known, config)
    family = code.rstrip("0123456789")
    name = _name(options.name or "")
    _check(options.find, [RULES, *config.rules_dirs, folder])
    home = _home(folder, family, known)
    path = os.path.join(home, f"{code}-{name}.yaml" if name else f"{code}.yaml")
    if os.path.exists(path):
        raise UsageError(f"{path} is there already")
    schema = _schema(folder, home)
    _write(path, scaffold(code, name, family, options.find, schema))
    _tell(path, folder, options, config)
    return CLEAN


def _folder(config: Config) -> str:
    """Where the project keeps its rules."""
    if config.rules_dirs:
        return shown(config.rules_dirs[0])
    return shown(os.path.join(config.root, "rules")) if config.path else "rules"


def _codes(folders: list[str]) -> dict[str, str]:
    """The codes in use, and whose they are: read from the text, because one rule may be half written."""
    found: dict[str, str] = {}
    for path in dict.fromkeys(path for folder in folders for path in rule_files(folder)):
        with open(path, encoding="utf-8", errors="replace") as file:
            code = _CODE_LINE.search(file.read())
        if code:
            found.setdefault(code[1], path)
    return found


def _code(options: NewOptions, known: dict[str, str], config: Config) -> str:
    """The code asked for, or the next one of its family. A free number in between may have been a rule once."""
    if options.code:
        code = options.code.strip().upper()
        family = code.rstrip("0123456789")
        if not re.match(CODE, code) or family == _RESERVED:
            raise UsageError(f"{options.code} is no code for a rule", hint="two to six letters and three digits: HB001")
        if options.family and options.family.upper() != family:
            raise UsageError(f"{code} is not of the family {options.family.upper()}", hint="leave out one of the two")
        if code in known:
            hint = f"{_next(family, known)} is free"
            raise UsageError(f"the code {code} is taken by {shown(known[code])}", hint=hint)
        return code
    family = (options.family or "").strip().upper()
    if family and (not _FAMILY.fullmatch(family) or family == _RESERVED):
        raise UsageError(f"{options.family} is no family", hint="two to six letters, such as HB")
    return _next(family or _own_letters(known, config), known)


def _next(family: str, known: dict[str, str]) -> str:
    last = max((int(code[len(family) :]) for code in known if code.rstrip("0123456789") == family), default=0)
    if last >= _LAST:
        raise UsageError(f"the family {family} has no number left", hint="take other letters: --family")
    return f"{family}{last + 1:03}"


def _own_letters(known: dict[str, str], config: Config) -> str:
    """The letters the project's rules have, or else the first ones of the company's name."""
    used = Counter(code.rstrip("0123456789") for code in known)
    own = [family for family, _ in used.most_common() if family not in _BUILT_IN]
    if own:
        return own[0]
    words = re.findall(r"[A-Za-z]+", config.company[0]) if config.company else []
    letters = "".join(word[0] for word in words[:4]) if len(words) > 1 else "".join(words)[:3]
    letters = letters.upper()
    return letters if _FAMILY.fullmatch(letters) and letters not in (*_BUILT_IN, _RESERVED) else _DEFAULT


def _name(text: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "").replace("’", "")).strip("-")
    if text.strip() and not re.match(NAME, name):
        raise UsageError(f"'{text}' is no name for a rule", hint="words with hyphens: come-whenever")
    return name


def _check(patterns: tuple[str, ...], folders: list[str]) -> None:
    if patterns:
        from cxlint.cli.trying import check_patterns
        from cxlint.rulebook import words

        check_patterns([("--find", pattern) for pattern in patterns], words.load(list(dict.fromkeys(folders))))


def _home(folder: str, family: str, known: dict[str, str]) -> str:
    """The folder within the folder of rules where those of a family stand."""
    base = os.path.join(os.path.abspath(folder), "")
    homes = Counter(
        os.path.dirname(os.path.abspath(path))
        for code, path in known.items()
        if code.rstrip("0123456789") == family and os.path.abspath(path).startswith(base)
    )
    return shown(homes.most_common(1)[0][0]) if homes else folder


def _schema(folder: str, home: str) -> str:
    """Where the schema for editors is, seen from a rule; it is put beside the rules when it is not there yet."""
    path = os.path.join(folder, _SCHEMA)
    if not os.path.exists(path):
        import json

        from cxlint.rulebook.schema import rule_schema

        _write(path, json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n")
    return os.path.relpath(path, home).replace(os.sep, "/")


def _write(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def _tell(path: str, folder: str, options: NewOptions, config: Config) -> None:
    """What was written, and what to do next."""
    file = path.replace(os.sep, "/")
    blanks = "name, " * (not options.name) + "find, " * (not options.find)
    steps = [
        f"Fill in what is empty: {blanks}message, why, mother, suggest, examples.",
        f"See what it finds in your texts:  cxlint try {file} FILES",
        f"Run its examples:                 cxlint test {file}",
    ]
    if not _is_known(folder, config):
        import json

        where = shown(config.path) if config.path else "cxlint.toml"
        root = config.root if config.path else os.curdir
        listed = [os.path.relpath(name, root).replace(os.sep, "/") for name in (*config.rules_dirs, folder)]
        steps.append(f"Let every check use it: put this line into {where}\n     rules-dirs = {json.dumps(listed)}")
    sys.stdout.write(f"wrote {file}\n\n")
    sys.stdout.writelines(f"  {number}. {step}\n" for number, step in enumerate(steps, 1))
    family = os.path.basename(path)[:3]
    if family in _BUILT_IN and not _within(folder, RULES):
        sys.stderr.write(f"note: {family} is a family of cxlint itself, which may use this code one day\n")
        sys.stderr.write("hint: take letters of your own: cxlint new rule --family HB\n")


def _is_known(folder: str, config: Config) -> bool:
    return any(_within(folder, root) for root in (RULES, *config.rules_dirs))


def _within(folder: str, root: str) -> bool:
    inside, base = os.path.realpath(folder), os.path.realpath(root)
    return inside == base or inside.startswith(os.path.join(base, ""))
