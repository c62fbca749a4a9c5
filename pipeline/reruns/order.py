"""The order for a rerun."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger, LeftOver, Run
from pipeline.naming import run_named
from pipeline.plans import Kind, Plan, chosen
from pipeline.reasons import Reason
from pipeline.reruns.families import family, origin
from pipeline.reruns.pages import Chosen, pages_named, pages_of
from pipeline.reruns.records import Asking, Order, Wish
from pipeline.reruns.sources import asked_again


def ordered(settings: Settings, ledger: Ledger, wish: Wish) -> Order | None:
    """What a rerun would do at this moment; None when there was no run yet. Nothing is written.

    Raises `ConfigError` for a run, source or reason that there is not, an address that is none, and reasons together
    with addresses.
    """
    wanted, reasons = chosen(settings, wish.sources), _reasons(wish)
    runs = ledger.latest_runs(None)
    if not runs:
        return None
    of = origin(runs[0], runs) if wish.run is None else run_named(wish.run, runs)
    asked = [] if wish.urls else asked_again(ledger, of, runs, wanted, reasons)
    pages, left = _pages(settings, ledger, wish, reasons, family(of, runs))
    pages.sort(key=lambda page: (page.source, page.url))
    plan = _plan(of, wish, asked, pages)
    return Order(
        of=of,
        plan=plan,
        asked=tuple(asked),
        pages=tuple(pages),
        left=tuple(sorted(left, key=lambda one: one.url)),
        interrupted=next((run for run in ledger.unfinished_runs() if plan.continues(run.parameters)), None),
    )


def _reasons(wish: Wish) -> frozenset[Reason]:
    if wish.urls and wish.reasons:
        raise ConfigError("--url takes a page whatever became of it: leave --reason out, or --url")
    known = [reason.value for reason in Reason]
    for unknown in (reason for reason in wish.reasons if reason not in known):
        close = get_close_matches(unknown, known, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}"
        raise ConfigError(f"--reason: no reason {unknown!r}; {hint}")
    return frozenset(map(Reason, wish.reasons))


def _pages(settings: Settings, ledger: Ledger, wish: Wish, reasons: frozenset[Reason], runs: Sequence[str]) -> Chosen:
    sources = {source.id: source for source in settings.sources}
    if wish.urls:
        return pages_named(ledger, wish.urls, sources, wish.sources, runs if wish.run is not None else ())
    return pages_of(ledger, runs, sources, wish.sources, reasons)


def _plan(of: Run, wish: Wish, asked: Sequence[Asking], pages: Sequence[LeftOver]) -> Plan:
    named: dict[str, Any] = {
        "only": sorted({*wish.sources}),
        "reasons": sorted({*wish.reasons}),
        "urls": sorted({*wish.urls}),
    }
    return Plan(
        kind=Kind.RERUN,
        sources=tuple(one.source for one in asked),
        urls=tuple(page.url for page in pages),
        options={"of": of.run_id, **{name: values for name, values in named.items() if values}},
    )
