"""Facts of a run, made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipeline.load import RunRow, SourceCounts
from pipeline.load.nights import Change, Cluster, Copy, Edit, Host
from pipeline.models import RunStatus
from pipeline.report.behind import Behind
from pipeline.report.facts import Facts, Place, Range, Rejections, Share, SourceVolume
from pipeline.report.verdicts import State

NIGHT = datetime(2026, 11, 3, 7, 0, tzinfo=UTC)
SECTIONS = ("numbers", "volume", "rejections", "alarms", "hosts", "copies", "edits", "removed")
NUMBERS: dict[str, Any] = {
    "discovered": 1_240, "fetched": 61, "written": 50, "revised": 3, "unchanged": 1_180, "rejected": 10, "pending": 0,
    "rejected_by_reason": {"timeout": 7, "excluded": 3},
}  # fmt: skip
RUN = RunRow(
    run_id="20261103T070000Z-5ee1",
    started_at=NIGHT,
    finished_at=NIGHT + timedelta(minutes=4, seconds=9),
    status=RunStatus.FINISHED,
    copydesk_version="0.1.0",
    parameters='{"kind": "nightly", "sources": ["example", "other"]}',
    sources=(SourceCounts(source="example", **NUMBERS),),
    **NUMBERS,
)


def volume(source: str = "example", tonight: int = 9, place: Place = Place.WITHIN) -> SourceVolume:
    return SourceVolume(
        source=source,
        tonight=tonight,
        before=(7, 8, 12, 9),
        usual=Range(low=7, middle=8.5, high=12),
        place=place,
    )


def edit(title: str = "The title", **fields: Any) -> Edit:
    values: dict[str, Any] = {
        "article_id": "a" * 16, "revision": 1, "source": "example", "title": title, "url": "https://example.org/1",
        "title_change": None, "share": 0.25, "parts": 1, "largest": Change(before="The old text", after="The new text"),
    }  # fmt: skip
    return Edit(**values | fields)


def cluster(title: str = "The story", url: str = "https://example.org/1") -> Cluster:
    first = Copy(article_id="b" * 16, source="example", title=title, url=url, new=False)
    copy = replace(first, article_id="c" * 16, source="other", url="https://other.org/1", new=True)
    return Cluster(cluster_id=first.article_id, original=first, copies=(copy,))


def facts(**fields: Any) -> Facts:
    values: dict[str, Any] = {
        "run": RUN,
        "kind": "nightly",
        "of": None,
        "state": State.GREEN,
        "line": "Every source answered, and every check passed.",
        "concerns": (),
        "new": 47,
        "nights": tuple((date(2026, 10, 30 - age), 40 + age) for age in (3, 2, 1)),
        "volumes": (volume(),),
        "rejections": (
            Rejections(reason="timeout", tonight=7, usual=1.5, failure=True),
            Rejections(reason="excluded", tonight=3, usual=None, failure=False),
        ),
        "hosts": (Host(host="example.org", requests=61, median=0.42, slow=11.6, failures=7, left_out=2),),
        "clusters": (cluster(),),
        "edits": (edit(),),
        "shares": (Share(label="related", tonight=0.3123, usual=0.004),),
        "behind": {section: Behind(commands=("copydesk status r1",), query=f"from {section}") for section in SECTIONS},
    }
    return Facts(**values | fields)
