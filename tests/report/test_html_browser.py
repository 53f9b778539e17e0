"""The page in a real browser: axe, a phone, the keyboard, print, no script, and documents that would like to run one.

Needs the packages of `pip install -e .[browser]` and a Chromium: the one that `CXLINT_BROWSER` names, or one on the
path. Where one of them is missing, or `CXLINT_BROWSER` is set to nothing, these tests are skipped.
"""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cxlint import report, runner
from cxlint.config.load import load
from cxlint.journey.overview import build
from cxlint.report import ReportOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.rulebook import RuleSet

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 20_000
"""Milliseconds until something that should happen counts as not happening; a busy machine is slow."""

EVIL = "<script>document.title = 'pwned'</script><img src=x onerror=\"document.title = 'pwned'\">"
TEXTS = {
    "terms.md": "# Terms\n\n## Paying\n\nA late fee of £12 applies after a week. We may change our prices at any time "
    "without notice.\n\n" + "Bring the bike back clean.\n\n" * 9 + "There are no refunds.\n",
    "fees.csv": "name,amount,when\nlate fee,£15.00,per week\nhelmet hire,£2.00,per day\n",
    "mail.txt.j2": f"Dear Customer,\n\nPlease be advised that {EVIL} is late.\n",
    f"policies-{'and-more-' * 9}terms.md": "# More\n\nWe may change our prices at any time without notice.\n",
}
KIND = {"note.md": "# The tool library\n\nThe ladders stand by the door.\n"}

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1200, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser without a window, one for all the tests of a process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="not installed: playwright")
    path = os.environ.get("CXLINT_BROWSER")
    if path is None:
        path = next(filter(None, map(shutil.which, NAMES)), "")
    if not path:
        pytest.skip("no browser here: install chromium, or name one in CXLINT_BROWSER")
    # the sandbox of Chromium does not start for root, nor in most containers
    with (
        playwright.sync_playwright() as driver,
        driver.chromium.launch(executable_path=path, args=["--no-sandbox"]) as chromium,
    ):
        yield chromium


@pytest.fixture(scope="session")
def pages(ruleset: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the page of a small project, one of whose documents is hostile to it, and of an empty page."""
    addresses = {}
    for name, texts in (("findings", TEXTS), ("no findings", KIND)):
        folder = tmp_path_factory.mktemp("page")
        for path, text in texts.items():
            (folder / path).write_text(text, encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            result = runner.run(["."], load(".", isolated=True)._replace(preset="review"), ruleset)
            options = ReportOptions(
                rules=ruleset.by_code,
                project=result.project,
                skipped=[("a.bin", "not text")],
                overview=build(result.project, result.findings, ruleset.by_code, load(".", isolated=True)),
            )
            out = io.StringIO()
            report.write("html", result, out, options)
        (folder / "report.html").write_text(out.getvalue(), encoding="utf-8")
        addresses[name] = (folder / "report.html").as_uri()
    return addresses


@pytest.fixture
def opened(browser: Any, pages: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Opens a page in a fresh context, and in the end looks whether it asked for anything or complained."""
    contexts: list[Any] = []
    requests: set[str] = set()
    complaints: list[str] = []

    def open_page(which: str = "findings", **settings: Any) -> Any:
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: requests.add(request.url.partition("#")[0]))
        # what the policy of the page refuses ends up here, too
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(pages[which])
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert requests <= set(pages.values())
    assert complaints == []


def shown(page: Any, number: int) -> None:
    """Wait until so many cards are shown, and the page says how many there are."""
    from playwright.sync_api import expect

    total = page.locator(".card").count()
    words = f"All {total} findings are shown." if number == total else f"{number} of {total} findings are shown."
    expect(page.get_by_role("status")).to_have_text(words, timeout=PATIENCE)
    expect(page.locator(".card:visible")).to_have_count(number, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("which", "scheme", "size"),
    [
        pytest.param("findings", "light", DESK, id="light"),
        pytest.param("findings", "dark", PHONE, id="dark, phone"),
        pytest.param("no findings", "light", DESK, id="no findings"),
    ],
)
def test_axe_finds_nothing(opened: Callable[..., Any], which: str, scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="not installed: axe-playwright-python")
    page = opened(which, color_scheme=scheme, viewport=size)
    page.evaluate(OPEN_ALL)
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"], "preload": False}
    found = axe.Axe().run(page, options=options).response
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert {"color-contrast", "target-size", "page-has-heading-one"} <= {one["id"] for one in found["passes"]}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("which", ["findings", "no findings"])
def test_nothing_runs_off_a_narrow_screen(opened: Callable[..., Any], which: str, *, script: bool) -> None:
    page = opened(which, viewport=PHONE, java_script_enabled=script)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def _brightness(page: Any, what: str) -> float:
    colour: str = page.evaluate(f"getComputedStyle(document.body).{what}")
    return sum(map(float, colour.removeprefix("rgb(").removesuffix(")").split(","))) / (3 * 255)


