"""The order for a backfill, and its steps."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline import nightly, plans
from pipeline.backfill.bringing import bring_in
from pipeline.backfill.files import warc_files
from pipeline.backfill.records import Account, Order
from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.plans import Kind, Plan
from pipeline.summary import Summary


def ordered(
    settings: Settings,
    paths: Sequence[Path],
    only: Iterable[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Order:
    """The order for WARC files and folders of them. only: ids of sources, none are all.

    Raises `ConfigError` for a path or a source that there is not, and for days the wrong way round.
    """
    if since and until and until < since:
        raise ConfigError(f"--until: {until} is before --since {since}")
    if not settings.sources:
        raise ConfigError("no sources: add at least one [[source]] to the configuration, so that pages are somebody's")
    options = {
        "files": [str(path.resolve()) for path in paths],
        **{name: day.isoformat() for name, day in (("since", since), ("until", until)) if day},
    }
    plan = Plan(kind=Kind.BACKFILL, sources=plans.chosen(settings, only), options=options)
    return Order(plan=plan, files=tuple(warc_files(paths)), since=since, until=until)


def run(settings: Settings, order: Order) -> tuple[Account, Summary]:
    """The steps of a backfill, one after the other."""
    with nightly.opened(settings, order.plan) as night:
        account = bring_in(night, order)
        nightly.load(night, nightly.transform(night))
        nightly.report(night)
        return account, nightly.publish(night)
