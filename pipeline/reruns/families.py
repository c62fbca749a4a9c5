"""Which runs belong together: a run, its reruns, and theirs. Pure."""

from collections.abc import Sequence

from pipeline.ledger import Run


def origin(run: Run, runs: Sequence[Run]) -> Run:
    """The run that this one was, at the bottom, a rerun of; itself when it was none."""
    by_id = {one.run_id: one for one in runs}
    while (of := by_id.get(run.parameters.get("of", ""))) is not None:
        run = of
    return run


def family(run: Run, runs: Sequence[Run]) -> list[str]:
    """The ids of the run and of its reruns, oldest first. runs: newest first."""
    members = [run.run_id]
    for one in reversed(runs):
        if one.parameters.get("of") in members:
            members.append(one.run_id)
    return members
