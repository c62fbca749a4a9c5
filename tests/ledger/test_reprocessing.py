"""What the ledger tells of captures, and how it follows what reprocessing found."""

from datetime import date

from pipeline.ledger import Claim, Event, Findings, Ledger, Move, Result
from pipeline.models import CaptureRef, Rejection
from pipeline.reasons import Reason
from tests.ledger.steps import DAY, NOON, URL, attempt, begin, candidate, capture

OTHER = "https://example.org/other"


def night(ledger: Ledger, run_id: str, days: int, **capturing: object) -> CaptureRef:
    """A night that fetches the page and writes its article."""
    at = NOON + days * DAY
    begin(ledger, run_id, candidate(modified=at.isoformat()), at=at)
    ref = capture(ledger, run_id, at=at, **capturing)  # type: ignore[arg-type]
    ledger.record_articles(run_id, [(URL, "a", Result.WRITTEN)])
    return ref


def test_captures_come_in_order_with_their_runs_and_where_their_bytes_lie(ledger: Ledger) -> None:
    first = night(ledger, "r1", 0, digest="sha1:A")
    second = night(ledger, "r2", 1, digest="sha1:B")
    night(ledger, "r3", 2, digest="sha1:A", same_as=ledger.payload("sha1:A"))
    (url,) = (history := ledger.history(None, None)).urls
    assert (url.url, url.state, url.article_id, url.first_captured_at) == (URL, "written", "a", NOON)
    assert [(one.run_id, one.captured_at, one.body) for one in history.captures[URL]] == [
        ("r1", NOON, first), ("r2", NOON + DAY, second), ("r3", NOON + 2 * DAY, first),
    ]  # fmt: skip
    assert [run.run_id for run in history.runs] == ["r1", "r2", "r3"]


def test_a_body_that_is_gone_is_told(ledger: Ledger) -> None:
    first = night(ledger, "r1", 0, digest="sha1:A")
    night(ledger, "r2", 1, digest="sha1:A", same_as=ledger.payload("sha1:A"))
    ledger.forget([(first.file, first.offset)])
    assert [(one.run_id, one.body) for one in ledger.history(None, None).captures[URL]] == [("r2", None)]


def test_only_the_sources_and_days_asked_for(ledger: Ledger) -> None:
    night(ledger, "r1", 0)
    begin(ledger, "r2", candidate(OTHER), at=NOON + DAY)
    capture(ledger, "r2", OTHER, at=NOON + DAY)
    assert [url.url for url in ledger.history(["example"], None).urls] == [URL, OTHER]
    assert [url.url for url in ledger.history(None, date(2026, 11, 3)).urls] == [OTHER]
    assert ledger.history(["another"], None).urls == []


def test_a_page_of_a_killed_run_belongs_to_the_run_that_took_it_up(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    assert [one.run_id for one in ledger.history(None, None).captures[URL]] == [None]
    ledger.begin_run("r2", {}, NOON + DAY)
    ledger.carry_over("r2", ["example"], NOON + DAY)
    ledger.record_articles("r2", [(URL, "a", Result.WRITTEN)])
    assert [one.run_id for one in ledger.history(None, None).captures[URL]] == ["r2"]


def test_whether_the_page_or_a_later_request_decided(ledger: Ledger) -> None:
    night(ledger, "r1", 0)
    begin(ledger, "r2", candidate(modified="2026-11-03"), at=NOON + DAY)
    ledger.record_rejection("r2", URL, Rejection(reason=Reason.HTTP_410), NOON + DAY, [attempt("http_410")])
    begin(ledger, "r3", candidate(OTHER), at=NOON + DAY)
    capture(ledger, "r3", OTHER)
    ledger.record_rejection("r3", OTHER, Rejection(reason=Reason.NOT_ARTICLE), NOON)
    assert {url.url: url.by_request for url in ledger.history(None, None).urls} == {URL: True, OTHER: False}


def test_it_follows_and_may_do_so_again(ledger: Ledger) -> None:
    night(ledger, "r1", 0)
    ledger.claim([("a", URL, NOON.date()), ("b", OTHER, NOON.date())])
    gone = Move(
        url=URL, event=Event.DISMISSED, values={"reason": "not_article", "detail": "a gallery", "article_id": None}
    )
    found = Findings(moves=[gone], unclaimed=["a"], claims={"b": Claim(url=URL, date=date(2026, 11, 3))})
    for _ in range(2):
        ledger.follow(found)
        history = ledger.history(None, None)
        (url,) = history.urls
        assert (url.state, url.reason, url.detail, url.article_id) == ("rejected", "not_article", "a gallery", None)
        assert history.claims == {"b": Claim(url=URL, date=date(2026, 11, 3))}
    back = Move(url=URL, event=Event.REBUILT, values={"reason": None, "detail": "", "article_id": "a"})
    ledger.follow(Findings(moves=[back]))
    assert ledger.history(None, None).urls[0].state == "written"
