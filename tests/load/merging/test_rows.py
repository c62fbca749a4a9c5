from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pipeline.load.merging.rows import article_id, content_hash, instant, staged_row
from pipeline.models import AuthorBox, BlockKind, Rating, Section
from tests.load.load_samples import NIGHT, article, captured, section, stated


def test_an_article_is_identified_by_its_canonical_url():
    assert article_id("https://example.org/a") == "b5b10dd0429e69ac"


@pytest.mark.parametrize(
    ("stated_text", "expected"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T08:30:00", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("2026-03-01T08:30:00Z", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("2026-03-01T08:30:00.250+02:00", datetime(2026, 3, 1, 6, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-03-01T22:30-05:00", datetime(2026, 3, 2, 3, 30, tzinfo=UTC)),
        ("2026-03", None),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+05:00", None),
    ],
)
def test_instants(stated_text, expected):
    assert instant(stated_text) == expected


def test_only_a_changed_title_heading_or_paragraph_changes_the_content():
    before = content_hash(article("a"))
    assert content_hash(article("a", authors=(stated("Ann"),), removed=(), tags=("x",))) == before
    assert content_hash(article("a", rating=Rating(value=4.5, count=2))) == before
    assert content_hash(article("a", "Second version.")) != before
    assert content_hash(article("a", title=stated("Other"))) != before
    assert content_hash(article("a", sections=(section(0, None, "First version."),))) != before


def test_a_paragraph_that_moves_under_another_heading_is_a_change():
    one = article("a", sections=(section(0, None, "x", "y"), section(1, "H")))
    other = article("a", sections=(section(0, None, "x"), section(1, "H", "y")))
    assert content_hash(one) != content_hash(other)


def test_a_row_holds_what_the_article_states():
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    full = article(
        "a",
        standfirst=stated("Why it matters", "meta"),
        authors=(stated("Ann", "json_ld"), stated("Bob", "byline"), stated("Cy", "json_ld")),
        published=stated("2026-03-01T08:30:00+02:00", "meta"),
        modified=stated("2026-03", "json_ld"),
        rating=Rating(value=None, count=0),
        author_boxes=(AuthorBox(name="Ann", role="Administrator", bio=None),),
        sections=(
            Section(position=0, level=1, heading=None, paragraphs=("One two.", "Three."), kinds=kinds),
            section(1, "Four"),
        ),
    )
    row = staged_row(replace(captured(full), source="site"))
    expected = {
        "article_id": "b5b10dd0429e69ac",
        "source": "site",
        "title": "Title of a",
        "title_method": "json_ld",
        "standfirst": "Why it matters",
        "authors": ["Ann", "Bob", "Cy"],
        "authors_method": "json_ld, byline",
        "published": "2026-03-01T08:30:00+02:00",
        "published_at": datetime(2026, 3, 1, 6, 30, tzinfo=UTC),
        "published_method": "meta",
        "modified": "2026-03",
        "modified_at": None,
        "modified_method": "json_ld",
        "text": "One two.\n\nThree.\n\nFour",
        "word_count": 4,
        "section_count": 2,
        "rating_value": None,
        "rating_count": 0,
        "author_boxes": [{"name": "Ann", "role": "Administrator", "bio": None, "link": None}],
        "access": "full",
        "captured_at": NIGHT,
        "capture_file": "2026/a.warc.gz",
        "capture_offset": 1024,
        "date": date(2026, 3, 1),
        "sections": [
            {
                "position": 0,
                "level": 1,
                "heading": None,
                "text": "One two.\n\nThree.",
                "paragraphs": ["One two.", "Three."],
                "kinds": ["paragraph", "list_item"],
            },
            {"position": 1, "level": 2, "heading": "Four", "text": "", "paragraphs": [], "kinds": []},
        ],
        "removed": [
            {
                "position": 7,
                "label": "share_bar",
                "rule": "words:share",
                "text": "Share this",
                "path": "main/div.share",
            }
        ],
    }
    assert {name: row[name] for name in expected} == expected


def test_what_an_article_does_not_state_is_null_or_empty():
    row = staged_row(captured(article("a")))
    nullable = "standfirst authors_method published published_at modified language section image rating_value"
    assert {row[name] for name in nullable.split()} == {None}
    assert [row[name] for name in ("authors", "tags", "author_boxes")] == [[], [], []]
