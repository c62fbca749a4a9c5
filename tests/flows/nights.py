"""A ledger in which the latest night is two days old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline import config
from pipeline.ledger import Ledger
from pipeline.models import RunStatus


def two_days_ago(config_file: Path) -> None:
    settings = config.load(config_file)
    began = datetime.now(UTC) - timedelta(days=2)
    with Ledger.open(settings.ledger_url) as ledger:
        run = ledger.begin_run("r1", {"kind": "nightly", "sources": []}, began)
        ledger.finish_run(replace(run, status=RunStatus.FINISHED, finished_at=began))
