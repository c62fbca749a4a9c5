"""A run summed up, from the ledger and the datasets: what `status`, the report, Prefect and a notification tell."""

from dataclasses import dataclass

from pipeline import accounts, health
from pipeline.config import Settings
from pipeline.health import Health
from pipeline.ledger import Ledger, Run
from pipeline.load import Finding, RunRow, findings_of_run
from pipeline.models import Problem
from pipeline.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A run's numbers, what went wrong, and the verdict. overran, findings: with their source."""

    row: RunRow
    problems: tuple[Problem, ...]
    overran: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, Finding], ...]
    health: Health


def of_run(settings: Settings, ledger: Ledger, run: Run) -> Summary:
    """The run as it stands at this moment, also while it goes on."""
    attempts = ledger.attempts(run.run_id)
    row = accounts.of_run(ledger, run, attempts)
    problems, overran = ledger.problems(run.run_id), ledger.overruns(run.run_id)
    findings = findings_of_run(Store.at(settings.root, settings.work), row.run_id, row.started_at.date())
    verdict = health.judge(
        row,
        attempts=attempts,
        problems=problems,
        overran=overran,
        findings=findings,
        alerts=settings.alerts,
    )
    return Summary(row=row, problems=tuple(problems), overran=tuple(overran), findings=tuple(findings), health=verdict)
