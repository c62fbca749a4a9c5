import pytest

from benchmarks import copies
from benchmarks.copies import LEAST, Part, Score, neighbouring, part_of, rewrites, score, scores, taken
from benchmarks.stories import read_stories
from pipeline.load.duplicates.copies import USED


@pytest.fixture(scope="module", params=["seen", "unseen"])
def part(request: pytest.FixtureRequest) -> Part:
    return part_of(read_stories(request.param))


@pytest.fixture(scope="module")
def measured(part: Part) -> dict[str, Score]:
    return scores(part)


@pytest.mark.parametrize("what", ["pairs", "clusters", "clusters of few"])
def test_copies_are_told_from_what_resembles_them(measured: dict[str, Score], what: str) -> None:
    assert measured[what].precision >= LEAST
    assert measured[what].recall >= LEAST


def test_a_set_without_hard_cases_would_prove_little(part: Part) -> None:
    hard = [pair for pair in part.candidates.tolist() if part.samples[pair[0]].origin != part.samples[pair[1]].origin]
    assert len(hard) > 200


def test_what_is_no_copy_of_a_later_text_may_be_one_of_an_earlier() -> None:
    assert score({(0, 1), (0, 2)}, {(0, 1), (1, 2), (2, 3)}) == Score(1, 1, 2)
    assert (Score(1, 1, 2) + Score(1, 0, 0)).precision == pytest.approx(2 / 3)
    assert Score(1, 1, 2).recall == pytest.approx(1 / 3)


def test_thresholds_beside_those_in_use_are_measured_too() -> None:
    first, *others = neighbouring()
    assert first == USED
    assert USED not in others
    assert len(set(others)) == 15


def test_figures_keep_the_weeks_of_a_series_apart() -> None:
    part = part_of([story for story in read_stories("seen") if story.name == "series-county-results"])
    assert score(set(taken(part)), part.truth).precision == 1
    blind = next(one for one in neighbouring() if one.figures == 0)
    assert score(set(taken(part, blind)), part.truth).precision < 0.5


def test_rewrites_in_other_words_are_not_found() -> None:
    assert rewrites() == (0, 2)


def test_a_set_that_is_not_told_well_enough_ends_in_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = part_of(read_stories("seen")[:2])
    monkeypatch.setattr(copies, "part_of", lambda _: few)
    assert copies.main() == 0
    monkeypatch.setattr(copies, "LEAST", 1.01)
    assert copies.main() == 1
    assert "| 0.5 | 0.15 | 0.5 | 4 |" in capsys.readouterr().out
