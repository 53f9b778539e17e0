from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.config.load import common_folder, load
from cxlint.config.model import FAIL_ON, FORMATS, PRESETS, Config
from cxlint.config.schema import KEYS
from cxlint.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def test_every_key_is_a_field_and_the_other_way_round() -> None:
    # the tables of `ignore` are a field of their own
    assert {key.replace("-", "_") for key in KEYS} == set(Config._fields) - {"root", "path", "accepted"}
    assert PRESETS[0] == Config().preset
    assert "warning" in FAIL_ON
    assert "full" in FORMATS


def test_nearest_file_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    (tmp_path / "cxlint.toml").write_text('preset = "review"\nfail-on = "error"\n')
    inner = tmp_path / "shop" / "legal"
    inner.mkdir(parents=True)
    (tmp_path / "shop" / ".cxlint.toml").write_text('preset = "strict"\n')
    config = load(str(inner))
    assert (config.preset, config.fail_on) == ("strict", "")
    assert config.root == str(tmp_path / "shop")
    assert config.threshold == "info"


def test_order_of_names_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.cxlint]\npreset = "review"\n')
    assert load(str(tmp_path)).preset == "review"
    (tmp_path / "cxlint.toml").write_text('preset = "strict"\n')
    assert load(str(tmp_path)).preset == "strict"


def test_pyproject_counts_only_with_its_table(tmp_path: Path) -> None:
    (tmp_path / "cxlint.toml").write_text('preset = "review"\n')
    inner = tmp_path / "app"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\ndependencies = ["cxlint"]\n')
    assert load(str(inner)).preset == "review"


def test_search_stops_at_the_repository(tmp_path: Path) -> None:
    (tmp_path / "cxlint.toml").write_text('preset = "review"\n')
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "legal").mkdir()
    config = load(str(repository / "legal"))
    assert (config.preset, config.root, config.path) == ("default", str(repository), "")


def test_isolated_and_named_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cxlint.toml").write_text('preset = "review"\n')
    (tmp_path / "ci.toml").write_text('preset = "strict"\nrules-dirs = ["house"]\n')
    (tmp_path / "house").mkdir()
    assert load(isolated=True).preset == "default"
    config = load(file="ci.toml")
    assert (config.preset, config.path) == ("strict", "ci.toml")
    assert config.rules_dirs == (str(tmp_path / "house"),)


def test_a_folder_to_look_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop" / "mails").mkdir(parents=True)
    (tmp_path / "cxlint.toml").write_text('preset = "review"\n')
    (tmp_path / "shop" / "cxlint.toml").write_text('preset = "strict"\n')
    assert load("shop/mails").preset == "strict"
    assert load("shop/mails", file=".").preset == "review"
    assert load(".", file="shop/mails").preset == "strict"


