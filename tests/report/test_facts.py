"""The facts of the planted nights, number by number."""

from datetime import date

import pytest

from pipeline import report
from pipeline.report.facts import Facts, Place, Range
from pipeline.report.verdicts import State
from tests.report.planted import BLOCKED, CHANGED, HOSTILE, SCRIPT, SILENT, Planted


@pytest.fixture(scope="module")
def facts(nights: Planted) -> Facts:
    return report.facts.of(nights.settings, nights.store, nights.ledger, nights.summaries[1])


def test_the_verdict(facts: Facts) -> None:
    assert facts.state is State.RED
    assert facts.line == f"{SILENT}: silent; {BLOCKED}: pages failed. 2 more to look at."


def test_each_planted_problem_is_a_concern_with_what_to_type(facts: Facts) -> None:
    run_id = facts.run.run_id
    told = {one.source: ([sign.word for sign in one.signs], one.red, one.commands) for one in facts.concerns}
    example = next(one.example for one in facts.concerns if one.source == CHANGED)
    assert example is not None
    assert [*told] == [SILENT, BLOCKED, CHANGED, HOSTILE]
    assert told[SILENT] == (["Silent"], True, (f"copydesk sources check {SILENT}",))
    assert told[BLOCKED] == (
        ["Pages failed"],
        True,
        (f"copydesk failures {run_id} --source {BLOCKED}", f"copydesk rerun {run_id} --source {BLOCKED}"),
    )
    assert told[CHANGED] == (
        ["Layout changed"] * 3,
        False,
        (f"copydesk explain {example.url}", f"copydesk reprocess --source {CHANGED} --dry-run"),
    )


def test_volumes_those_out_of_range_first(facts: Facts) -> None:
    assert [(one.source, one.tonight, one.place) for one in facts.volumes][:5] == [
        (SILENT, 0, Place.SILENT),
        ("landbote-aktuell", 0, Place.BELOW),
        (BLOCKED, 0, Place.BELOW),
        (CHANGED, 7, Place.ABOVE),
        ("liberty-dispatch", 2, Place.WITHIN),
    ]
    changed = next(one for one in facts.volumes if one.source == CHANGED)
    assert (changed.before, changed.usual) == ((6,) * 13, Range(low=6, middle=6, high=6))


def test_the_nights_before(facts: Facts) -> None:
    assert len(facts.nights) == 13
    assert facts.nights[-1] == (date(2026, 11, 2), 57)
    assert facts.new == 16


def test_rejections(facts: Facts) -> None:
    assert [(one.reason, one.tonight, one.failure) for one in facts.rejections] == [
        ("http_403", 12, True),
        ("excluded", 2, False),
        ("http_404", 1, True),
        ("not_article", 1, False),
        ("robots_denied", 1, False),
    ]
    assert facts.rejections[0].usual == 0


def test_hosts_those_that_failed_among_them(facts: Facts) -> None:
    failed = max(facts.hosts, key=lambda host: host.failures)
    assert (failed.requests, failed.failures, failed.left_out) == (16, 13, 0)  # twelve pages and robots.txt


def test_the_cluster_that_was_gained(facts: Facts) -> None:
    (cluster,) = facts.clusters
    assert cluster.original is not None
    assert (cluster.original.source, cluster.original.new, cluster.new) == ("statehouse-observer", True, 3)
    assert [(one.source, one.title) for one in cluster.copies] == [
        ("liberty-dispatch", "Who Is Watching Your Polling Place? Observers From 14 Countries"),
        ("northern-ballot", "Canadians among 212 observers at U.S. midterm elections"),
    ]


def test_edits_of_titles_come_first(facts: Facts) -> None:
    assert [edit.title_change is not None for edit in facts.edits] == [True] * 7 + [False]
    changed = {edit.title: edit for edit in facts.edits}
    script = changed["An ordinary title, number 0"].title_change
    water = facts.edits[-1]
    assert script is not None
    assert (script.before, script.after) == ("An ordinary title, number 0", SCRIPT)
    assert (water.source, water.parts, round(water.share, 2)) == ("meridian-gazette", 4, 0.19)


def test_what_was_removed_by_label(facts: Facts) -> None:
    related = facts.shares[0]
    assert related.label == "related"
    assert related.usual is not None
    assert 0.1 < related.usual < related.tonight < 0.5
    assert sum(one.tonight for one in facts.shares) < 1


def test_the_first_night_has_no_edits_and_says_so(nights: Planted) -> None:
    facts = report.facts.of(nights.settings, nights.store, nights.ledger, nights.summaries[0])
    assert (facts.state, facts.line, facts.concerns) == (
        State.GREEN,
        "Every source answered, and every check passed.",
        (),
    )
    assert (facts.edits, facts.new, facts.run.revised) == ((), 57, 0)
    assert facts.shares[0].usual is None
