"""Whether a source's new articles of a run leave the range of its latest runs: a site that changed its layout. Pure.

Few articles a night vary much by themselves, so each range is the median of the runs with so many of their own
deviations to both sides, is widened where the night has fewer articles than usual, and is never narrower than a floor.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import mean, median, quantiles

from pipeline.load.quality.records import Measures

VOLUME, LENGTH, MISSING, REMOVED = DRIFTS = ("drift_volume", "drift_length", "drift_missing", "drift_removed")
OF_ARTICLES = (LENGTH, MISSING, REMOVED)
"""Those that are about what the articles are like, and not how many they are."""

LEAST_RUNS = 7
"""Runs with articles before anything is said of a source."""

VOLUME_WINDOW = timedelta(hours=20)
"""The run-up to a run in which articles are counted: a run again in the same night is no night without articles."""

_LEAST_ARTICLES = 5  # of a night before anything is said of what they are like
_DEVIATIONS = 4.0
_LENGTH_FLOOR = math.log(1.5)  # half as long again, or two thirds
_REMOVED_FLOOR = 0.10
_MISSING_FLOOR = 0.30
_CHANCE = 1e-4
_SILENT = 10  # articles to be expected in the time in which there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a run saw of a source. finished: whether it came to its end; one that did not says nothing of a range."""

    started_at: datetime
    finished: bool
    measures: Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A range that was left. detail: one line for a person."""

    check: str
    detail: str


def drifts(tonight: Measures, nights: Sequence[Night], runs: int) -> Iterator[Drift]:
    """What of tonight's articles leaves the range of the latest `runs` nights that had any. nights: oldest first.

    Where a night has few articles, several in a row count as one, so that a small source is judged some nights later.
    """
    if not tonight.new:
        return
    earlier = [night.measures for night in nights if night.finished and night.measures.words_median is not None]
    groups = _grouped([tonight, *reversed(earlier)])
    if len(groups) > LEAST_RUNS:
        now, usual = groups[0], groups[1 : runs + 1]
        yield from _length(now, usual)
        yield from _removed(now, usual)
        yield from _missing(now, usual)


def volume_drifts(tonight: Night, nights: Sequence[Night], runs: int) -> Iterator[Drift]:
    """Whether there are too few or too many articles, as far as weekends and chance allow to say. nights: see `drifts`.

    What is compared is how many there were within a day's run-up to each run, however many runs that took.
    """
    with_articles = sum(bool(night.measures.new) for night in nights if night.finished)
    if with_articles < LEAST_RUNS:
        return
    every = [*nights, tonight]
    volumes = [
        volume for night, volume in zip(every, _volumes(every), strict=True) if night.finished or night is tonight
    ]
    now, silent = volumes[-1], _zeros(reversed(volumes))
    before = volumes[-1 - runs : -1]
    if silent > 1 and _is_silence(silent, volumes[-silent - runs : -silent]):
        yield Drift(check=VOLUME, detail=f"no new articles in {silent} runs")
    elif now < _below(quantiles(before, n=10, method="inclusive")[0]):
        yield Drift(
            check=VOLUME, detail=f"{now} new articles, against {median(before):g} in the middle of {_last(before)}"
        )
    elif now > _above(max(before)):
        yield Drift(check=VOLUME, detail=f"{now} new articles, against at most {max(before)} in {_last(before)}")


def _volumes(nights: Sequence[Night]) -> list[int]:
    """For each run, the new articles within a day's run-up to it, its own among them."""
    volumes: list[int] = []
    first = volume = 0
    for night in nights:
        volume += night.measures.new
        while nights[first].started_at <= night.started_at - VOLUME_WINDOW:
            volume -= nights[first].measures.new
            first += 1
        volumes.append(volume)
    return volumes


def _zeros(volumes: Iterable[int]) -> int:
    return sum(1 for _ in takewhile(lambda volume: not volume, volumes))


def _is_silence(runs: int, before: Sequence[int]) -> bool:
    """Whether so many runs without articles are more than the pauses that the source has made before."""
    pauses = max(_zeros(before[start:]) for start in range(len(before)))
    return runs > 2 * pauses and runs * mean(before) >= _SILENT


def _below(usual: float) -> float:
    """A volume below this is neither chance, where so many are usual, nor the quiet of a holiday."""
    root = math.sqrt(usual + 0.375) - _DEVIATIONS / 2  # the root of a count varies by a half, however large the count
    return min(root**2 - 0.375 if root > 0 else 0.0, usual / 3)


