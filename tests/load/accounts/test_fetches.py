from datetime import date, timedelta

from pipeline.load import write_fetches
from pipeline.load.layout.columns import FETCHES
from pipeline.models import Attempt
from tests.load.load_samples import DAY, NIGHT, content


def attempt(slug: str, minute: int = 0, **fields) -> Attempt:
    return Attempt(
        url=f"https://example.org/{slug}",
        source="example",
        started_at=NIGHT + timedelta(minutes=minute),
        **{"outcome": "fetched"} | fields,
    )


def summary(root):
    return [(r["run_id"], r["url"][-1], r["outcome"], r["date"]) for r in content(root, "fetches")["fetches"]]


def test_an_attempt_is_a_row(store):
    full = attempt(
        "a", status=403, outcome="http_403", size=120, seconds=0.25, robots_rule="allowed", detail="HTTP 403 Forbidden"
    )
    write_fetches(store, "r1", DAY, [full])
    assert content(store, "fetches")["fetches"] == [
        {
            "url": "https://example.org/a",
            "source": "example",
            "run_id": "r1",
            "started_at": NIGHT,
            "purpose": "article",
            "outcome": "http_403",
            "status": 403,
            "size": 120,
            "seconds": 0.25,
            "robots_rule": "allowed",
            "reservations": None,
            "final_url": None,
            "detail": "HTTP 403 Forbidden",
            "date": "2026-03-01",
        }
    ]


def test_every_field_of_an_attempt_is_a_column():
    assert {*Attempt.__dataclass_fields__, "run_id"} == {column.name for column in FETCHES.columns}


def test_a_run_s_rows_are_replaced_and_other_runs_stay(store):
    write_fetches(store, "r1", DAY, [attempt("a"), attempt("b")])
    write_fetches(store, "r2", DAY, [attempt("a", 9)])
    write_fetches(store, "r1", DAY, [attempt("b", 3, outcome="timeout"), attempt("b", 1, outcome="http_5xx")])
    assert summary(store) == [
        ("r2", "a", "fetched", "2026-03-01"),
        ("r1", "b", "http_5xx", "2026-03-01"),
        ("r1", "b", "timeout", "2026-03-01"),
    ]


def test_days_are_apart(store):
    write_fetches(store, "r1", DAY, [attempt("a")])
    write_fetches(store, "r2", date(2026, 3, 2), [attempt("b")])
    assert summary(store) == [("r1", "a", "fetched", "2026-03-01"), ("r2", "b", "fetched", "2026-03-02")]


def test_a_run_without_requests_leaves_a_readable_dataset(store):
    write_fetches(store, "r1", DAY, [])
    assert summary(store) == []
