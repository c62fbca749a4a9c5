"""Commands that run a flow do the same steps here without Prefect, which takes seconds; in test_run.py they have it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import backfill as backfills
from pipeline import reprocess as rebuilding
from pipeline import reruns
from pipeline.backfill import Account
from pipeline.commands import backfilling, reprocessing, rerunning
from pipeline.config import Settings
from pipeline.ledger import Ledger
from pipeline.reprocess import Comparison, Request
from pipeline.reruns import Wish
from pipeline.summary import Summary
from tests.support import run_backfill, run_plan


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerunning, "_run", _rerun)
    monkeypatch.setattr(backfilling, "_run", _backfill)
    monkeypatch.setattr(reprocessing, "_run", _reprocess)


def _rerun(settings: Settings, _config_file: Path, wish: Wish) -> Summary:
    with Ledger.open(settings.ledger_url) as ledger:
        order = reruns.ordered(settings, ledger, wish)
    assert order is not None
    return run_plan(settings, order.plan)


def _backfill(
    settings: Settings, _config_file: Path, warcs: list[Path], sources: list[str], days: tuple[date | None, date | None]
) -> tuple[Account, Summary]:
    return run_backfill(settings, backfills.ordered(settings, warcs, sources, *days))


def _reprocess(settings: Settings, _config_file: Path, request: Request) -> Comparison:
    with rebuilding.opened(settings, request) as work:
        rebuilt = rebuilding.rebuild(work)
        comparison = rebuilding.compare(work, rebuilt)
        rebuilding.promote(work, rebuilt)
    return comparison