def _above(usual: float) -> float:
    return max((math.sqrt(usual + 0.375) + _DEVIATIONS / 2) ** 2 - 0.375, usual * 1.5)


def _grouped(measures: Iterable[Measures]) -> list[Measures]:
    """Neighbours put together so that each group has enough articles; what is left over at the end is left out."""
    groups: list[Measures] = []
    for one in measures:
        if groups and groups[-1].new < _LEAST_ARTICLES:
            groups[-1] = _together(groups[-1], one)
        else:
            groups.append(one)
    return [group for group in groups if group.new >= _LEAST_ARTICLES]


def _together(one: Measures, other: Measures) -> Measures:
    """Both as one, the median and the share as nearly as can be said without the articles themselves."""
    new = one.new + other.new

    def between(first: float | None, second: float | None) -> float | None:
        if first is None or second is None:
            return second if first is None else first
        return (first * one.new + second * other.new) / new

    return Measures(
        new=new,
        words_median=between(one.words_median, other.words_median),
        removed_share=between(one.removed_share, other.removed_share),
        missing={field: one.missing.get(field, 0) + count for field, count in other.missing.items()},
    )


def _length(tonight: Measures, usual: Sequence[Measures]) -> Iterator[Drift]:
    now, before = tonight.words_median, [one.words_median for one in usual if one.words_median]
    if not now or not before:
        return
    low, high = (math.exp(end) for end in _range([*map(math.log, before)], _LENGTH_FLOOR, tonight, usual))
    if not low <= now <= high:
        detail = f"a median of {now:.0f} words, against {low:.0f} to {high:.0f} in {_last(before)}"
        yield Drift(check=LENGTH, detail=detail)


def _removed(tonight: Measures, usual: Sequence[Measures]) -> Iterator[Drift]:
    now, before = tonight.removed_share, [one.removed_share for one in usual if one.removed_share is not None]
    if now is None or not before:
        return
    low, high = _range(before, _REMOVED_FLOOR, tonight, usual)
    if not low <= now <= high:
        low, high = max(low, 0), min(high, 1)
        detail = f"{now:.0%} of the text removed, against {low:.0%} to {high:.0%} in {_last(before)}"
        yield Drift(check=REMOVED, detail=detail)


def _missing(tonight: Measures, usual: Sequence[Measures]) -> Iterator[Drift]:
    gone = [field for field in tonight.missing if _is_missing_more(field, tonight, usual)]
    if gone:
        fields = ", ".join(f"{field} in {tonight.missing[field]}" for field in gone)
        yield Drift(check=MISSING, detail=f"of {tonight.new} articles, no {fields}; against {_last(usual)}")


def _is_missing_more(field: str, tonight: Measures, usual: Sequence[Measures]) -> bool:
    known = [one for one in usual if field in one.missing]
    if not known:
        return False
    _, high = _range([one.missing[field] / one.new for one in known], _MISSING_FLOOR, tonight, usual)
    if tonight.missing[field] / tonight.new <= high:
        return False
    share = (sum(one.missing[field] for one in known) + 1) / (sum(one.new for one in known) + 2)
    return _chance(tonight.missing[field], tonight.new, share) < _CHANCE


def _chance(least: int, of: int, share: float) -> float:
    """How probable it is that at least so many miss what a share of all miss."""
    logs = (
        math.lgamma(of + 1)
        - math.lgamma(n + 1)
        - math.lgamma(of - n + 1)
        + n * math.log(share)
        + (of - n) * math.log1p(-share)
        for n in range(least, of + 1)
    )
    return sum(map(math.exp, logs))


def _range(before: Sequence[float], floor: float, tonight: Measures, usual: Sequence[Measures]) -> tuple[float, float]:
    middle = median(before)
    deviations = [abs(value - middle) for value in before]
    # either one estimates the standard deviation; of a few runs the first is now and then far too small
    deviation = max(1.4826 * median(deviations), 1.2533 * mean(deviations))
    fewer = max(1.0, math.sqrt(median(one.new for one in usual) / tonight.new))
    half = max(floor, _DEVIATIONS * deviation * fewer)
    return middle - half, middle + half


def _last(before: Sequence[object]) -> str:
    return f"the last {len(before)} runs"
