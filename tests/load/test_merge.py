from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from load_samples import NIGHT, article, captured, content, file_states, load, removed, results, section, stated

from pipeline.load import merge, stage
from pipeline.load.rows import article_id
from pipeline.models import Rating

A = article_id("https://example.org/a")


def test_new_articles_come_with_their_sections_and_removed_blocks(tmp_path):
    merged = load(tmp_path, "r1", captured(article("a")), captured(article("b"), source="another"))
    assert results(merged) == {"a": "written", "b": "written"}

    rows = content(tmp_path)
    assert [(r["source"], r["title"], r["revision"], r["run_id"], r["date"]) for r in rows["articles"]] == [
        ("another", "Title of b", 1, "r1", "2026-03-01"),
        ("example", "Title of a", 1, "r1", "2026-03-01"),
    ]
    assert [r for r in rows["sections"] if r["article_id"] == A] == [
        {
            "article_id": A,
            "source": "example",
            "revision": 1,
            "position": 0,
            "level": 1,
            "heading": None,
            "text": "First version.",
            "paragraphs": ["First version."],
            "kinds": ["paragraph"],
            "run_id": "r1",
            "date": "2026-03-01",
        },
        {
            "article_id": A,
            "source": "example",
            "revision": 1,
            "position": 1,
            "level": 2,
            "heading": "What next",
            "text": "Nothing yet.\n\nWait.",
            "paragraphs": ["Nothing yet.", "Wait."],
            "kinds": ["paragraph", "paragraph"],
            "run_id": "r1",
            "date": "2026-03-01",
        },
    ]
    assert [(r["source"], r["position"], r["label"], r["rule"], r["text"], r["path"]) for r in rows["removed"]] == [
        ("another", 7, "share_bar", "words:share", "Share this", "main/div.share"),
        ("example", 7, "share_bar", "words:share", "Share this", "main/div.share"),
    ]
    assert rows["revisions"] == []


def test_the_outcome_names_the_article_and_its_url(tmp_path):
    (one,) = load(tmp_path, "r1", captured(article("a")))
    assert (one.article_id, one.url, one.result) == (A, "https://example.org/a", "written")


def test_the_same_content_later_touches_no_file(tmp_path):
    load(tmp_path, "r1", captured(article("a")))
    before = file_states(tmp_path)
    changed_around_it = article("a", rating=Rating(value=5.0, count=1), removed=(removed(3, "New widget"),))
    assert results(load(tmp_path, "r2", captured(changed_around_it, nights=1))) == {"a": "unchanged"}
    assert file_states(tmp_path) == before


def test_changed_content_is_a_new_revision_and_the_old_one_is_kept_whole(tmp_path):
    load(tmp_path, "r1", captured(article("a")), captured(article("b")))
    (before,) = (r for r in content(tmp_path)["articles"] if r["article_id"] == A)
    second = article("a", sections=(section(0, None, "Second version."),), removed=(removed(9, "Tweet"),))
    later = datetime(2026, 3, 4, 5, tzinfo=UTC)
    merged = merge([stage([captured(second, nights=3)], tmp_path, "r2", "x")], tmp_path, "r2", later)

    assert results(merged) == {"a": "revised"}
    rows = content(tmp_path)
    assert rows["revisions"] == [
        before
        | {
            "superseded_at": later,
            "superseded_by_run": "r2",
            "sections": [
                {"level": 1, "heading": None, "paragraphs": ["First version."]},
                {"level": 2, "heading": "What next", "paragraphs": ["Nothing yet.", "Wait."]},
            ],
        }
    ]
    (now,) = (r for r in rows["articles"] if r["article_id"] == A)
    assert (now["text"], now["revision"], now["run_id"]) == ("Second version.", 2, "r2")
    assert (now["first_captured_at"], now["captured_at"]) == (NIGHT, datetime(2026, 3, 4, 2, tzinfo=UTC))
    assert now["date"] == "2026-03-01"
    assert [(r["revision"], r["text"]) for r in rows["sections"] if r["article_id"] == A] == [(2, "Second version.")]
    assert [(r["revision"], r["text"]) for r in rows["removed"] if r["article_id"] == A] == [(2, "Tweet")]
    assert len(rows["articles"]) == 2


def test_each_revision_is_kept(tmp_path):
    for night, text in enumerate(["one", "two", "three", "one"]):
        load(tmp_path, f"r{night}", captured(article("a", text), nights=night))
    rows = content(tmp_path)
    assert [(r["revision"], r["sections"][0]["paragraphs"], r["superseded_by_run"]) for r in rows["revisions"]] == [
        (1, ["one"], "r1"),
        (2, ["two"], "r2"),
        (3, ["three"], "r3"),
    ]
    assert [(r["revision"], r["run_id"]) for r in rows["articles"]] == [(4, "r3")]


