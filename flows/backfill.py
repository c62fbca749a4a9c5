"""The flow `backfill`: pages that somebody else fetched."""

from datetime import date
from pathlib import Path

from flows import outcome, steps
from flows.kinds import a_flow, settings_of
from flows.outcome import Outcome
from pipeline import backfill as backfills


@a_flow("backfill", hours=7 * 24)
def backfill(
    warcs: tuple[Path, ...],
    config_file: str = "copydesk.toml",
    sources: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
) -> Outcome:
    """Bring in pages from WARC files that others wrote: into the same datasets, without a request to any site.

    Args:
        warcs: Files, and folders of *.warc and *.warc.gz, as paths that the flow's machine knows.
        config_file: The configuration, likewise.
        sources: Only of these sources, by their ids. None named are all.
        since: Captured on this day (UTC) or later.
        until: Captured on this day (UTC) or earlier.
    """
    settings = settings_of(config_file)
    order = backfills.ordered(settings, warcs, sources, since, until)
    account, summary = steps.backfill(settings, order)
    return outcome.of_backfill(account, summary)
