"""Pages that somebody else fetched, from WARC files into the same archive and datasets, without a request to any site.

order = ordered(settings, paths, ...)    which files, sources and days
account = bring_in(night, order)         in the place of discover and fetch; the other steps are those of a night

files       the WARC files that paths mean
reading     their answers, one after the other
choosing    which answers are pages that a source wants
bringing    the step of the run that puts them into the archive
"""

from pipeline.backfill.bringing import bring_in
from pipeline.backfill.order import ordered
from pipeline.backfill.records import Account, Damage, Not, Order

__all__ = ["Account", "Damage", "Not", "Order", "bring_in", "ordered"]
