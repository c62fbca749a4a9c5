"""The flow `nightly`: one run over all sources."""

from flows import outcome, steps
from flows.kinds import a_flow, settings_of
from flows.outcome import Outcome
from pipeline import plans


@a_flow("nightly", hours=20)  # longer, and the next one is near
def nightly(config_file: str = "copydesk.toml", sources: tuple[str, ...] = ()) -> Outcome:
    """Find, fetch, transform and load what is new, and account for every URL.

    Args:
        config_file: The configuration, as a path that the flow's machine knows.
        sources: The ids of the sources to read. None named are all.
    """
    settings = settings_of(config_file)
    return outcome.of_run(steps.night(settings, plans.nightly(settings, sources)))
