"""The limits: missed, loosened, raised."""

from benchmarks import floors

TEXT = """\
# what must be kept
[ledger.floors]
text_f1 = 0.900
date = 0.5     # some pages have none

[ledger.ceilings]
must_not_have = 0.05
parse_ratio = 20.0
"""
LIMITS = floors.parse(TEXT)


def measured(**figures: float) -> dict[str, dict[str, float]]:
    return {"ledger": {"text_f1": 0.9, "date": 0.5, "must_not_have": 0.05, "parse_ratio": 20.0, **figures}}


def test_figures_at_their_limits_keep_them() -> None:
    assert floors.missed(LIMITS, measured()) == []


def test_a_figure_on_the_wrong_side_misses_its_limit() -> None:
    assert floors.missed(LIMITS, measured(text_f1=0.8994, must_not_have=0.06)) == [
        "ledger: text_f1 is 0.8994, below the floor 0.9",
        "ledger: must_not_have is 0.06, above the ceiling 0.05",
    ]


def test_a_figure_that_was_not_measured_misses_its_limit() -> None:
    assert floors.missed(floors.parse("[ledger.floors]\ndate = 0.5"), {}) == [
        "ledger: date is missing, below the floor 0.5"
    ]


def test_a_stricter_limit_is_not_loosened() -> None:
    stricter = TEXT.replace("0.900", "0.950").replace("20.0", "15.0") + "\n[gazette.floors]\ndate = 0.1\n"
    assert floors.loosened(floors.parse(stricter), LIMITS) == []


def test_a_lower_floor_a_higher_ceiling_and_a_missing_limit_are_loosened() -> None:
    looser = TEXT.replace("0.900", "0.899").replace("20.0", "20.1").replace("date = 0.5", "")
    assert floors.loosened(floors.parse(looser), LIMITS) == [
        "ledger: the floor of text_f1 was 0.9 and is 0.899",
        "ledger: the floor of date was 0.5 and is missing",
        "ledger: the ceiling of parse_ratio was 20.0 and is 20.1",
    ]


def test_raising_goes_to_what_was_measured_less_a_little_and_keeps_the_rest_of_the_file() -> None:
    found = measured(text_f1=0.95678, date=0.75, must_not_have=0.0312, parse_ratio=8.01)
    assert floors.raised(TEXT, found) == (
        "# what must be kept\n"
        "[ledger.floors]\n"
        "text_f1 = 0.955\n"
        "date = 0.749     # some pages have none\n"
        "\n"
        "[ledger.ceilings]\n"
        "must_not_have = 0.033\n"
        "parse_ratio = 16.1\n"
    )


def test_raising_never_loosens() -> None:
    worse = measured(text_f1=0.1, date=0.5, must_not_have=0.9, parse_ratio=11.0)
    assert floors.raised(TEXT, worse) == TEXT
    assert floors.raised(TEXT, {}) == TEXT


def test_the_projects_floors_are_of_figures_that_there_are() -> None:
    limits = floors.parse(floors.FILE.read_text(encoding="utf-8"))
    assert set(limits) == {"fundus", "wcxb"}
    assert {kind for kinds in limits.values() for kind in kinds} == {"floors", "ceilings"}
    assert set(limits["wcxb"]["ceilings"]) == {"must_not_have", "parse_ratio", "slowest_ratio"}
