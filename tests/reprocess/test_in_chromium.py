"""The page of a comparison as a browser shows it."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pipeline.reprocess.page import render
from tests.chromium import DESK, PHONE, shown
from tests.reprocess.test_page import HOSTILE, arrival, comparison, edit

LONG_WORD = "Donaudampfschiff" * 625


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")])
def test_it_asks_for_nothing_has_no_error_fits_and_is_accessible(
    browser: Browser, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    strange = [
        arrival(title=HOSTILE, reason=LONG_WORD),
        arrival(title=LONG_WORD, url=f"https://example.org/{LONG_WORD}"),
    ]
    longest = edit(title=LONG_WORD, lines=[("paragraph", [("same", HOSTILE), ("del", LONG_WORD), ("ins", "a ferry")])])
    file = tmp_path / "index.html"
    file.write_text(render(comparison(gained=strange, lost=strange, largest=[longest])), encoding="utf-8")
    with shown(browser, file, size, scheme) as view:
        assert view.page.evaluate("document.documentElement.scrollWidth") == size[0]
        assert Axe().run(view.page).response["violations"] == []
        assert (view.said, view.asked) == ([], [])
