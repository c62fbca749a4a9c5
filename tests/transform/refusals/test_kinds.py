"""Facts weighed by a table."""

import json

import pytest

from pipeline.transform.refusals.facts import Facts
from pipeline.transform.refusals.kinds import Model, Ranges, judged, model, parsed

TABLE = Model(
    base=1.0,
    threshold=0.0,
    marks={"says": {"add to cart": -2.0, "by our reporter": 1.5}, "date": {"none": -0.5}},
    numbers={"links": Ranges([10, 100], [0.3, 0.0, -0.4])},
)


def facts(*, says: str = "", date: str = "json_ld", links: float = 20) -> Facts:
    return Facts(marks={"says": frozenset((says,)), "date": frozenset((date,))}, numbers={"links": links})


@pytest.mark.parametrize(
    ("given", "score"),
    [
        (facts(), 1.0),
        (facts(links=9), 1.3),
        (facts(links=10), 1.0),
        (facts(links=100), 0.6),
        (facts(says="by our reporter"), 2.5),
        (facts(says="a word that is in no table"), 1.0),
        (facts(says="add to cart", date="none", links=140), -1.9),
    ],
)
def test_a_score_is_the_sum_of_the_points(given: Facts, score: float) -> None:
    assert judged(given, TABLE).score == pytest.approx(score)


def test_the_reasons_are_what_speaks_against_the_strongest_first() -> None:
    verdict = judged(facts(says="add to cart", date="none", links=140), TABLE)
    assert verdict.against == ("says «add to cart»", "no date", "140 links")


def test_an_article_needs_no_reasons() -> None:
    assert judged(facts(date="none"), TABLE).against == ()


def test_a_table_is_read_from_json() -> None:
    text = json.dumps(
        {
            "base": 1.0,
            "threshold": 0.0,
            "marks": TABLE.marks,
            "numbers": {"links": {"from": [10, 100], "points": [0.3, 0.0, -0.4]}},
        }
    )
    assert parsed(text) == TABLE


def test_the_shipped_table_has_a_point_for_every_range() -> None:
    assert model().marks["json_ld"]["newsarticle"] > 0 > model().marks["json_ld"]["product"]
    for ranges in model().numbers.values():
        assert len(ranges.points) == len(ranges.starts) + 1
        assert list(ranges.starts) == sorted(set(ranges.starts))
