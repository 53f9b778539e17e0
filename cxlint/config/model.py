"""The settings of one run, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

PRESETS = ("default", "review", "strict")
FAIL_ON = ("error", "warning", "info", "never")
FORMATS = (
    "full", "concise", "grouped", "markdown", "html", "json", "jsonl", "csv", "sarif", "github", "gitlab", "azure",
    "junit", "checkstyle", "rdjson", "rdjsonl",
)  # fmt: skip
"""Of reports on findings."""

ALL = "ALL"
"""The selector of every rule."""

INCLUDE = (
    "*.md", "*.markdown", "*.txt", "*.html", "*.htm", "*.xhtml", "*.csv", "*.tsv", "*.yaml", "*.yml",
    "*.json", "*.xlsx", "*.xlsm",
    "*.j2", "*.jinja", "*.jinja2", "*.njk", "*.twig", "*.liquid", "*.hbs", "*.handlebars", "*.mustache",
    "*.erb", "*.ftl", "*.tpl", "*.mjml", "*.eml",
    "*.po", "*.pot", "*.properties", "*.arb", "strings*.xml", "*.xlf", "*.xliff", "*.resx", "*.strings",
    # PHP is mostly code: only what its place calls words for people
    "*.phtml", "*.html.php", "*view*.php", "*template*.php", "*mail*.php",
    "**/lang/**/*.php", "**/views/**/*.php", "**/templates/**/*.php", "**/emails/**/*.php", "**/pages/**/*.php",
)  # fmt: skip
"""Files that a folder contributes when the configuration does not say."""

EXCLUDE = (
    ".*/", "node_modules/", "venv/", "vendor/", "site-packages/", "__pycache__/", "build/", "dist/",
    "target/", "LICENSE*", "CHANGELOG*", "requirements*.txt",
)  # fmt: skip
"""What a folder does not contribute when the configuration does not say: nobody writes it to customers."""


class Accepted(NamedTuple):
    """A finding that the configuration accepts: one table of `[[ignore]]`.

    `rule` is a selector, `path` a glob (perhaps with `#` and the place in a workbook: `fees.xlsx#Rates!B7`), `text`
    words of the finding or its sentence; an empty one fits all, as does an empty `fingerprint`. After `expires` it
    accepts nothing. `line` and `column` (1-based) are where it stands in the configuration.
    """

    rule: str
    reason: str
    path: str = ""
    text: str = ""
    fingerprint: str = ""
    expires: date | None = None
    line: int = 1
    column: int = 1


class Override(NamedTuple):
    """What holds for the files of some globs only: rules to leave out, and the severity and confidence of others."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    rules: dict[str, dict[str, Any]] = {}  # noqa: RUF012 -- a default that nobody writes to


class Stage(NamedTuple):
    """A stage of the customer's journey: one table of `[[journey]]`.

    A document belongs to it by the globs of `paths`, else by its kind. `owner` says who can change its texts.
    """

    name: str
    kinds: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    owner: str = ""


JOURNEY = (
    Stage("looks around", ("marketing", "press-release")),
    Stage("signs up", ("account",)),
    Stage("agrees to terms", ("policy", "schedule")),
    Stage("orders", ("order", "shipping")),
    Stage("pays", ("invoice", "receipt")),
    Stage("falls behind", ("dunning",)),
    Stage("asks for help", ("support-reply",)),
    Stage("hears of changes", ("notice",)),
    Stage("leaves", ("cancellation",)),
    Stage("gets money back", ("refund",)),
)
"""What every customer may go through, when the configuration does not say."""


class Config(NamedTuple):
    """The settings of one run.

    `root` is the absolute folder to which globs relate: that of the configuration file, else the
    repository's. `path` is the configuration file, empty when there is none. Selectors are rule codes, names,
    prefixes of codes, `tag:...` or ALL. `kinds` maps globs to a document or message kind, `stages`,
    `polarities` and `audiences` to the rest of what a message is. `rules` maps a code
    or name to `severity`, `confidence` and any option of that rule. An empty `fail_on`, `min_confidence` or
    `output_format` means: as the preset or the program has it. `accepted` are the tables of `ignore`. `baseline` is the
    absolute path of the baseline file, empty for the default one. `journey` are the stages in order.
    """

    root: str = "."
    path: str = ""
    preset: str = "default"
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 -- defaults that nobody writes to
    include: tuple[str, ...] = INCLUDE
    exclude: tuple[str, ...] = EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    fail_on: str = ""
    min_severity: str = "info"
    min_confidence: str = ""
    rules_dirs: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    kinds: dict[str, str] = {}  # noqa: RUF012
    stages: dict[str, str] = {}  # noqa: RUF012
    polarities: dict[str, str] = {}  # noqa: RUF012
    audiences: dict[str, str] = {}  # noqa: RUF012
    rules: dict[str, dict[str, Any]] = {}  # noqa: RUF012
    company: tuple[str, ...] = ()
    output_format: str = ""
    overrides: tuple[Override, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    baseline: str = ""
    journey: tuple[Stage, ...] = JOURNEY

    @property
    def threshold(self) -> str:
        """The least severity that makes the run fail, or "never"."""
        return self.fail_on or ("info" if self.preset == "strict" else "warning")
