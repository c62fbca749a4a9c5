"""Which answers are pages that a source wants."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.backfill.choosing import Chooser
from pipeline.backfill.records import Answer, Not
from pipeline.config import Settings
from tests.backfill.warcs import HTML


def answer(url: str = "https://example.org/a-long-story", **changes: object) -> Answer:
    values: dict[str, object] = {
        "file": Path("pages.warc.gz"), "offset": 0, "url": url, "final_url": url, "status": 200, "status_text": "OK",
        "captured_at": datetime(2026, 11, 2, 12, tzinfo=UTC), "headers": (HTML,), "revisit": False, "digest": None,
    }  # fmt: skip
    return Answer(**{**values, **changes})  # type: ignore[arg-type]


def chosen(settings: Settings, one: Answer, since: date | None = None, until: date | None = None) -> object:
    choice = Chooser(settings.sources, since, until).choose(one)
    return choice if isinstance(choice, Not) else (choice.source.id, choice.url)


@pytest.mark.parametrize(
    ("url", "choice"),
    [
        ("https://example.org/a-long-story", ("whole", "https://example.org/a-long-story")),
        ("https://example.org/politics/a-story", ("section", "https://example.org/politics/a-story")),
        ("http://www.example.org/a-long-story/amp?utm_source=x", ("whole", "https://example.org/a-long-story")),
        ("https://example.org/tag/politics", Not.FILTERED),
        ("https://example.com/a-long-story", Not.SOURCE),
        ("dns:example.org", Not.SOURCE),
    ],
)
def test_a_page_belongs_to_the_first_source_that_wants_it(settings: Settings, url: str, choice: object) -> None:
    assert chosen(settings, answer(url)) == choice


@pytest.mark.parametrize(
    ("changes", "choice"),
    [
        ({"status": 404}, Not.STATUS),
        ({"headers": (("content-type", "IMAGE/png"),)}, Not.TYPE),
        ({"headers": ()}, ("whole", "https://example.org/a-long-story")),
        ({"headers": (HTML, ("Content-Encoding", "GZIP"))}, ("whole", "https://example.org/a-long-story")),
        ({"headers": (HTML, ("X-Crawler-Content-Encoding", "zstd"))}, ("whole", "https://example.org/a-long-story")),
        ({"headers": (HTML, ("Content-Encoding", "zstd"))}, Not.CODING),
    ],
)
def test_only_pages_that_can_be_read_are_wanted(settings: Settings, changes: dict[str, object], choice: object) -> None:
    assert chosen(settings, answer(**changes)) == choice


@pytest.mark.parametrize(
    ("since", "until", "is_wanted"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), True),
        (date(2026, 11, 3), None, False),
        (None, date(2026, 11, 1), False),
    ],
)
def test_the_days_are_both_included(
    settings: Settings, since: date | None, until: date | None, is_wanted: bool
) -> None:
    assert (chosen(settings, answer(), since, until) != Not.DATES) == is_wanted
