"""What a rerun would do: which pages and sources, and what is left alone and why."""

from datetime import timedelta

import pytest

from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger
from pipeline.models import Attempt, Candidate, Problem, Rejection
from pipeline.reasons import FAILURES, Reason
from pipeline.reruns import Order, Wish, ordered
from tests.ledger.steps import NOON, capture, reject, write

HOUR = timedelta(hours=1)
SITE = "https://example.org"


def candidate(path: str, source: str = "example") -> Candidate:
    return Candidate(url=f"https://{source}.org{path}", source=source, found_by=f"https://{source}.org/feed/")


def begin(
    ledger: Ledger, run_id: str, *found: Candidate, hours: float = 0, kind: str = "nightly", **options: str
) -> None:
    """A run over both sources, which both answer."""
    ledger.begin_run(run_id, {"kind": kind, "sources": ["example", "other"], **options}, NOON + hours * HOUR)
    asked(ledger, run_id, "example", "other")
    ledger.enlist(run_id, found, (), NOON + hours * HOUR)


def asked(ledger: Ledger, run_id: str, *sources: str) -> None:
    ledger.record_attempts(
        run_id,
        [
            Attempt(url=f"https://{one}.org/feed/", source=one, started_at=NOON, outcome="fetched", purpose="discovery")
            for one in sources
        ],
    )


def problem(ledger: Ledger, run_id: str, reason: Reason = Reason.HTTP_5XX) -> None:
    url = "https://example.org/feed/"
    ledger.record_problems(run_id, "example", [Problem(source="example", url=url, reason=reason, detail="so it was")])


def order_of(settings: Settings, ledger: Ledger, **wish: object) -> Order:
    order = ordered(settings, ledger, Wish(**wish))  # type: ignore[arg-type]
    assert order is not None
    return order


def pages(order: Order) -> list[tuple[str, str | None]]:
    return [(page.url.removeprefix(SITE), page.work) for page in order.pages]


def left(order: Order) -> list[tuple[str, str]]:
    return [(one.url.removeprefix(SITE), one.why) for one in order.left]


def each_reason(ledger: Ledger, run_id: str) -> None:
    """A run that rejects a page for each reason there is, its path being the reason."""
    begin(ledger, run_id, *(candidate(f"/{reason}") for reason in Reason))
    for reason in Reason:
        reject(ledger, run_id, reason, url=f"{SITE}/{reason}")


def test_before_the_first_run_there_is_nothing(settings: Settings, ledger: Ledger) -> None:
    assert ordered(settings, ledger, Wish()) is None


def test_failures_and_what_was_left_undone_are_done_again(settings: Settings, ledger: Ledger) -> None:
    each_reason(ledger, "r1")
    ledger.enlist("r1", [candidate("/undone")], (), NOON)
    order = order_of(settings, ledger)
    assert pages(order) == sorted([(f"/{reason}", "fetch") for reason in FAILURES] + [("/undone", "fetch")])
    assert (order.of.run_id, order.asked, order.left) == ("r1", (), ())


@pytest.mark.parametrize("reason", sorted({*Reason} - {Reason.TAKEN_DOWN}))
def test_a_reason_that_is_named_is_done_again_and_no_other(settings: Settings, ledger: Ledger, reason: Reason) -> None:
    each_reason(ledger, "r1")
    assert pages(order_of(settings, ledger, reasons=(reason.value,))) == [(f"/{reason}", "fetch")]


