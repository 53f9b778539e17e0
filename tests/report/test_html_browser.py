"""The page in a real browser: axe, a phone, the keyboard, print, no script, and documents that would like to run one.

Needs the packages of `pip install -e .[browser]` and a Chromium: the one that `CXLINT_BROWSER` names, or one on the
path.
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
    from pathlib import Path

    from cxlint.rulebook import RuleSet

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EVIL = "<script>document.title = 'pwned'</script><img src=x onerror=\"document.title = 'pwned'\">"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="not installed: playwright")
    path = os.environ.get("CXLINT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no browser here: install chromium, or name one in CXLINT_BROWSER")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(ruleset: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a small project, one of whose documents is hostile to it."""
    folder: Path = tmp_path_factory.mktemp("page")
    texts = {
        "terms.md": "# Terms\n\n## Paying\n\nA late fee of £12 applies after a week. We may change our prices at any "
        "time without notice.\n\n" + "Bring the bike back clean.\n\n" * 9 + "There are no refunds.\n",
        "fees.csv": "name,amount,when\nlate fee,£15.00,per week\nhelmet hire,£2.00,per day\n",
        "mail.txt.j2": f"Dear Customer,\n\nPlease be advised that {EVIL} is late.\n",
        f"policies-{'and-more-' * 9}terms.md": "# More\n\nWe may change our prices at any time without notice.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
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
    return (folder / "report.html").as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens the page in a fresh context, and in the end looks whether it asked for anything or complained."""
    contexts, requests, complaints = [], [], []

    def open_page(**settings: Any) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    assert {url.partition("#")[0] for url in requests} == {address}
    assert complaints == []
    for context in contexts:
        context.close()


OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
PHONE = {"width": 320, "height": 640}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1200, "height": 900}, PHONE])
def test_axe_finds_nothing(opened: Callable[..., Any], scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="not installed: axe-playwright-python")
    page = opened(color_scheme=scheme, viewport=size)
    page.evaluate(OPEN_ALL)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("script", [True, False])
def test_nothing_runs_off_a_narrow_screen(opened: Callable[..., Any], *, script: bool) -> None:
    page = opened(viewport=PHONE, java_script_enabled=script)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def shown(page: Any, number: int) -> None:
    """Wait until so many cards are shown."""
    from playwright.sync_api import expect

    expect(page.locator(".card:visible")).to_have_count(number, timeout=5_000)


def test_filters_and_search(opened: Callable[..., Any]) -> None:
    page = opened()
    total = page.locator(".card").count()
    assert page.locator("#count").inner_text() == f"All {total} findings are shown."
    errors = page.locator(".card.error").count()
    for name in ("Warnings", "Info"):
        page.get_by_role("checkbox", name=name).uncheck()
    shown(page, errors)
    assert page.locator("#count").inner_text() == f"{errors} of {total} findings are shown."
    assert 0 < errors < total
    page.get_by_role("button", name="Show all").click()
    shown(page, total)
    page.get_by_label("Search for words").fill("DEAR mail.txt")
    shown(page, 1)
    assert page.locator("section.document:visible").count() == 1
    page.get_by_label("Search for words").fill("nowhere at all")
    shown(page, 0)
    # a link leads there all the same
    link = page.locator("section[aria-labelledby=rules] a").first
    link.evaluate("(one) => one.click()")
    shown(page, total)


def test_links_open_what_is_folded_away(opened: Callable[..., Any]) -> None:
    page = opened()
    assert page.locator(".row.noted:visible").count() == 0
    page.get_by_role("link", name="See it in the document: terms.md").first.click()
    page.wait_for_selector(".row.noted:visible")
    page.locator(".row.noted:visible .notes a").first.click()
    assert page.evaluate("document.querySelector(':target').className").startswith("card")


def test_without_a_script(opened: Callable[..., Any]) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("form").is_visible()
    cards = page.locator(".card")
    assert cards.count() > 3
    assert all(card.is_visible() for card in cards.all())
    page.locator("details.paper > summary").first.click()
    assert page.locator("details.paper").first.locator(".row").first.is_visible()


def test_print_shows_all_without_a_script(opened: Callable[..., Any]) -> None:
    page = opened(java_script_enabled=False)
    page.emulate_media(media="print")
    assert all(row.bounding_box()["height"] > 5 for row in page.locator(".row").all())
    assert page.locator(".row").count() > 10
    assert not page.locator("nav").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_keyboard(opened: Callable[..., Any]) -> None:
    page = opened()
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.textContent") == "Skip to the findings"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.name") == "severity"
    assert page.evaluate(f"getComputedStyle({focused}).outlineWidth") == "3px"
    page.keyboard.press("Space")
    page.wait_for_selector(".card[hidden]", state="attached")
    # everything that can be used is reached, in the order of the page
    page.reload()
    reached = page.evaluate(
        "[...document.querySelectorAll('a, button, input, summary, [tabindex]')].map((one) => one.tabIndex)"
    )
    assert max(reached) == 0


def test_documents_run_nothing(opened: Callable[..., Any]) -> None:
    page = opened()
    page.evaluate(OPEN_ALL)
    assert page.title().startswith("Fine print report")
    assert page.get_by_text("document.title = 'pwned'").count() >= 1
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
