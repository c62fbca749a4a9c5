"""The flow `rerun`: what failed in a run, again."""

from flows import outcome, steps
from flows.kinds import a_flow, settings_of
from flows.outcome import Outcome
from pipeline import reruns
from pipeline.ledger import Ledger
from pipeline.reasons import Reason
from pipeline.reruns import Wish


@a_flow("rerun", hours=20)
def rerun(
    config_file: str = "copydesk.toml",
    run: str | None = None,
    sources: tuple[str, ...] = (),
    reasons: tuple[Reason, ...] = (),
    urls: tuple[str, ...] = (),
) -> Outcome:
    """Ask the sources that were silent in a run again, and take up its pages that failed or were left undone.

    Args:
        config_file: The configuration, as a path that the flow's machine knows.
        run: The id of the run, or the beginning of it. None named is the latest.
        sources: Only of these sources, by their ids. None named are all.
        reasons: Only what was rejected for one of these, final or not. None named are the failures.
        urls: Just these pages, whatever became of them. Leave out the reasons then.
    """
    settings = settings_of(config_file)
    wish = Wish(run=run, sources=sources, reasons=tuple(reason.value for reason in reasons), urls=urls)
    with Ledger.open(settings.ledger_url) as ledger:
        order = reruns.ordered(settings, ledger, wish)
    if order is None or order.is_empty:
        return Outcome(line="There is nothing to do again", is_well=True)
    return outcome.of_run(steps.night(settings, order.plan))
