"""A source as coverage sees it over many nights: how many articles, how long, what is missing, what is removed."""

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from pipeline.load.quality.drift import Drift, Night, drifts, volume_drifts
from pipeline.load.quality.records import NOTHING, Measures

FIRST = datetime(2026, 1, 1, 3, tzinfo=UTC)
RUNS = 28
_MISSING = {"authors": 0.1, "published": 0.01, "language": 0.0, "section": 0.3, "image": 0.02, "standfirst": 0.15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A source with so many articles on a weekday, two fifths of them at a weekend, around 600 words long."""

    per_night: float
    seed: int

    def night(self, number: int, *, changed: bool = False) -> Night:
        """changed: the site has a new layout: half the text is taken for something else, and no author is found."""
        chance = random.Random(f"{self.seed}/{number}/{changed}")
        started_at = FIRST + timedelta(days=number)
        weekend = 0.4 if started_at.weekday() >= 5 else 1.0
        # busy and quiet days differ more than chance alone has it
        count = _poisson(chance, chance.gammavariate(20, self.per_night * weekend / 20))
        return Night(started_at=started_at, finished=True, measures=_measures(chance, count, changed=changed))

    def nights(self, count: int) -> list[Night]:
        return [self.night(number) for number in range(count)]


def told(tonight: Night, nights: list[Night]) -> list[Drift]:
    """All that is said of a night after those nights."""
    return [*drifts(tonight.measures, nights, RUNS), *volume_drifts(tonight, nights, RUNS)]


def _measures(chance: random.Random, count: int, *, changed: bool) -> Measures:
    if not count:
        return NOTHING
    words = [chance.lognormvariate(math.log(600), 0.6) for _ in range(count)]
    removed = [chance.lognormvariate(math.log(2_500), 0.5) for _ in words]
    missing = {field: sum(chance.random() < share for _ in words) for field, share in _MISSING.items()}
    whole = sum(words) * 6.1 + sum(removed)
    kept = [word / 2 for word in words] if changed else words
    return Measures(
        new=count,
        words_median=median(kept),
        removed_share=1 - sum(kept) * 6.1 / whole,
        missing=missing | ({"authors": count} if changed else {}),
    )


def _poisson(chance: random.Random, rate: float) -> int:
    """How many events there are in a unit of time."""
    count, at = 0, chance.expovariate(rate)
    while at < 1:
        count, at = count + 1, at + chance.expovariate(rate)
    return count
