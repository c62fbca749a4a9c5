"""The flow `reprocess`: the datasets rebuilt from the archive."""

from datetime import date

from flows import steps
from flows.kinds import a_flow, settings_of
from flows.outcome import Outcome
from pipeline import reprocess as rebuilding


@a_flow("reprocess", hours=7 * 24)
def reprocess(
    config_file: str = "copydesk.toml",
    since: date | None = None,
    sources: tuple[str, ...] = (),
    dry_run: bool = False,
) -> Outcome:
    """Rebuild the datasets from the archive with the present extractor, without a request to any site.

    Args:
        config_file: The configuration, as a path that the flow's machine knows.
        since: Only what was first captured on this day (UTC) or later.
        sources: Only of these sources, by their ids. None named are all.
        dry_run: Show what would change, and change nothing.
    """
    settings = settings_of(config_file)
    request = rebuilding.requested(settings, sources, since, dry_run=dry_run)
    comparison = steps.reprocess(settings, request)
    return Outcome(line=comparison.line, is_well=True, result=comparison)
