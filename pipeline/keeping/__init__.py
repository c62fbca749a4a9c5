"""Keeping a store small and clean: takedowns, retention, and files merged. Each is completed by whoever comes next.

    with opened(settings) as keeping:
        take_down(keeping, find(keeping, url, settings.sources), reason, now)
        compact(keeping, keep_raw_days, now)

What is under way stands in journals in the store:

    <root>/.keeping/takedown.json   the article that is being taken out
    <root>/.keeping/merge.json      the archive files that are becoming one
    <root>/.keeping/promotion.json  the days that rebuilt ones replace
"""

from pipeline.keeping.compact import Compacted, Volume, compact
from pipeline.keeping.desk import Keeping
from pipeline.keeping.opening import after_run, complete, opened
from pipeline.keeping.promotion import Promotion, promote
from pipeline.keeping.takedown import Target, find, take_down

__all__ = [
    "Compacted",
    "Keeping",
    "Promotion",
    "Target",
    "Volume",
    "after_run",
    "compact",
    "complete",
    "find",
    "opened",
    "promote",
    "take_down",
]
