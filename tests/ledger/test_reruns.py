"""What a run left over, and taking it up by hand: what each page needs, and how often it is tried afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, inspect

from pipeline.config import LedgerSettings, Settings, Source
from pipeline.ledger import Ledger, LeftOver, Work
from pipeline.models import Attempt, FetchTask
from pipeline.reasons import FROM_ARCHIVE, Reason
from pipeline.reruns import Wish, ordered
from tests.ledger.steps import DAY, NOON, TASK, URL, begin, candidate, capture, publish, reject, results, write

EVERY = {None, *Reason}
OTHER = "https://example.org/other"
A_DAY = timedelta(hours=20)


def work_of(ledger: Ledger, url: str = URL) -> Work | None:
    (page,) = ledger.known_pages([url])
    return page.work


def taken_up(ledger: Ledger, run_id: str, url: str = URL) -> None:
    ledger.begin_run(run_id, {}, NOON + DAY)
    ledger.take_up(run_id, [url])


def test_what_a_run_left_undone_or_rejected_is_left_over(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate("https://example.org/written"))
    begin(ledger, "r2", candidate(), candidate(OTHER), candidate("https://example.org/written"))
    reject(ledger, "r2", Reason.TIMEOUT)
    assert sorted(ledger.left_over(["r2"], EVERY), key=lambda page: page.url) == [
        LeftOver(url=OTHER, source="example", reason=None, now=None, detail="", work=Work.FETCH),
        LeftOver(
            url=URL, source="example", reason=Reason.TIMEOUT, now=Reason.TIMEOUT, detail="so it was", work=Work.FETCH
        ),
    ]
    assert [page.url for page in ledger.left_over(["r2"], {Reason.TIMEOUT})] == [URL]
    assert [page.url for page in ledger.left_over(["r2"], {None})] == [OTHER]


def test_the_last_run_says_why(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.TIMEOUT)
    begin(ledger, "r2", candidate(), at=NOON + DAY)
    reject(ledger, "r2", Reason.HTTP_404)
    assert [page.reason for page in ledger.left_over(["r1", "r2"], EVERY)] == [Reason.HTTP_404]
    assert [(page.reason, page.now) for page in ledger.left_over(["r1"], EVERY)] == [(Reason.TIMEOUT, Reason.HTTP_404)]


def test_an_article_needs_nothing(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    taken_up(ledger, "r2")
    assert work_of(ledger) is None
    assert results(ledger, "r2") == {}


def test_what_was_taken_down_is_not_taken_up(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    ledger.take_down({URL: "example"}, ["a" * 16], "taken down: court order", NOON)
    taken_up(ledger, "r2")
    assert work_of(ledger) is None
    assert results(ledger, "r2") == {}


@pytest.mark.parametrize("reason", sorted({*Reason} - {Reason.TAKEN_DOWN}))
def test_a_page_that_was_never_had_is_fetched(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", reason)
    taken_up(ledger, "r2")
    assert ledger.to_fetch("r2") == [TASK]
    assert ledger.to_transform("r2") == []


@pytest.mark.parametrize("reason", sorted(FROM_ARCHIVE))
def test_a_page_that_is_in_the_archive_is_transformed_once_more(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    reject(ledger, "r1", reason)
    taken_up(ledger, "r2")
    assert ledger.to_fetch("r2") == []
    assert [captured.url for captured in ledger.to_transform("r2")] == [URL]
    write(ledger, "r2")
    assert results(ledger, "r2") == {("written", None): 1}


@pytest.mark.parametrize("reason", [Reason.SOFT_404, Reason.CONSENT_WALL, Reason.BOT_CHALLENGE, Reason.PAYWALL])
def test_what_stood_in_an_articles_place_is_fetched_again(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    reject(ledger, "r1", reason)
    taken_up(ledger, "r2")
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example")]


def test_an_article_that_was_too_large_at_a_visit_is_fetched_again(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"))
    reject(ledger, "r2", Reason.TOO_LARGE)
    assert work_of(ledger) is Work.FETCH


def test_a_page_whose_bytes_have_gone_is_fetched_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    reject(ledger, "r1", Reason.NOT_ARTICLE)
    ledger.forget_file("a.warc.gz")
    assert work_of(ledger) is Work.FETCH


def test_what_a_killed_run_had_fetched_is_transformed(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    taken_up(ledger, "r2")
    assert ledger.to_fetch("r2") == []
    assert [captured.url for captured in ledger.to_transform("r2")] == [URL]


def test_taking_up_again_leaves_what_is_on_the_worklist(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate(OTHER))
    reject(ledger, "r1", Reason.TIMEOUT)
    reject(ledger, "r1", Reason.TIMEOUT, url=OTHER)
    taken_up(ledger, "r2")
    reject(ledger, "r2", Reason.HTTP_404)
    ledger.take_up("r2", [URL, OTHER])
    assert results(ledger, "r2") == {("rejected", "http_404"): 1, (None, None): 1}
    assert [task.url for task in ledger.to_fetch("r2")] == [OTHER]


def test_a_rerun_that_fails_costs_the_nights_none_of_their_tries(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.HTTP_404)
    taken_up(ledger, "rerun")
    reject(ledger, "rerun", Reason.HTTP_404)
    at = NOON
    for night, pause in (("r2", A_DAY), ("r3", 2 * A_DAY)):  # both tries that a missing page has
        at += pause
        begin(ledger, night, at=at)
        assert ledger.carry_over(night, ["example"], at) == 1
        reject(ledger, night, Reason.HTTP_404, at)
    begin(ledger, "r4", at=at + 365 * DAY)
    assert ledger.carry_over("r4", ["example"], at + 365 * DAY) == 0


def test_what_was_given_up_has_its_tries_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.HTTP_410)
    taken_up(ledger, "rerun")
    reject(ledger, "rerun", Reason.TIMEOUT)
    begin(ledger, "r2", at=NOON)
    assert ledger.carry_over("r2", ["example"], NOON) == 1


def test_a_source_counts_as_asked_whatever_it_answered(ledger: Ledger) -> None:
    ledger.begin_run("r1", {}, NOON)
    for source, purpose in (("answered", "discovery"), ("only-its-robots", "robots"), ("a-page", "article")):
        url = f"https://{source}.example/"
        ledger.record_attempts(
            "r1", [Attempt(url=url, source=source, started_at=NOON, outcome="fetched", purpose=purpose)]
        )
    failing = Attempt(url=URL, source="failing", started_at=NOON, outcome="timeout", purpose="discovery")
    ledger.record_attempts("r1", [failing])
    assert ledger.sources_asked("r1") == {"answered", "failing"}


def test_saying_what_a_rerun_would_do_changes_nothing_in_the_database(url: str) -> None:
    settings = Settings(
        ledger=LedgerSettings(url=url),
        sources=(Source(id="example", homepage="https://example.org/", feeds=("https://example.org/feed/",)),),
    )
    with Ledger.open(url) as ledger:
        ledger.begin_run("r1", {"kind": "nightly", "sources": ["example"]}, NOON)
        ledger.enlist("r1", [candidate(), candidate(OTHER)], (), NOON)
        reject(ledger, "r1", Reason.TIMEOUT)
        before = everything(url)
        order = ordered(settings, ledger, Wish())
    assert order is not None
    assert ([page.url for page in order.pages], [one.source.id for one in order.asked]) == ([OTHER, URL], ["example"])
    assert everything(url) == before


def everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
        rows = {name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')] for name in tables}  # noqa: S608
    engine.dispose()
    return rows
