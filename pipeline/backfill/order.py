"""The order for a backfill."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pipeline import plans
from pipeline.backfill.files import warc_files
from pipeline.backfill.records import Order
from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.plans import Kind, Plan


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
