"""What a run brought and what is usual, read back from the datasets for those who tell of it.

As few files as will do: the partitions that the run wrote, and those of the runs that it is compared with.

`latest`     the closed runs, from `runs`
`volumes`    new articles of each source, from `coverage`
`hosts`      how each host answered, from `fetches`
`copies`     the clusters that gained an article
`edits`      what publishers changed
`shares`     how much of the pages was removed, by label
`examples`   an article to look at
"""

from pipeline.load.layout.columns import ARTICLES, COVERAGE, FETCHES, REMOVED, REVISIONS, RUNS
from pipeline.load.nights.copies import Cluster, Copy, clusters
from pipeline.load.nights.edits import Change, Edit, edits
from pipeline.load.nights.examples import Example, shortest
from pipeline.load.nights.hosts import HOST, NOT_SENT, Host, hosts
from pipeline.load.nights.latest import BACKFILL, NIGHTLY, ClosedRun, closed_run, closed_runs, comparable
from pipeline.load.nights.shares import Shares, removed_shares
from pipeline.load.nights.volumes import Volume, first_day, volumes

DATASETS = tuple(dataset.name for dataset in (ARTICLES, REMOVED, REVISIONS, FETCHES, COVERAGE, RUNS))
"""What is read here."""

__all__ = [
    "BACKFILL",
    "DATASETS",
    "HOST",
    "NIGHTLY",
    "NOT_SENT",
    "Change",
    "ClosedRun",
    "Cluster",
    "Copy",
    "Edit",
    "Example",
    "Host",
    "Shares",
    "Volume",
    "closed_run",
    "closed_runs",
    "clusters",
    "comparable",
    "edits",
    "first_day",
    "hosts",
    "removed_shares",
    "shortest",
    "volumes",
]
