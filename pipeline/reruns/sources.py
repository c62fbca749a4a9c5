"""Which sources of a run are asked again: those that did not answer, or were never reached."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.config import Source
from pipeline.ledger import Ledger, Run
from pipeline.models import Problem
from pipeline.plans import Kind
from pipeline.reasons import Reason
from pipeline.reruns.records import Asking


def asked_again(
    ledger: Ledger, of: Run, runs: Sequence[Run], sources: Iterable[Source], reasons: frozenset[Reason]
) -> list[Asking]:
    """Those of the sources that did not answer the run, nor any run since.

    runs: newest first. reasons: only sources for whose document one of them was given; none are all.
    """
    if of.parameters.get("kind") == Kind.BACKFILL:
        return []
    missed = _missed(ledger, of)
    latest = _latest_problems(ledger, runs[: runs.index(of) + 1], missed)
    return [
        Asking(source=source, why=_why(latest.get(source.id)))
        for source in sources
        if source.id in missed and _is_wanted(latest.get(source.id), reasons)
    ]


def _missed(ledger: Ledger, run: Run) -> set[str]:
    with_problems = {problem.source for problem in ledger.problems(run.run_id)}
    return with_problems | ({*run.parameters["sources"]} - ledger.sources_asked(run.run_id))


def _latest_problems(ledger: Ledger, runs: Iterable[Run], sources: set[str]) -> Mapping[str, list[Problem]]:
    """What went wrong when a source was last asked; one that was not asked at all is not there."""
    found: dict[str, list[Problem]] = {}
    for run in runs:
        if len(found) == len(sources):
            break
        asked = ledger.sources_asked(run.run_id) & (sources - found.keys())
        found |= {source: [] for source in asked}
        for problem in ledger.problems(run.run_id):
            if problem.source in asked:
                found[problem.source].append(problem)
    return found


def _is_wanted(problems: list[Problem] | None, reasons: frozenset[Reason]) -> bool:
    if reasons:
        return any(problem.reason in reasons for problem in problems or ())
    return problems is None or bool(problems)


def _why(problems: list[Problem] | None) -> str:
    if not problems:
        return "never reached"
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    return f"{problems[0].reason} at {problems[0].url}{more}"