def test_all_values(tmp_path: Path) -> None:
    (tmp_path / "cxlint.toml").write_text(
        """
select = ["FEE", "tag:us-ftc"]
company = ["Acme Ltd"]
schedules = ["fees/*.csv"]
force-exclude = true

[per-file-ignores]
"legal/**" = ["HOS004"]

[kinds]
"mail/*.j2" = "invoice"

[rules.FEE003]
severity = "error"
within = 3
"""
    )
    config = load(str(tmp_path))
    assert config.select == ("FEE", "tag:us-ftc")
    assert config.per_file_ignores == {"legal/**": ("HOS004",)}
    assert config.kinds == {"mail/*.j2": "invoice"}
    assert config.rules == {"FEE003": {"severity": "error", "within": 3}}
    assert config.force_exclude
    assert config.company == ("Acme Ltd",)


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "hint"),
    [
        ('\nselct = ["FEE"]\n', 2, 1, "unknown key `selct`", "`select`"),
        ("[tool.cxlint]\nselect = []\n", 1, 2, "unknown key `tool`", "without [tool.cxlint]"),
        ("min_severity = 'info'\n", 1, 1, "unknown key `min_severity`", "`min-severity`"),
        (
            'select = "FEE"\n',
            1,
            1,
            '`select` must be a list of strings, such as ["a", "b"], not the string "FEE"',
            "",
        ),
        ("preset = 'reveiw'\n", 1, 1, "`preset` must be one of", "`review`"),
        ("force-exclude = 1\n", 1, 1, "true or false, not the number 1", ""),
        ("kinds = 3\n", 1, 1, "a table: [kinds]", ""),
        ("[rules.FEE003]\nwithin = 2\nseverity = 'fatal'\n", 3, 1, "`rules.FEE003.severity`", ""),
        ("[per-file-ignores]\n'a.md' = 3\n", 2, 1, "`per-file-ignores.a.md`", ""),
        ("[kinds]\n'a.md' = 'invioce'\n", 2, 1, "`kinds.a.md` must be one of", "`invoice`"),
        ("journey = 'pays'\n", 1, 1, "`journey` must be tables: [[journey]]", ""),
        ("[[journey]]\nname = 'pays'\n", 1, 1, "[[journey]] number 1: unknown key `name`", ""),
        ("[[journey]]\nkinds = ['invoice']\n", 1, 1, "`stage` is missing", ""),
        ("[[journey]]\nstage = 'pays'\n", 1, 1, "`paths` or `kinds` is missing", ""),
        ("[[journey]]\nstage = 'pays'\nkinds = ['bil']\n", 1, 1, "`kinds` must be one of", ""),
        (
            "[[journey]]\nstage = 'a'\nkinds = ['invoice']\n\n[[journey]]\nstage = 'b'\nkinds = ['invoice']\n",
            5,
            1,
            "[[journey]] number 2: the kind 'invoice' stands in two tables",
            "",
        ),
        (
            "[[journey]]\nstage = 'a'\npaths = ['x']\n[[journey]]\nstage = 'a'\npaths = ['y']\n",
            4,
            1,
            "stands in two",
            "",
        ),
        ("company = ['a'\n\nx\n", 3, 1, "not valid TOML", ""),
        ("select = []\nrules-dirs = [\n  'nowhere',\n]\n", 3, 4, "folder that is not there: nowhere", ""),
    ],
)
def test_errors_point_at_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, column: int, words: str, hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cxlint.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load()
    assert caught.value.where == f"cxlint.toml:{line}:{column}"
    assert words in caught.value.message
    assert hint in caught.value.hint
    excerpt = caught.value.message.splitlines()[-2:]
    assert excerpt[0].startswith(f"{line} | ")
    assert excerpt[1].index("^") - excerpt[0].index("|") == column + 1


def test_place_in_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.other]\nselct = 1\n\n[tool.cxlint]\nselct = ["FEE"]\n')
    with pytest.raises(ConfigError) as caught:
        load()
    assert caught.value.where == "pyproject.toml:5:1"


def test_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file=str(tmp_path / "gone.toml"))


def test_common_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "x.md").touch()
    assert common_folder([str(tmp_path / "a" / "x.md"), str(tmp_path / "a" / "b")]) == str(tmp_path / "a")
    assert common_folder([str(tmp_path / "a" / "x.md")]) == str(tmp_path / "a")
    assert common_folder([])


OVERRIDES = [
    ("overrides = 1", "1:1", "must be tables: [[overrides]]"),
    ('[[overrides]]\nignore = ["FEE"]', "1:1", "[[overrides]] number 1: `paths` is missing"),
    ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npath = ["a"]', "3:1", "number 2: unknown key `path`"),
    ('[[overrides]]\npaths = "a"', "1:1", "`paths` must be a list of strings"),
    ('[[overrides]]\npaths = ["a"]\nrules.FEE003.severity = "bad"', "1:1", "`rules.FEE003.severity` must be one of"),
    ('[[overrides]]\npaths = ["a"]\nrules.FEE003.words = 5', "1:1", "`rules.FEE003.words` cannot differ"),
]


@pytest.mark.parametrize(("text", "where", "message"), OVERRIDES)
def test_broken_overrides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, where: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cxlint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load()
    assert caught.value.where == f"cxlint.toml:{where}"
    assert message in caught.value.message


def test_overrides_are_read(tmp_path: Path) -> None:
    text = '[[overrides]]\npaths = ["a/", "*.b"]\nignore = ["FEE"]\n\n[overrides.rules.HOS004]\nseverity = "error"\n'
    (tmp_path / "cxlint.toml").write_text(text, encoding="utf-8")
    (override,) = load(str(tmp_path)).overrides
    assert override == (("a/", "*.b"), ("FEE",), {"HOS004": {"severity": "error"}})
