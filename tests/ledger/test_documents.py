"""What is remembered of feeds, sitemaps, listings and API answers."""

from dataclasses import replace

from pipeline.ledger import Ledger
from pipeline.models import Entry, Problem, Snapshot, Validators
from pipeline.reasons import Reason
from tests.ledger.steps import begin

FEED = Snapshot(
    url="https://example.org/feed/",
    entries=(
        Entry(url="https://example.org/story", published="2026-11-02T08:00:00Z", modified=None),
        Entry(url="https://example.org/ältere-meldung"),
    ),
    validators=Validators(etag='"f1"', last_modified="Mon, 02 Nov 2026 08:00:00 GMT"),
    conditional=2,
)
SITEMAP = Snapshot(url="https://example.org/sitemap.xml", entries=(), validators=Validators())


def test_snapshots_come_back_as_they_were(ledger: Ledger) -> None:
    assert ledger.snapshots("example") == {}
    ledger.record_snapshots("r1", "example", [FEED, SITEMAP], [])
    assert ledger.snapshots("example") == {FEED.url: FEED, SITEMAP.url: SITEMAP}
    assert ledger.snapshots("another") == {}


def test_a_later_reading_takes_the_place_of_the_one_before_and_of_no_other(ledger: Ledger) -> None:
    ledger.record_snapshots("r1", "example", [FEED, SITEMAP], [])
    later = replace(FEED, entries=(Entry(url="https://example.org/new"),), conditional=0)
    ledger.record_snapshots("r2", "example", [later], [])
    assert ledger.snapshots("example") == {FEED.url: later, SITEMAP.url: SITEMAP}


def test_a_sitemap_of_50000_pages_comes_back_whole(ledger: Ledger) -> None:
    entries = tuple(Entry(url=f"https://example.org/{number}", modified="2026-11-02") for number in range(50_000))
    ledger.record_snapshots("r1", "example", [replace(SITEMAP, entries=entries)], [])
    assert ledger.snapshots("example")[SITEMAP.url].entries == entries


def test_who_overran_is_told_for_each_run(ledger: Ledger) -> None:
    ledger.record_snapshots("r1", "example", [FEED], [FEED.url])
    ledger.record_snapshots("r1", "another", [FEED], [FEED.url])
    ledger.record_snapshots("r2", "example", [FEED], [])
    assert ledger.overruns("r1") == [("another", FEED.url), ("example", FEED.url)]
    assert ledger.overruns("r2") == []


def test_who_overran_stays_so_when_a_killed_runs_discovery_is_repeated(ledger: Ledger) -> None:
    ledger.record_snapshots("r1", "example", [FEED], [FEED.url])
    ledger.record_snapshots("r1", "example", [FEED], [])
    ledger.record_snapshots("r1", "example", [FEED], [FEED.url])
    assert ledger.overruns("r1") == [("example", FEED.url)]


def test_a_sources_problems_are_those_of_the_last_try(ledger: Ledger) -> None:
    begin(ledger, "r1")
    problem = Problem(source="example", url="https://example.org/feed/", reason=Reason.DNS, detail="no such host")
    ledger.record_problems("r1", "example", [problem])
    ledger.record_problems("r1", "example", [problem])
    assert ledger.problems("r1") == [problem]
    ledger.record_problems("r1", "example", [])
    assert ledger.problems("r1") == []


def test_a_document_with_a_hostile_address_is_no_trouble(ledger: Ledger) -> None:
    begin(ledger, "r1")
    hostile = f"https://example.org/{'/'.join(map(str, range(5_000)))}"
    problem = Problem(source="example", url=hostile, reason=Reason.HTTP_404, detail="")
    ledger.record_problems("r1", "example", [problem])
    ledger.record_snapshots("r1", "example", [replace(FEED, url=hostile), FEED], [hostile])
    ledger.record_snapshots("r1", "example", [replace(FEED, url=hostile)], [hostile])
    assert ledger.snapshots("example")[FEED.url] == FEED
    assert [len(kept) for _, kept in ledger.overruns("r1")] == [2_000]
    assert [kept.url[:30] for kept in ledger.problems("r1")] == [hostile[:30]]
