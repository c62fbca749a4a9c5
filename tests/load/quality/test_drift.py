"""A changed layout is found at once, and ordinary nights are left in peace."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.load.quality.drift import Night, drifts, volume_drifts
from pipeline.load.quality.records import Measures
from tests.load.quality.simulated import FIRST, RUNS, Simulated, told

USUAL = Measures(new=20, words_median=600.0, removed_share=0.4, missing={"authors": 2, "section": 6})


def night(number, **fields):
    return Night(started_at=FIRST + timedelta(days=number), finished=True, measures=replace(USUAL, **fields))


STEADY = [night(number, words_median=580.0 + number % 5 * 10) for number in range(28)]


def said(nights=STEADY, **fields):
    return [(one.check, one.detail) for one in drifts(replace(USUAL, **fields), nights, RUNS)]


def volume(new, nights=STEADY, at=28):
    return [one.detail for one in volume_drifts(night(at, new=new), nights, RUNS)]


def nights_of(*counts):
    return [night(number, new=new) for number, new in enumerate(counts)]


def test_a_night_like_the_others_is_left_in_peace():
    assert said() == []
    assert volume(20) == []


def test_half_the_text_gone_is_a_drift_of_length():
    assert said(words_median=300.0) == [
        ("drift_length", "a median of 300 words, against 400 to 900 in the last 28 runs"),
    ]


def test_twice_as_much_removed_is_a_drift():
    assert said(removed_share=0.8) == [
        ("drift_removed", "80% of the text removed, against 30% to 50% in the last 28 runs"),
    ]


def test_vanished_authors_are_a_drift():
    assert said(missing={"authors": 19, "section": 7}) == [
        ("drift_missing", "of 20 articles, no authors in 19; against the last 28 runs"),
    ]


def test_fields_that_are_stated_more_often_are_none():
    assert said(missing={"authors": 0, "section": 0}) == []


def test_a_steady_series_may_wiggle():
    assert said(words_median=700.0, removed_share=0.48, missing={"authors": 5, "section": 9}) == []


def test_nothing_is_said_of_a_source_that_is_hardly_known():
    assert said(STEADY[:6], words_median=30.0) == []
    assert volume(0, STEADY[:6]) == []
    assert len(said(STEADY[:7], words_median=30.0)) == 1


def test_runs_that_did_not_finish_say_nothing_of_a_range():
    broken = [replace(one, finished=False) for one in STEADY]
    assert said(broken, words_median=30.0) == []


def test_nights_of_before_anything_was_measured_say_nothing():
    unmeasured = [night(number, words_median=None, removed_share=None, missing={}) for number in range(28)]
    assert said(unmeasured, missing={"authors": 20, "section": 20}) == []
    assert volume(0, unmeasured) == ["0 new articles, against 20 in the middle of the last 28 runs"]


def test_a_few_articles_are_judged_together_with_those_of_the_nights_before():
    small = [night(number, new=2, missing={"authors": 0}) for number in range(56)]
    changed = night(0, new=2, missing={"authors": 2}).measures
    found = []
    for after in range(4):
        found.append([one.check for one in drifts(changed, small, RUNS)])
        small.append(night(56 + after, new=2, missing={"authors": 2}))
    assert found == [[], ["drift_missing"], ["drift_missing"], ["drift_missing"]]


def test_no_articles_where_many_are_usual_are_too_few():
    assert volume(0) == ["0 new articles, against 20 in the middle of the last 28 runs"]
    assert volume(3) == ["3 new articles, against 20 in the middle of the last 28 runs"]
    assert volume(10) == []


def test_far_more_than_ever_are_too_many():
    assert volume(60) == ["60 new articles, against at most 20 in the last 28 runs"]
    assert volume(30) == []


def test_a_small_source_may_have_a_night_without_articles_but_not_a_week():
    small = nights_of(*[0, 2, 1, 3] * 7)
    assert volume(0, small) == []
    silent = [*small, *(night(28 + number, new=0) for number in range(7))]
    assert volume(0, silent, at=35) == ["no new articles in 8 runs"]


def test_a_weekend_without_articles_is_none_where_that_is_usual():
    weeks = nights_of(*[6, 6, 6, 6, 6, 0, 0] * 4)
    assert volume(0, [*weeks, *(night(28 + number, new=6) for number in range(5))], at=33) == []


def test_a_run_again_in_the_same_night_is_no_night_without_articles():
    again = replace(night(27, new=0), started_at=STEADY[-1].started_at + timedelta(minutes=30))
    assert list(volume_drifts(again, STEADY, RUNS)) == []


def test_thousands_of_articles_in_a_night_are_no_trouble():
    many = [night(number, new=5_000, missing={"authors": 500}) for number in range(28)]
    assert said(many, new=5_000, missing={"authors": 4_000}) == [
        ("drift_missing", "of 5000 articles, no authors in 4000; against the last 28 runs")
    ]


@pytest.mark.parametrize("per_night", [30, 100])
def test_a_changed_layout_is_found_in_the_first_night(per_night):
    found = 0
    for seed in range(20):
        source = Simulated(per_night=per_night, seed=seed)
        found += bool(told(source.night(60, changed=True), source.nights(60)))
    assert found == 20


@pytest.mark.parametrize("per_night", [5, 15, 30, 100])
def test_a_year_of_ordinary_nights_gives_hardly_an_alarm(per_night):
    """At most one in a year and source, over ten years."""
    alarms = Counter()
    for seed in range(10):
        nights = Simulated(per_night=per_night, seed=seed).nights(365)
        for number in range(1, 365):
            alarms.update(one.check for one in told(nights[number], nights[max(0, number - 60) : number]))
    assert alarms.total() <= 10, alarms
