"""What discovery remembers of a document from one run to the next, to ask «has it changed?» and «did I miss some?»."""

from dataclasses import replace

from pipeline.extract.discovery.entries import Document, Newest
from pipeline.models import Entry, Snapshot, Validators

MAX_CONDITIONAL = 6
"""After so many «not modified» in a row a document is asked for whatever it says, for some servers say it wrongly: at
one run a night it is read in full once a week."""

MAX_REMEMBERED = 1_000
"""Pages of a document: what Google allows a news sitemap, and ten times what a feed has."""

_NOTHING = Validators()


def conditions(snapshot: Snapshot | None) -> Validators | None:
    """What to ask for a document with; None to ask without conditions."""
    if snapshot is None or snapshot.validators == _NOTHING or snapshot.conditional >= MAX_CONDITIONAL:
        return None
    return snapshot.validators


def confirmed(snapshot: Snapshot, validators: Validators) -> Snapshot:
    """After a «not modified» that came with `validators`, which are often fewer than before."""
    kept = Validators(
        etag=validators.etag or snapshot.validators.etag,
        last_modified=validators.last_modified or snapshot.validators.last_modified,
    )
    return replace(snapshot, validators=kept, conditional=snapshot.conditional + 1)


def taken(url: str, document: Document, pages: tuple[Entry, ...], validators: Validators) -> Snapshot:
    """Of a document just read, whose pages are `pages` with their URLs normalised.

    It is remembered with its validators only when it is remembered whole, so that a «not modified» loses nothing. Of a
    window with too many pages the newest are kept, to tell whether it overran; of another document none.
    """
    whole = not (document.children or document.shortfall or len(pages) > MAX_REMEMBERED)
    if whole:
        return Snapshot(url=url, entries=pages, validators=validators)
    newest = Newest(MAX_REMEMBERED)
    for page in pages if document.window else ():
        newest.add(page)
    return Snapshot(url=url, entries=newest.entries, validators=_NOTHING)


def is_worth_keeping(snapshot: Snapshot, before: Snapshot | None) -> bool:
    """Whether it says anything, or takes the place of one that did."""
    return before is not None or bool(snapshot.entries) or snapshot.validators != _NOTHING


def overran(before: Snapshot | None, document: Document, pages: tuple[Entry, ...]) -> bool:
    """Whether a window has moved on so far that it shares no page with what it showed last time."""
    if before is None or not document.window or not before.entries or not pages:
        return False
    return {page.url for page in before.entries}.isdisjoint(page.url for page in pages)
