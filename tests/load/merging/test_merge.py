from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.load import merge, stage
from pipeline.load.layout.files import forget_former
from pipeline.load.merging.rows import article_id
from pipeline.models import Rating
from pipeline.storage import Store
from tests.load.load_samples import (
    NIGHT,
    article,
    captured,
    content,
    file_states,
    load,
    removed,
    results,
    section,
    stated,
)

A = article_id("https://example.org/a")


def test_new_articles_come_with_their_sections_and_removed_blocks(store):
    merged = load(store, "r1", captured(article("a")), captured(article("b"), source="another"))
    assert results(merged) == {"a": "written", "b": "written"}

    rows = content(store)
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


def test_the_outcome_names_the_article_and_its_url(store):
    (one,) = load(store, "r1", captured(article("a")))
    assert (one.article_id, one.url, one.result) == (A, "https://example.org/a", "written")


def test_the_same_content_later_touches_no_file(store):
    load(store, "r1", captured(article("a")))
    before = file_states(store)
    changed_around_it = article("a", rating=Rating(value=5.0, count=1), removed=(removed(3, "New widget"),))
    assert results(load(store, "r2", captured(changed_around_it, nights=1))) == {"a": "unchanged"}
    assert file_states(store) == before


def test_changed_content_is_a_new_revision_and_the_old_one_is_kept_whole(store):
    load(store, "r1", captured(article("a")), captured(article("b")))
    (before,) = (r for r in content(store)["articles"] if r["article_id"] == A)
    before = {name: value for name, value in before.items() if name not in ("cluster_id", "original")}
    second = article("a", sections=(section(0, None, "Second version."),), removed=(removed(9, "Tweet"),))
    later = datetime(2026, 3, 4, 5, tzinfo=UTC)
    merged = merge([stage([captured(second, nights=3)], store, "r2", "x")], store, "r2", later)

    assert results(merged) == {"a": "revised"}
    rows = content(store)
    assert rows["revisions"] == [
        before
        | {
            "superseded_at": later,
            "superseded_by_run": "r2",
            "sections": [
                {"level": 1, "heading": None, "paragraphs": ["First version."]},
                {"level": 2, "heading": "What next", "paragraphs": ["Nothing yet.", "Wait."]},
            ],
            "changes": [
                {"kind": "paragraph", "before": "First version.", "after": "Second version."},
                {"kind": "heading", "before": "What next", "after": None},
                {"kind": "paragraph", "before": "Nothing yet.", "after": None},
                {"kind": "paragraph", "before": "Wait.", "after": None},
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


def test_each_revision_is_kept(store):
    for night, text in enumerate(["one", "two", "three", "one"]):
        load(store, f"r{night}", captured(article("a", text), nights=night))
    rows = content(store)
    assert [(r["revision"], r["sections"][0]["paragraphs"], r["superseded_by_run"]) for r in rows["revisions"]] == [
        (1, ["one"], "r1"),
        (2, ["two"], "r2"),
        (3, ["three"], "r3"),
    ]
    assert [(r["revision"], r["run_id"]) for r in rows["articles"]] == [(4, "r3")]


def test_a_resumed_run_writes_nothing_again_and_reports_the_same(store):
    load(store, "r1", captured(article("known")), captured(article("same")))
    tonight = [
        captured(article("known", "Second version."), nights=1),
        captured(article("same"), nights=1),
        captured(article("new"), nights=1, first=date(2026, 3, 2)),
    ]
    expected = {"known": "revised", "same": "unchanged", "new": "written"}
    assert results(load(store, "r2", *tonight)) == expected
    before = file_states(store)
    assert results(load(store, "r2", *tonight)) == expected
    assert file_states(store) == before


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_captures_of_one_article_the_later_counts(store, order):
    amp = article("amp/a", "Early.", canonical_url="https://example.org/a")
    rows = [captured(amp), captured(article("a", "Late."), minutes=5)]
    (one,) = load(store, "r1", *rows[::order])
    assert (one.url, one.result) == ("https://example.org/a", "written")
    found = content(store)
    assert [(r["text"].split("\n")[0], r["revision"]) for r in found["articles"]] == [("Late.", 1)]
    assert found["revisions"] == []


def test_a_run_that_merges_twice_makes_one_revision(store):
    load(store, "r1", captured(article("a", "one")))
    load(store, "r2", captured(article("a", "two"), nights=1))
    assert results(load(store, "r2", captured(article("a", "three"), nights=1, minutes=1))) == {"a": "revised"}
    found = content(store)
    assert [(r["revision"], r["text"].split("\n")[0]) for r in found["articles"]] == [(2, "three")]
    assert [(r["revision"], r["text"].split("\n")[0]) for r in found["revisions"]] == [(1, "one")]
    assert [r["changes"] for r in found["revisions"]] == [[{"kind": "paragraph", "before": "one", "after": "three"}]]
    assert [r["text"] for r in found["sections"]] == ["three", "Nothing yet.\n\nWait."]


def test_an_older_capture_never_replaces_a_newer_one(store):
    load(store, "r1", captured(article("a", "new"), nights=2))
    assert results(load(store, "r2", captured(article("a", "old"), nights=1))) == {"a": "unchanged"}
    assert content(store)["articles"][0]["text"].startswith("new")


def test_the_first_capture_stays_what_it_was(store):
    load(store, "r1", captured(article("a")))
    forgetful = replace(captured(article("a", "Second."), nights=1), first_captured_at=NIGHT + timedelta(days=1))
    load(store, "r2", forgetful)
    (row,) = content(store)["articles"]
    assert (row["revision"], row["first_captured_at"]) == (2, NIGHT)


def test_each_article_lies_in_the_day_of_its_first_capture(store):
    second = date(2026, 3, 2)
    load(store, "r1", captured(article("a")), captured(article("b"), first=second))
    load(store, "r2", captured(article("a", "Second."), nights=5), captured(article("b"), nights=5, first=second))
    assert [(r["title"], r["revision"], r["date"]) for r in content(store)["articles"]] == [
        ("Title of a", 2, "2026-03-01"),
        ("Title of b", 1, "2026-03-02"),
    ]


def test_rows_stand_by_source_article_and_position(store):
    rows = [captured(article(slug), source="x") for slug in "abcdef"]
    load(store, "r1", *rows[3:])
    load(store, "r2", *rows[:3], captured(article("g"), source="a"))
    for name in ("articles", "sections", "removed"):
        keys = [(r["source"], r["article_id"], r.get("position", 0)) for r in content(store, name)[name]]
        assert keys == sorted(keys)


def test_the_same_content_gives_the_same_bytes_once_what_it_replaced_is_forgotten(store, tmp_path):
    rows = [captured(article(slug)) for slug in "abcdef"]
    at_once = Store.at(tmp_path / "at once")
    load(at_once, "r1", *rows)
    load(store, "r1", *rows[4:])
    load(store, "r1", *rows[:2])
    load(store, "r1", *rows[1:5])
    assert content(store) == content(at_once)

    for name in file_states(store):
        forget_former(store, name)
    one, other = ({name: data for name, (_, data) in file_states(each).items()} for each in (at_once, store))
    assert len(one) == 4
    assert one == other


def test_forgetting_touches_no_file_that_has_nothing_to_forget(store):
    load(store, "r1", captured(article("a")))
    before = file_states(store)
    for name in before:
        forget_former(store, name)
    assert file_states(store) == before


def test_nothing_staged_is_nothing_merged(store):
    assert merge([], store, "r1", NIGHT) == []
    assert load(store, "r1") == []
    assert file_states(store) == {}


def test_the_day_is_marked_only_while_it_is_replaced(store):
    load(store, "r1", captured(article("a")))
    assert store.files(".merging") == []


def test_a_new_title_alone_is_a_revision(store):
    load(store, "r1", captured(article("a")))
    assert results(load(store, "r2", captured(article("a", title=stated("Corrected")), nights=1))) == {"a": "revised"}
