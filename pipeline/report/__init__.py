"""The report of a run: one HTML page, drawn to be read on a phone at breakfast, and an index over the runs.

`facts`      the numbers as plain values, from the ledger's summary and from `pipeline.load.nights`
`behind`     where each number comes from: a command and a query
`concerns`   the troubles by source, with what to do; `verdicts`: a colour, a word and a line; `phrases`: the words
`page`       facts drawn by `templates/`, with `plots` and `wording`
`entries`    the runs of the index
`forgetting` what a takedown takes out of all this
`names`      where all of it lies in the store
"""

from pipeline.config import Settings
from pipeline.ledger import Ledger
from pipeline.report import facts
from pipeline.report.entries import entries
from pipeline.report.forgetting import forget
from pipeline.report.names import INDEX, address_of, page_of
from pipeline.report.page import drawn, drawn_index
from pipeline.storage import Store
from pipeline.summary import Summary

__all__ = ["INDEX", "address_of", "facts", "forget", "page_of", "write"]


def write(settings: Settings, store: Store, ledger: Ledger, summary: Summary) -> str:
    """Write a run's page, and the index anew; the page's name in the store.

    Writing again replaces both. Raises StoreError for files that cannot be read or written.
    """
    name = page_of(summary.row.run_id)
    store.write(name, drawn(facts.of(settings, store, ledger, summary)).encode())
    store.write(INDEX, drawn_index(*entries(settings, store, ledger, summary)).encode())
    return name