@pytest.mark.parametrize(
    ("scheme", "media", "dark"), [("light", "screen", False), ("dark", "screen", True), ("dark", "print", False)]
)
def test_dark_on_a_screen_only(opened: Callable[..., Any], scheme: str, media: str, *, dark: bool) -> None:
    page = opened(color_scheme=scheme)
    page.emulate_media(media=media)
    paper, ink = _brightness(page, "backgroundColor"), _brightness(page, "color")
    assert (paper < 0.2 and ink > 0.8) if dark else (paper > 0.95 and ink < 0.2)


def test_filters_and_search(opened: Callable[..., Any]) -> None:
    page = opened()
    total = page.locator(".card").count()
    shown(page, total)
    errors = page.locator(".card.error").count()
    assert 0 < errors < total
    for name in ("Warnings", "Info"):
        page.get_by_role("checkbox", name=name).uncheck()
    shown(page, errors)
    page.get_by_role("button", name="Show all").click()
    shown(page, total)
    # what is asked for in two groups must be true of both
    page.get_by_role("checkbox", name="Gotcha terms").uncheck()
    page.get_by_role("checkbox", name="Errors").uncheck()
    others = page.locator(".card:not([data-family=TRM]):not([data-severity=error])").count()
    assert 0 < others < total
    shown(page, others)
    page.get_by_role("button", name="Show all").click()
    search = page.get_by_label("Search for words")
    search.fill("DEAR mail.txt")
    shown(page, 1)
    assert page.locator("section.document:visible").count() == 1
    search.fill("nowhere at all")
    shown(page, 0)
    # a link leads there all the same
    page.locator("section[aria-labelledby=rules] a").first.evaluate("(one) => one.click()")
    shown(page, total)


def test_links_open_what_is_folded_away(opened: Callable[..., Any]) -> None:
    page = opened()
    assert page.locator(".row.noted:visible").count() == 0
    page.get_by_role("link", name="See it in the document: terms.md").first.click()
    page.wait_for_selector(".row.noted:visible")
    page.locator(".row.noted:visible .notes a").first.click()
    page.wait_for_selector("article.card:target")


def test_without_a_script(opened: Callable[..., Any]) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("form").is_visible()
    cards = page.locator(".card")
    assert cards.count() > 3
    assert page.locator(".card:visible").count() == cards.count()
    page.locator("details.paper > summary").first.click()
    assert page.locator("details.paper").first.locator(".row").first.is_visible()


def test_print_shows_all_without_a_script(opened: Callable[..., Any]) -> None:
    page = opened(java_script_enabled=False)
    page.emulate_media(media="print")
    heights = page.evaluate("[...document.querySelectorAll('.row')].map((one) => one.getBoundingClientRect().height)")
    assert len(heights) > 10
    assert min(heights) > 5
    assert not page.locator("nav").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_print_opens_what_is_folded_away_and_folds_it_again(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator("details.paper > summary").first.click()
    count = "document.querySelectorAll('details:not([open])').length"
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.folded = {count}; }})")
    assert page.pdf().startswith(b"%PDF")
    assert page.evaluate("window.folded") == 0
    page.wait_for_function("document.querySelectorAll('details[open]').length === 1")
    assert page.locator("form").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("form").is_visible()


def test_keyboard(opened: Callable[..., Any]) -> None:
    page = opened()
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Skip to the findings"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.name") == "severity"
    page.keyboard.press("Space")
    page.wait_for_selector(".card[hidden]", state="attached")
    page.locator("details.paper > summary").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".row.noted:visible")


def test_everything_that_can_be_used_is_reached_and_seen_to_be(opened: Callable[..., Any]) -> None:
    page = opened()
    page.evaluate(OPEN_ALL)
    usable = page.evaluate("""() => {
        const usable = [...document.querySelectorAll('a, button, input, summary, [tabindex="0"]')];
        usable.forEach((one, i) => { one.dataset.at = i; });
        return usable.length;
    }""")
    reached, faint = [], []
    for _ in range(usable):
        page.keyboard.press("Tab")
        at, style, width = page.evaluate("""() => {
            const { dataset } = document.activeElement, { outlineStyle, outlineWidth } =
                getComputedStyle(document.activeElement);
            return [Number(dataset.at), outlineStyle, outlineWidth];
        }""")
        reached.append(at)
        if (style, width) != ("solid", "3px"):
            faint.append(at)
    assert reached == list(range(usable))
    assert faint == []


def test_documents_run_nothing(opened: Callable[..., Any]) -> None:
    page = opened()
    page.evaluate(OPEN_ALL)
    assert page.title().startswith("Fine print report")
    assert page.get_by_text("document.title = 'pwned'").count() >= 1
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1


ADDED = """(html) => {
    const seen = [];
    addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = "document.title = 'pwned'";
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', html);
    return new Promise((done) => setTimeout(() => done([document.title, seen]), 100));
}"""


def test_the_policy_of_the_page_refuses_what_it_does_not_know(browser: Any, pages: dict[str, str]) -> None:
    """Should a document ever get markup into the page, the browser still runs and loads nothing of it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(pages["findings"])
        html = "<p style='color: red' onclick='alert()'>x</p><img src='x.png'><style>p { color: red }</style>"
        title, seen = page.evaluate(ADDED, html)
    assert title.startswith("Fine print report")
    assert set(seen) >= {"script-src-elem", "style-src-attr", "style-src-elem", "img-src"}
