"""Geometry of the plots."""

from dataclasses import replace

from pipeline.report.plots import Bar, columns, length, strip
from tests.report.samples import volume


def test_a_strip_has_the_nights_the_range_and_tonight() -> None:
    drawn = strip(volume(), width=48, height=20)
    assert drawn.line == "4,9 14,8 24,4 34,7 44,7"
    assert (drawn.band, drawn.middle, drawn.dot) == ((3.0, 7.0), 7.5, (44.0, 7.0))


def test_a_strip_without_a_night_before_is_a_dot() -> None:
    drawn = strip(replace(volume(), before=(), usual=None, tonight=0), width=48, height=20)
    assert (drawn.band, drawn.middle, drawn.dot, drawn.line) == (None, None, (44.0, 16.0), "44,16")


def test_columns_stand_at_the_right_and_small_ones_can_be_seen() -> None:
    assert columns([0, 1, 1_000], width=300, height=100) == [
        Bar(x=161.8, y=100.0, width=36.5, height=0.0),
        Bar(x=209.8, y=98.5, width=36.5, height=1.5),
        Bar(x=257.8, y=0.0, width=36.5, height=100.0),
    ]


def test_a_bar_is_as_long_as_its_share_of_the_largest() -> None:
    assert [length(5, 20), length(0, 20), length(0, 0)] == [25.0, 0.0, 0.0]
