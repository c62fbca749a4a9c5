"""The report as a browser shows it: on a phone and on a desk, in light and dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pipeline import report
from pipeline.health import Topic
from pipeline.load.nights import Host
from pipeline.report.concerns import Concern, Sign
from pipeline.report.facts import Facts, Place
from pipeline.report.page import drawn
from pipeline.report.verdicts import State
from tests.chromium import DESK, PHONE, shown
from tests.report.planted import BLOCKED, CHANGED, LONG_WORD, SCRIPT, SILENT, Planted
from tests.report.samples import cluster, edit, facts, volume

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def folder(nights: Planted) -> Path:
    """Where the pages of both nights and the index lie."""
    for summary in nights.summaries:
        report.write(nights.settings, nights.store, nights.ledger, summary)
    folder = Path(nights.settings.root) / "reports"
    (folder / "crowded.html").write_text(drawn(crowded()), encoding="utf-8")
    return folder


def crowded() -> Facts:
    """Everything that a page can have, and much of it."""
    sources = [f"a-source-with-a-rather-long-name-{number}" for number in range(60)]
    sign = Sign(topic=Topic.OVERRAN, check=None, word="Moved on too far", text=f"all of {LONG_WORD} is new", red=True)
    wrong = [
        Concern(source=source, signs=(sign, sign), example=None, commands=(f"copydesk run --source {source}",))
        for source in sources[:12]
    ]
    host = Host(host=LONG_WORD, requests=12_345, median=12.5, slow=119.9, failures=1_234, left_out=5_678)
    return facts(
        state=State.RED,
        line=LONG_WORD,
        concerns=tuple(wrong),
        volumes=tuple(volume(source, 12_345, Place.ALARM) for source in sources),
        hosts=(host,) * 20,
        clusters=(cluster(LONG_WORD, f"https://example.org/{LONG_WORD}"),) * 20,
        edits=(edit(LONG_WORD),) * 20,
    )


def page_of(name: str, nights: Planted) -> str:
    first, second = (f"{summary.row.run_id}.html" for summary in nights.summaries)
    return {
        "the red night": second,
        "the green night": first,
        "the index": "index.html",
        "a crowded one": "crowded.html",
    }[name]


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [
        *(("the red night", size, scheme) for size in (PHONE, DESK) for scheme in ("light", "dark")),
        *(("the index", size, scheme) for size, scheme in ((PHONE, "light"), (DESK, "dark"))),
        *(("a crowded one", size, scheme) for size, scheme in ((PHONE, "light"), (DESK, "dark"))),
        *(("the green night", size, scheme) for size, scheme in ((PHONE, "dark"), (DESK, "light"))),
    ],
)
def test_it_asks_for_nothing_has_no_error_fits_and_is_accessible(  # noqa: PLR0913, PLR0917  a view has many sides
    browser: Browser, nights: Planted, folder: Path, name: str, size: tuple[int, int], scheme: str
) -> None:
    with shown(browser, folder / page_of(name, nights), size, scheme) as view:
        assert view.page.evaluate("document.documentElement.scrollWidth") == size[0]
        view.page.evaluate(OPEN_ALL)
        assert view.page.evaluate("document.documentElement.scrollWidth") == size[0]
        axe = Axe().run(view.page)
        assert axe.violations_count == 0, axe.generate_report()
        assert (view.said, view.asked) == ([], [])


def test_each_planted_problem_is_seen_at_once_on_a_phone(browser: Browser, nights: Planted, folder: Path) -> None:
    with shown(browser, folder / page_of("the red night", nights)) as view:
        cards = view.page.locator(".concerns > li")
        planted = {
            SILENT: "Silent", BLOCKED: "12 of 14 pages failed: 12 http_403", CHANGED: "Layout changed",
        }  # fmt: skip
        for source, told in planted.items():
            card = cards.filter(has_text=source)
            box = card.bounding_box()
            assert told in card.inner_text()
            assert box is not None
            assert box["y"] + box["height"] <= PHONE[1]


def test_a_card_and_a_number_lead_to_what_is_behind_them(browser: Browser, nights: Planted, folder: Path) -> None:
    with shown(browser, folder / page_of("the red night", nights)) as view:
        view.page.locator(".concerns").get_by_text(CHANGED).click()
        assert view.page.locator(":target h3").inner_text().strip() == CHANGED
        view.page.locator(".volume .number").first.click()
        assert view.page.locator(":target pre").is_visible()


def test_a_title_that_is_a_script_is_a_title(browser: Browser, nights: Planted, folder: Path) -> None:
    dialogs: list[str] = []
    with shown(browser, folder / page_of("the red night", nights)) as view:
        view.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        assert view.page.get_by_text(SCRIPT).count() > 0
        assert view.page.locator("script, img, iframe").count() == 0
    assert dialogs == []


def test_the_policy_lets_nothing_in(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """What the tests above would see if there were anything."""
    strange = "<img src='http://127.0.0.1:9/pixel'><p style='color: red'>x</p><script>document.title = 'taken'</script>"
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text((folder / "index.html").read_text(encoding="utf-8") + strange, encoding="utf-8")
    with shown(browser, spoilt) as view:
        refused = [text for text in view.said if "Content Security Policy" in text]
        assert (len(refused), view.page.title()) == (3, "Nights · copydesk")
        assert view.page.locator("p").last.evaluate("one => getComputedStyle(one).color") != "rgb(255, 0, 0)"


def test_in_print_it_is_dark_on_white_and_has_no_queries(browser: Browser, nights: Planted, folder: Path) -> None:
    with shown(browser, folder / page_of("the red night", nights), DESK, "dark") as view:
        view.page.emulate_media(media="print")
        assert view.page.locator(".behind:visible, nav:visible").count() == 0
        assert view.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
