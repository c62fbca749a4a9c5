"""The test data of Fundus: versions go with the pages that hold their words."""

import json
from pathlib import Path
from typing import Any

from benchmarks.formats import read_sets
from benchmarks.gold import GoldPage, Passage
from tests.benchmarks.gold_folders import save


def version(*paragraphs: str) -> dict[str, Any]:
    section = {"headline": [], "paragraphs": list(paragraphs)}
    return {"title": "Ferry", "body": {"summary": [], "sections": [section]}}


def publisher(country: Path, name: str, versions: dict[str, Any], pages: dict[str, str]) -> None:
    for day, page in pages.items():
        save(country / f"{name}_{day}.html.gz", page)
    (country / f"{name}.json").write_text(json.dumps(versions), encoding="utf-8")


def meta(country: Path, addresses: dict[str, str]) -> None:
    rows = {page: {"url": url, "crawl_date": "2026-03-04 08:00:00"} for page, url in addresses.items()}
    (country / "meta.info").write_text(json.dumps(rows), encoding="utf-8")


def test_a_page_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    country = tmp_path / "tests" / "resources" / "parser" / "test_data" / "xx"
    known = {
        "authors": ["Ada Quill", "Bo Stone"],
        "title": "Ferry",
        "publishing_date": "2026-03-04 08:00:00+00:00",
        "topics": ["Harbour"],
        "body": {
            "summary": ["In short."],
            "sections": [
                {"headline": [], "paragraphs": ["It returns.", "At last."]},
                {"headline": ["Costs"], "paragraphs": ["Four crowns."]},
            ],
        },
    }
    publisher(country, "Ledger", {"V1": known}, {"2026_03_04": "<p>In short. It returns. At last. Four crowns."})
    meta(country, {"Ledger_2026_03_04.html.gz": "https://ledger.example/ferry"})
    (gold,) = read_sets(tmp_path)
    assert gold.pages == (
        GoldPage(
            id="Ledger_2026_03_04",
            url="https://ledger.example/ferry",
            file=country / "Ledger_2026_03_04.html.gz",
            text="In short.\n\nIt returns.\n\nAt last.\n\nCosts\n\nFour crowns.",
            title="Ferry",
            authors=("Ada Quill", "Bo Stone"),
            published="2026-03-04 08:00:00+00:00",
            sections=(
                Passage(heading=None, paragraphs=("It returns.", "At last.")),
                Passage(heading="Costs", paragraphs=("Four crowns.",)),
            ),
        ),
    )


def test_each_version_goes_with_the_page_that_holds_its_words(tmp_path: Path) -> None:
    country = tmp_path / "xx"
    versions = {"V1": version("The old bridge fell."), "V1_1": version("The café opened, the old ferry sank.")}
    pages = {"2023_01_01": "<p>The caf&eacute; opened, the old ferry sank.", "2024_01_01": "<p>The old bridge fell."}
    publisher(country, "Ledger", versions, pages)
    meta(country, {})
    (gold,) = read_sets(tmp_path)
    assert [(page.id, page.text) for page in gold.pages] == [
        ("Ledger_2023_01_01", "The café opened, the old ferry sank."),
        ("Ledger_2024_01_01", "The old bridge fell."),
    ]


def test_no_page_goes_with_two_versions(tmp_path: Path) -> None:
    country = tmp_path / "xx"
    versions = {"V1": version("The old bridge fell down."), "V1_1": version("The old bridge fell.")}
    publisher(country, "Ledger", versions, {"2023_01_01": "<p>The old bridge fell."})
    meta(country, {})
    (gold,) = read_sets(tmp_path)
    assert [page.text for page in gold.pages] == ["The old bridge fell."]


def test_a_publisher_whose_name_begins_with_anothers_keeps_its_pages(tmp_path: Path) -> None:
    country = tmp_path / "xx"
    publisher(country, "Post", {"V1": version("The old bridge fell.")}, {"2023_01_01": "<p>The old bridge fell."})
    publisher(
        country, "Post_Extra", {"V1": version("The ferry.")}, {"2023_01_01": "<p>The ferry, the old bridge fell."}
    )
    meta(country, {})
    (gold,) = read_sets(tmp_path)
    assert [page.id for page in gold.pages] == ["Post_2023_01_01", "Post_Extra_2023_01_01"]
