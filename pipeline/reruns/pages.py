"""Which pages are done again, and which are left alone and why."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from pipeline import extract
from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger, LeftOver
from pipeline.reasons import FAILURES, Reason
from pipeline.reruns.records import Left

Sources = Mapping[str, Source]
"""The configured ones, by id."""

Chosen = tuple[list[LeftOver], list[Left]]


def pages_of(
    ledger: Ledger, runs: Sequence[str], sources: Sources, only: Collection[str], reasons: Collection[Reason]
) -> Chosen:
    """The pages that the runs, oldest first, left undone or rejected, and that are no articles yet.

    only: ids of sources, none are all. reasons: for which the runs rejected them; none are the failures.
    """
    left_over = ledger.left_over(runs, reasons or {None, *FAILURES})
    fitting = [page for page in left_over if not only or page.source in only]
    return _parted(fitting, lambda page: _why_not(page, sources, reasons))


def pages_named(
    ledger: Ledger, urls: Iterable[str], sources: Sources, only: Collection[str], runs: Sequence[str]
) -> Chosen:
    """The pages at these addresses, however they are spelt, whatever became of them.

    runs: only those that these left undone or rejected; none are all. Raises `ConfigError` for what is no web address.
    """
    homes = [extract.Home.of(source.homepage) for source in sources.values()]
    found: dict[str, LeftOver] = {}
    unknown: list[Left] = []
    for url in urls:
        pages = _at(ledger, _spellings(url, homes))
        found |= {page.url: page for page in pages}
        if not pages:
            unknown.append(Left(url=url, why="no run has met this address"))
    listed = {page.url for page in ledger.left_over(runs, {None, *Reason})} if runs else found.keys()
    pages, left = _parted(found.values(), lambda page: _why_not_named(page, sources, only, listed))
    return pages, [*unknown, *left]


def _parted(pages: Iterable[LeftOver], why_not: Callable[[LeftOver], str | None]) -> Chosen:
    judged = [(page, why_not(page)) for page in pages]
    left = [Left(url=page.url, why=why) for page, why in judged if why is not None]
    return [page for page, why in judged if why is None], left


def _why_not(page: LeftOver, sources: Sources, reasons: Collection[Reason]) -> str | None:
    if (why := _why_never(page, sources)) is not None:
        return why
    if not reasons and page.now is not None and page.now not in FAILURES:
        return f"decided since: {page.now}"
    if page.now is Reason.EXCLUDED:
        refusal = extract.UrlFilter.of(sources[page.source]).refusal(page.url)
        return f"still excluded by its source: {refusal.detail}" if refusal else None
    return None


def _why_not_named(page: LeftOver, sources: Sources, only: Collection[str], listed: Collection[str]) -> str | None:
    if (why := _why_never(page, sources)) is not None:
        return why
    if only and page.source not in only:
        return f"of the source {page.source}"
    return None if page.url in listed else "not among what that run left undone or rejected"


def _why_never(page: LeftOver, sources: Sources) -> str | None:
    if page.work is None:
        return "taken down" if page.now is Reason.TAKEN_DOWN else "an article already"
    return None if page.source in sources else f"its source {page.source} is not in the configuration"


def _spellings(url: str, homes: Iterable[extract.Home]) -> set[str]:
    """The addresses under which the ledger may know what someone names."""
    spelt = {one for home in (None, *homes) if (one := extract.normalise(url, home=home)) is not None}
    if not spelt:
        raise ConfigError(f"--url: {url!r} is no web address; it must begin with https:// or http://")
    return {url.strip(), *spelt}


def _at(ledger: Ledger, addresses: Collection[str]) -> list[LeftOver]:
    """Known by one of the addresses, else pages that led to one when they were last fetched."""
    return ledger.known_pages(addresses) or ledger.known_pages(known.url for known in ledger.known_at(addresses))
