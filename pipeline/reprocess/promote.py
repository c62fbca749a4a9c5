"""The rebuilt datasets in the place of those that stand, and the ledger with them."""

from datetime import UTC, datetime

from pipeline import keeping, progress
from pipeline import load as datasets
from pipeline.keeping import Promotion
from pipeline.reasons import Reason
from pipeline.reprocess.following import findings
from pipeline.reprocess.records import Rebuilt
from pipeline.reprocess.work import Work


def promote(work: Work, rebuilt: Rebuilt) -> None:
    """All or nothing: a kill leaves the former content, or what the next command or run completes. See `keeping`.

    Of a dry run nothing is promoted.
    """
    kept = work.keeping
    if kept is None:
        return
    with progress.stage("promote"):
        prepared = datasets.prepare(work.store, work.after, rebuilt.days, rebuilt.quarantine)
        keeping.promote(
            kept,
            Promotion(
                prepared=prepared,
                findings=findings(work.selection, rebuilt),
                window_days=work.settings.duplicates.window_days,
                in_vain=tuple(
                    url
                    for url, verdict in rebuilt.verdicts.items()
                    if verdict.rejection is not None and verdict.rejection.reason is Reason.TAKEN_DOWN
                ),
                summary=work.result("summary.json"),
                now=datetime.now(UTC),
            ),
        )
