"""The datasets rebuilt from the archive with the present extractor, without a request to any site.

    request = requested(settings, sources, since, dry_run=False)
    with opened(settings, request) as work:
        rebuilt = rebuild(work)                    archive → articles beside those that stand
        comparison = compare(work, rebuilt)        what differs: a page, a Parquet file, numbers that add up
        promote(work, rebuilt)                     the new in the place of the old, all or nothing

The nights are done again in their order, each with the pages that it captured, by the code that does a night:
transform, claims, checks, merge. So revisions are what the captures say under the present extractor, and no change of
the extractor becomes one. Rows keep the runs that captured them: reprocessing is no run, answers for no worklist and
has no row in `runs`. Its record is `reprocess/<id>/summary.json`, beside the page and the file.

What was once captured and of which a capture is gone (`keep_raw_days`) is kept as it stands, and counted. Articles that
were taken down stay so. An article that fails a check now is kept aside in `quarantine`, as in a night, in the name of
the run that captured it; one that passes now leaves it. The checks of a source's drift are not asked: they are about
nights, and to let in what they kept aside is what an operator reprocesses for.

`selection`  what is rebuilt, what is kept, and which run took which capture
`rebuild`    the nights again; `book` has the claims meanwhile
`matching`   which article is which, before and after; `compare` counts them, `words` shows edits
`following`  what the ledger has to follow
`page`       what a person reads
"""

from pipeline.reprocess.compare import compare
from pipeline.reprocess.promote import promote
from pipeline.reprocess.rebuild import rebuild
from pipeline.reprocess.records import Comparison, Outcome, Rebuilt, Request
from pipeline.reprocess.work import Work, opened, requested

__all__ = [
    "Comparison",
    "Outcome",
    "Rebuilt",
    "Request",
    "Work",
    "compare",
    "opened",
    "promote",
    "rebuild",
    "requested",
]
