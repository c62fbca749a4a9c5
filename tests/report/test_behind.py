"""Every query behind a number gives the number, run as it stands on the page."""

from typing import Any

import duckdb
import pytest

from pipeline import report
from pipeline.report.facts import Facts
from tests.report.planted import Planted

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module", params=["the night before", "the night"])
def facts(request: pytest.FixtureRequest, nights: Planted) -> Facts:
    summary = nights.summaries[request.param == "the night"]
    return report.facts.of(nights.settings, nights.store, nights.ledger, summary)


def asked(facts: Facts, section: str) -> Rows:
    query = facts.behind[section].query
    assert query is not None
    with duckdb.connect() as connection:
        return connection.sql(query).fetchall()


def close(rows: Rows) -> list[Any]:
    return [pytest.approx(row) for row in rows]


def test_the_runs_numbers(facts: Facts) -> None:
    assert asked(facts, "numbers") == [
        (one.source, one.discovered, one.fetched, one.written, one.revised, one.unchanged, one.rejected, one.pending)
        for one in facts.run.sources
    ]
    assert sum(row[3] - row[4] for row in asked(facts, "numbers")) == facts.new


def test_volumes_and_their_usual_range(facts: Facts) -> None:
    told = sorted((one.source, one.tonight, one.usual) for one in facts.volumes)
    assert asked(facts, "volume") == [
        (source, tonight, usual.low, usual.middle, usual.high) for source, tonight, usual in told if usual
    ]
    assert len(told) == 10


def test_rejections_and_what_is_usual(facts: Facts) -> None:
    assert asked(facts, "rejections") == [(one.reason, one.tonight, one.usual) for one in facts.rejections]


def test_findings(facts: Facts) -> None:
    signs = [
        (concern.source, sign.check, sign.text)
        for concern in facts.concerns
        for sign in concern.signs
        if sign.check is not None
    ]
    assert sorted(signs) == [
        (source, check, f"{rows} articles, {detail}" if rows else detail)
        for source, check, _, rows, detail in asked(facts, "alarms")
    ]


def test_hosts(facts: Facts) -> None:
    told = [(one.host, one.requests, one.median, one.slow, one.failures, one.left_out) for one in facts.hosts]
    assert asked(facts, "hosts") == close(told)
    assert len(told) == 10


def test_clusters(facts: Facts) -> None:
    members = [(one.cluster_id, len(one.copies) + (one.original is not None), one.new) for one in facts.clusters]
    assert asked(facts, "copies") == members


def test_edits(facts: Facts) -> None:
    told = [(one.source, one.title, one.title_change is not None, one.share) for one in facts.edits]
    assert asked(facts, "edits") == close(told) if facts.behind["edits"].query else told == []


def test_what_was_removed(facts: Facts) -> None:
    assert asked(facts, "removed") == close([(one.label, one.tonight, one.usual) for one in facts.shares])
    assert len(facts.shares) > 10
