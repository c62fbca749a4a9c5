"""Which article is which, and what differs."""

from datetime import UTC, date, datetime
from typing import Any

from pipeline.load import Version, View
from pipeline.reprocess.matching import differences, matched, spelt

EARLY, LATE = (datetime(2026, 11, day, 3, tzinfo=UTC) for day in (2, 3))


def view(article_id: str, url: str = "https://example.org/a", captured_at: datetime = EARLY, **fields: Any) -> View:
    return View(
        article_id=article_id,
        url=url,
        source="example",
        date=date(2026, 11, 2),
        version=Version(title="Ferry", sections=()),
        fields={"captured_at": captured_at, **fields},
    )


def test_the_same_id_is_the_same_article() -> None:
    old, new = view("1", title="Old"), view("1", title="New")
    assert [*matched([old], [new])] == [(old, new)]


def test_another_id_at_the_same_url_is_the_article_under_another_identity() -> None:
    old, new = view("1"), view("2")
    assert [*matched([old], [new])] == [(old, new)]


def test_of_several_at_a_url_those_that_stay_are_matched_first_and_the_rest_by_age() -> None:
    stays, older, newer = view("1"), view("2", captured_at=EARLY), view("3", captured_at=LATE)
    other = view("4", captured_at=LATE)
    assert [*matched([newer, stays, older], [other, stays])] == [(stays, stays), (older, other), (newer, None)]


def test_what_has_no_counterpart_is_gained_or_lost() -> None:
    lost, gained = view("1", "https://example.org/lost"), view("2", "https://example.org/gained")
    assert [*matched([lost], [gained])] == [(None, gained), (lost, None)]


def test_only_fields_that_differ_are_named_with_both_values() -> None:
    old = view("1", title="Ferry", authors=["Ann"], published=None)
    new = view("1", title="Ferry", authors=["Ann", "Bo"], published="2026-11-02")
    assert [*differences(old, new)] == [("authors", '["Ann"]', '["Ann", "Bo"]'), ("published", None, "2026-11-02")]


def test_a_field_of_a_revision_that_is_gone_has_no_value_now() -> None:
    assert [*differences(view("1", **{"revision 1: title": "Old"}), view("1"))] == [("revision 1: title", "Old", None)]


def test_values_are_spelt_as_text() -> None:
    assert [spelt(value) for value in (None, "a", 3, 1.5, True, EARLY, [{"name": "Ü"}])] == [
        None, "a", "3", "1.5", "true", "2026-11-02T03:00:00+00:00", '[{"name": "Ü"}]',
    ]  # fmt: skip