def test_an_article_by_now_is_left_alone(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1", candidate("/a"), candidate("/b"))
    for path in ("/a", "/b"):
        reject(ledger, "r1", Reason.TIMEOUT, url=SITE + path)
    begin(ledger, "r2", candidate("/a"), hours=24)
    capture(ledger, "r2", f"{SITE}/a")
    write(ledger, "r2", f"{SITE}/a")
    order = order_of(settings, ledger, run="r1")
    assert pages(order) == [("/b", "fetch")]
    assert left(order) == [("/a", "an article already")]


def test_what_was_decided_since_is_no_failure_any_more(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1", candidate("/a"))
    reject(ledger, "r1", Reason.TIMEOUT, url=f"{SITE}/a")
    begin(ledger, "r2", candidate("/a"), hours=24)
    capture(ledger, "r2", f"{SITE}/a")
    reject(ledger, "r2", Reason.NOT_ARTICLE, url=f"{SITE}/a")
    assert left(order_of(settings, ledger, run="r1")) == [("/a", "decided since: not_article")]
    assert pages(order_of(settings, ledger, run="r1", reasons=("timeout",))) == [("/a", "transform")]


def test_what_a_source_still_excludes_is_left_alone(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    refused = Rejection(reason=Reason.EXCLUDED, detail="by an earlier pattern")
    ledger.enlist("r1", (), [(candidate("/tag/a"), refused), (candidate("/b"), refused)], NOON)
    order = order_of(settings, ledger, reasons=("excluded",))
    assert pages(order) == [("/b", "fetch")]
    assert left(order) == [("/tag/a", "still excluded by its source: exclude: /tag/")]


def test_pages_of_a_source_that_is_gone_are_left_alone(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1", candidate("/a", "gone"))
    assert left(order_of(settings, ledger)) == [
        ("https://gone.org/a", "its source gone is not in the configuration"),
    ]


def test_a_source_narrows(settings: Settings, ledger: Ledger) -> None:
    ledger.begin_run("r1", {"kind": "nightly", "sources": ["example", "other"]}, NOON)
    ledger.enlist("r1", [candidate("/a"), candidate("/a", "other")], (), NOON)
    order = order_of(settings, ledger, sources=("other",))
    assert [page.url for page in order.pages] == ["https://other.org/a"]
    assert [(one.source.id, one.why) for one in order.asked] == [("other", "never reached")]


# --- sources ---


def test_a_source_that_did_not_answer_is_asked_again(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    problem(ledger, "r1")
    order = order_of(settings, ledger)
    assert [(one.source.id, one.why) for one in order.asked] == [("example", "http_5xx at https://example.org/feed/")]
    assert not order.is_empty


def test_a_source_that_answered_since_is_not(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    problem(ledger, "r1")
    begin(ledger, "r2", hours=24)
    assert order_of(settings, ledger, run="r1").is_empty


def test_a_source_that_did_not_answer_later_only_is_not(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    begin(ledger, "r2", hours=24)
    problem(ledger, "r2")
    assert order_of(settings, ledger, run="r1").is_empty


def test_with_a_reason_only_sources_with_that_problem_are_asked(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    problem(ledger, "r1")
    assert order_of(settings, ledger, reasons=("timeout",)).asked == ()
    assert [one.source.id for one in order_of(settings, ledger, reasons=("http_5xx",)).asked] == ["example"]


def test_no_source_is_asked_for_a_backfill(settings: Settings, ledger: Ledger) -> None:
    ledger.begin_run("r1", {"kind": "backfill", "sources": ["example"]}, NOON)
    assert order_of(settings, ledger).is_empty


# --- runs ---


def test_a_run_and_its_reruns_are_one(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1", candidate("/a"), candidate("/b"))
    reject(ledger, "r1", Reason.TIMEOUT, url=f"{SITE}/a")
    reject(ledger, "r1", Reason.TIMEOUT, url=f"{SITE}/b")
    begin(ledger, "again", candidate("/new"), hours=1, kind="rerun", of="r1")
    ledger.take_up("again", [f"{SITE}/a"])
    reject(ledger, "again", Reason.HTTP_404, url=f"{SITE}/a")
    reject(ledger, "again", Reason.HTTP_403, url=f"{SITE}/new")
    order = order_of(settings, ledger)
    assert order.of.run_id == "r1"
    assert [(page.url.removeprefix(SITE), page.reason) for page in order.pages] == [
        ("/a", "http_404"),
        ("/b", "timeout"),
        ("/new", "http_403"),
    ]
    assert pages(order_of(settings, ledger, run="again")) == [("/a", "fetch"), ("/new", "fetch")]


def test_a_run_is_named_by_the_beginning_of_its_id(settings: Settings, ledger: Ledger) -> None:
    for number, run_id in enumerate(("20261101T030000Z-aaaa", "20261102T030000Z-bbbb", "20261102T090000Z-cccc")):
        begin(ledger, run_id, hours=number)
    assert order_of(settings, ledger, run="20261101").of.run_id == "20261101T030000Z-aaaa"
    with pytest.raises(ConfigError) as error:
        order_of(settings, ledger, run="20261102")
    assert str(error.value) == (
        "2 runs begin with '20261102': 20261102T090000Z-cccc, 20261102T030000Z-bbbb; write more of the id"
    )
    with pytest.raises(ConfigError, match=r"^no run 'yesterday'; the latest are 20261102T090000Z-cccc, "):
        order_of(settings, ledger, run="yesterday")


def test_a_killed_rerun_goes_on_though_nothing_is_left_to_choose(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    ledger.begin_run("killed", {"kind": "rerun", "sources": ["example"], "of": "r1", "only": ["example"]}, NOON + HOUR)
    asked(ledger, "killed", "example")
    order = order_of(settings, ledger, sources=("example",))
    assert order.interrupted is not None
    assert (order.interrupted.run_id, order.is_empty) == ("killed", False)
    assert order_of(settings, ledger).interrupted is None


def test_what_there_is_not_is_named(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1")
    for wish, message in (
        ({"reasons": ("http_50x",)}, "--reason: no reason 'http_50x'; did you mean http_5xx or "),
        ({"reasons": ("zzz",)}, "--reason: no reason 'zzz'; there are excluded, too_old, "),
        ({"sources": ("exampel",)}, "no source 'exampel' in the configuration; did you mean example?"),
        ({"urls": ("nowhere",)}, "--url: 'nowhere' is no web address; it must begin with https:// or http://"),
        ({"urls": (SITE,), "reasons": ("timeout",)}, "--url takes a page whatever became of it: leave --reason out"),
    ):
        with pytest.raises(ConfigError) as error:
            order_of(settings, ledger, **wish)
        assert str(error.value).startswith(message)


# --- pages that are named ---


def test_a_page_that_is_named_is_done_whatever_became_of_it(settings: Settings, ledger: Ledger) -> None:
    each_reason(ledger, "r1")
    problem(ledger, "r1")
    begin(ledger, "r2", hours=24)
    for reason in {*Reason} - {Reason.TAKEN_DOWN}:
        order = order_of(settings, ledger, urls=(f"{SITE}/{reason}",))
        assert (pages(order), order.asked) == ([(f"/{reason}", "fetch")], ())


def test_a_page_is_found_however_it_is_spelt(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r1", candidate("/a-long-story"))
    reject(ledger, "r1", Reason.TIMEOUT, url=f"{SITE}/a-long-story")
    for spelt in ("http://EXAMPLE.org/a-long-story?utm_source=x#top", "https://m.example.org/a-long-story/amp"):
        assert pages(order_of(settings, ledger, urls=(spelt,))) == [("/a-long-story", "fetch")]


def test_pages_that_are_named_and_left_alone_say_why(settings: Settings, ledger: Ledger) -> None:
    begin(ledger, "r0", candidate("/earlier"))
    reject(ledger, "r0", Reason.HTTP_410, url=f"{SITE}/earlier")
    begin(ledger, "r1", candidate("/article"), candidate("/gone"), candidate("/failed"), hours=24)
    capture(ledger, "r1", f"{SITE}/article")
    write(ledger, "r1", f"{SITE}/article")
    ledger.take_down({f"{SITE}/gone": "example"}, (), "taken down: court order", NOON)
    reject(ledger, "r1", Reason.TIMEOUT, url=f"{SITE}/failed")
    named = tuple(f"{SITE}/{name}" for name in ("article", "gone", "failed", "earlier", "unheard-of"))
    order = order_of(settings, ledger, run="r1", urls=named)
    assert pages(order) == [("/failed", "fetch")]
    assert left(order) == [
        ("/article", "an article already"),
        ("/earlier", "not among what that run left undone or rejected"),
        ("/gone", "taken down"),
        ("/unheard-of", "no run has met this address"),
    ]
    assert pages(order_of(settings, ledger, urls=(f"{SITE}/earlier",))) == [("/earlier", "fetch")]
    assert left(order_of(settings, ledger, sources=("other",), urls=(f"{SITE}/failed",))) == [
        ("/failed", "of the source example"),
    ]
