"""Quality: what is checked of articles before they are written, and what is said of a source afterwards.

`check` sends each staged row on or keeps it aside in the dataset `quarantine`; `assess` sums up a run for `coverage`.

`facts`      what is measured of a row: `leftovers` (by `phrases`), `damage`, `shape`
`rows`       the checks of rows, in pandera, which ask the facts
`metrics`    what a source's new articles are like, on staged rows or on what was written
`drift`      whether they leave the range of the source's latest runs, of which `history` knows
`quarantine` the rows that failed, with the reasons
"""

from pipeline.load.quality.assess import assess
from pipeline.load.quality.check import Checked, check

__all__ = ["Checked", "assess", "check"]
