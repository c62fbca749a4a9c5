"""The checks of single rows, in pandera: what each asks of the facts, and what it says of a row that does not pass."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pandas as pd
import pandera.pandas as pandera

from pipeline.config import QualitySettings
from pipeline.load.quality.records import Failure
from pipeline.models import Access

_ACCESS = [Access.FULL.value, Access.TEASER.value, Access.PAYWALL.value]  # the others are no article's
_ADDRESS, _NAME = r"https?://\S", r"\S"
_AHEAD = 24  # hours: a date without an offset may be up to 14 hours off
_BACKWARDS = 30  # days: what was scheduled has its last edit before it is published
SCHEMA = "schema"


class _RowCheck(NamedTuple):
    """name: as in the settings. column: of the facts. says: of a row that does not pass, `found` being its fact."""

    name: str
    column: str
    asks: Callable[[QualitySettings], pandera.Check]
    says: str


def _none(_: QualitySettings) -> pandera.Check:
    return pandera.Check.eq("")


def _schema(column: str, asks: Callable[[], pandera.Check]) -> _RowCheck:
    return _RowCheck(SCHEMA, column, lambda _: asks(), f"{column} is {{found!r}}")


_CHECKS = (
    _schema("article_id", partial(pandera.Check.str_matches, r"[0-9a-f]{16}$")),
    _schema("content_hash", partial(pandera.Check.str_matches, r"[0-9a-f]{64}$")),
    _schema("url", partial(pandera.Check.str_matches, _ADDRESS)),
    _schema("canonical_url", partial(pandera.Check.str_matches, _ADDRESS)),
    _schema("source", partial(pandera.Check.str_matches, _NAME)),
    _schema("title", partial(pandera.Check.str_contains, _NAME)),
    _schema("access", partial(pandera.Check.isin, _ACCESS)),
    _schema("disagreement", partial(pandera.Check.eq, "")),
    _RowCheck("empty_body", "words", lambda _: pandera.Check.gt(0), "no words"),
    _RowCheck("tiny_body", "words", lambda s: pandera.Check.ge(s.min_words), "{found:.0f} words"),
    _RowCheck("future_date", "hours_ahead", lambda _: pandera.Check.le(_AHEAD), "{found:.0f} hours after the capture"),
    _RowCheck("absurd_date", "earliest_year", lambda s: pandera.Check.ge(s.earliest_year), "of the year {found:.0f}"),
    _RowCheck(
        "absurd_date",
        "days_backwards",
        lambda _: pandera.Check.le(_BACKWARDS),
        "updated {found:.0f} days before it was published",
    ),
    _RowCheck("boilerplate_left", "boilerplate", _none, "{found}"),
    _RowCheck("markup_left", "markup", _none, "{found}"),
    _RowCheck("encoding_damage", "encoding", _none, "{found}"),
    _RowCheck("duplicate_paragraphs", "repeated", _none, "{found}"),
)
NAMES = tuple(dict.fromkeys(check.name for check in _CHECKS))


def failures_of(facts: pd.DataFrame, settings: QualitySettings) -> dict[int, list[Failure]]:
    """What rows do not pass, by their number in `facts` (see `facts_of`), in the order of the checks.

    Rows that pass everything are not among them, nor are checks that are off.
    """
    severities: dict[str, Any] = {name: "fail" if name == SCHEMA else getattr(settings, name) for name in NAMES}
    asked = [check for check in _CHECKS if severities[check.name] != "off"]
    try:
        _asking(asked, settings).validate(facts, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return {}
    found: dict[int, list[Failure]] = defaultdict(list)
    places = cases["check"].astype(int)
    for number, place, value in sorted(zip(cases["index"], places, cases["failure_case"], strict=True)):
        check = asked[place]
        failure = Failure(check=check.name, severity=severities[check.name], detail=check.says.format(found=value))
        found[int(number)].append(failure)
    return found


def _asking(asked: list[_RowCheck], settings: QualitySettings) -> pandera.DataFrameSchema:
    """Each check's error is its place among those asked, by which a failure case names it."""
    columns: dict[str, list[pandera.Check]] = defaultdict(list)
    for place, check in enumerate(asked):
        asks = check.asks(settings)
        asks.error = str(place)
        columns[check.column].append(asks)
    return pandera.DataFrameSchema({name: pandera.Column(checks=asks, nullable=True) for name, asks in columns.items()})
