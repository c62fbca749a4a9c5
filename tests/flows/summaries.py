"""A run's summary without a run."""

from datetime import UTC, datetime

from pipeline.health import Health, Topic, Trouble
from pipeline.load import RunRow, SourceCounts
from pipeline.models import RunStatus
from pipeline.summary import Summary

SILENT = Trouble(
    topic=Topic.SILENT, source="the-quorum", text="silent: no answer from http://q.example/feed: refused", red=True
)
OVERRAN = Trouble(topic=Topic.OVERRAN, source="ballot", text="all of the feed is new", red=False)


def summary(*troubles: Trouble) -> Summary:
    """Of a run over two sources; one article is written, two URLs are rejected."""
    counts = {
        "discovered": 3, "fetched": 2, "written": 1, "revised": 0, "unchanged": 0, "rejected": 2, "pending": 0,
        "rejected_by_reason": {"http_404": 1, "timeout": 1},
    }  # fmt: skip
    none = {**counts, "discovered": 0, "fetched": 0, "written": 0, "rejected": 0, "rejected_by_reason": {}}
    row = RunRow(
        run_id="20261127T080000Z-beef",
        started_at=datetime(2026, 11, 27, 8, 0, tzinfo=UTC),
        finished_at=datetime(2026, 11, 27, 8, 9, tzinfo=UTC),
        status=RunStatus.FINISHED,
        copydesk_version="0.1.0",
        parameters="{}",
        sources=(SourceCounts(source="ballot", **counts), SourceCounts(source="the-quorum", **none)),
        **counts,
    )
    return Summary(row=row, problems=(), overran=(), findings=(), health=Health(troubles=troubles))