def test_a_resumed_run_writes_nothing_again_and_reports_the_same(tmp_path):
    load(tmp_path, "r1", captured(article("known")), captured(article("same")))
    tonight = [
        captured(article("known", "Second version."), nights=1),
        captured(article("same"), nights=1),
        captured(article("new"), nights=1, first=date(2026, 3, 2)),
    ]
    expected = {"known": "revised", "same": "unchanged", "new": "written"}
    assert results(load(tmp_path, "r2", *tonight)) == expected
    before = file_states(tmp_path)
    assert results(load(tmp_path, "r2", *tonight)) == expected
    assert file_states(tmp_path) == before


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_captures_of_one_article_the_later_counts(tmp_path, order):
    amp = article("amp/a", "Early.", canonical_url="https://example.org/a")
    rows = [captured(amp), captured(article("a", "Late."), minutes=5)]
    (one,) = load(tmp_path, "r1", *rows[::order])
    assert (one.url, one.result) == ("https://example.org/a", "written")
    found = content(tmp_path)
    assert [(r["text"].split("\n")[0], r["revision"]) for r in found["articles"]] == [("Late.", 1)]
    assert found["revisions"] == []


def test_a_run_that_merges_twice_makes_one_revision(tmp_path):
    load(tmp_path, "r1", captured(article("a", "one")))
    load(tmp_path, "r2", captured(article("a", "two"), nights=1))
    assert results(load(tmp_path, "r2", captured(article("a", "three"), nights=1, minutes=1))) == {"a": "revised"}
    found = content(tmp_path)
    assert [(r["revision"], r["text"].split("\n")[0]) for r in found["articles"]] == [(2, "three")]
    assert [(r["revision"], r["text"].split("\n")[0]) for r in found["revisions"]] == [(1, "one")]
    assert [r["text"] for r in found["sections"]] == ["three", "Nothing yet.\n\nWait."]


def test_an_older_capture_never_replaces_a_newer_one(tmp_path):
    load(tmp_path, "r1", captured(article("a", "new"), nights=2))
    assert results(load(tmp_path, "r2", captured(article("a", "old"), nights=1))) == {"a": "unchanged"}
    assert content(tmp_path)["articles"][0]["text"].startswith("new")


def test_the_first_capture_stays_what_it_was(tmp_path):
    load(tmp_path, "r1", captured(article("a")))
    forgetful = replace(captured(article("a", "Second."), nights=1), first_captured_at=NIGHT + timedelta(days=1))
    load(tmp_path, "r2", forgetful)
    (row,) = content(tmp_path)["articles"]
    assert (row["revision"], row["first_captured_at"]) == (2, NIGHT)


def test_each_article_lies_in_the_day_of_its_first_capture(tmp_path):
    second = date(2026, 3, 2)
    load(tmp_path, "r1", captured(article("a")), captured(article("b"), first=second))
    load(tmp_path, "r2", captured(article("a", "Second."), nights=5), captured(article("b"), nights=5, first=second))
    assert [(r["title"], r["revision"], r["date"]) for r in content(tmp_path)["articles"]] == [
        ("Title of a", 2, "2026-03-01"),
        ("Title of b", 1, "2026-03-02"),
    ]


def test_rows_stand_by_source_article_and_position(tmp_path):
    rows = [captured(article(slug), source="x") for slug in "abcdef"]
    load(tmp_path, "r1", *rows[3:])
    load(tmp_path, "r2", *rows[:3], captured(article("g"), source="a"))
    for name in ("articles", "sections", "removed"):
        keys = [(r["source"], r["article_id"], r.get("position", 0)) for r in content(tmp_path, name)[name]]
        assert keys == sorted(keys)


def test_the_same_content_gives_the_same_bytes_however_it_was_built_up(tmp_path):
    rows = [captured(article(slug)) for slug in "abcdef"]
    load(tmp_path / "one", "r1", *rows)
    load(tmp_path / "other", "r1", *rows[4:])
    load(tmp_path / "other", "r1", *rows[:2])
    load(tmp_path / "other", "r1", *rows[1:5])
    one, other = (
        {name: data for name, (_, data) in file_states(tmp_path / which).items()} for which in ("one", "other")
    )
    assert len(one) == 4
    assert one == other


def test_nothing_staged_is_nothing_merged(tmp_path):
    assert merge([], tmp_path, "r1", NIGHT) == []
    assert load(tmp_path, "r1") == []
    assert file_states(tmp_path) == {}


def test_the_day_is_marked_only_while_it_is_replaced(tmp_path):
    load(tmp_path, "r1", captured(article("a")))
    assert list((tmp_path / ".merging").iterdir()) == []


def test_a_new_title_alone_is_a_revision(tmp_path):
    load(tmp_path, "r1", captured(article("a")))
    assert results(load(tmp_path, "r2", captured(article("a", title=stated("Corrected")), nights=1))) == {
        "a": "revised"
    }
