from contextlib import closing

from pipeline.config import FetchSettings, Source
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.visits import Crawler, Visit, crawler
from pipeline.extract.outcomes import Fetched, NotModified
from pipeline.models import Attempt, FetchTask, Rejection, Response, Validators
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, FakeTime, Site

TEXT = {"Content-Type": "text/plain"}


def visit(made: Crawler, site: Site, path: str, validators: Validators | None = None) -> Fetched:
    return made.visit(FetchTask(url=site.url(path), source="here", validators=validators))


def outcome(fetched: Fetched) -> Rejection:
    assert isinstance(fetched.outcome, Rejection)
    return fetched.outcome


def pages(fetched: Fetched) -> list[Attempt]:
    return [attempt for attempt in fetched.attempts if attempt.purpose == "article"]


def test_a_page_and_the_record_of_its_request(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"<p>hello</p>")
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Response)
    robots, attempt = fetched.attempts
    assert (robots.url, robots.purpose, robots.outcome) == (site.url("/robots.txt"), "robots", "http_404")
    assert (attempt.url, attempt.source, attempt.outcome) == (site.url("/a"), "here", "fetched")
    assert (attempt.purpose, attempt.reservations) == ("article", None)
    assert (attempt.status, attempt.size, attempt.robots_rule) == (200, 12, "no robots.txt (404)")
    assert (attempt.final_url, attempt.detail) == (None, "")
    assert 0 < attempt.seconds < 5


def test_what_robots_txt_denies_is_not_requested_but_recorded(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a", headers=TEXT)
    fetched = visit(patient, site, "/a")
    rule = "Disallow: /a (user-agent: *)"
    assert fetched.outcome == Rejection(reason=Reason.ROBOTS_DENIED, detail=rule)
    attempt = fetched.attempts[-1]
    assert (attempt.outcome, attempt.status) == ("robots_denied", None)
    assert (attempt.robots_rule, attempt.detail) == (rule, f"not requested: {rule}")
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_that_cannot_be_had_is_no_final_verdict(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"", 500)
    fetched = visit(patient, site, "/a")
    assert fetched.outcome == Rejection(reason=Reason.HTTP_5XX, detail="robots.txt unreachable (500)")
    assert fetched.outcome.reason.retry.later


def test_a_fault_that_passes(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/a"] = [Answer(b"", 503), Answer(b"", 503), Answer()]
    fetched = visit(patient, site, "/a")
    assert [attempt.outcome for attempt in pages(fetched)] == ["http_5xx", "http_5xx", "fetched"]
    assert fake_time.slept == [1.0, 2.0]


def test_a_fault_that_stays(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"", 500)
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Rejection)
    assert fetched.outcome.reason is Reason.HTTP_5XX
    assert [attempt.status for attempt in pages(fetched)] == [500, 500, 500]


def test_a_final_answer_is_not_asked_for_again(site: Site, patient: Crawler) -> None:
    fetched = visit(patient, site, "/gone")
    assert [attempt.outcome for attempt in pages(fetched)] == ["http_404"]


def test_retry_after_is_obeyed_for_the_whole_host(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/a"] = [Answer(b"", 429, {"Retry-After": "17"}), Answer()]
    task = Visit(patient, FetchTask(url=site.url("/a"), source="here"), Accept.PAGE)
    assert task.step() == fake_time.now + 17
    assert Visit(patient, FetchTask(url=site.url("/b"), source="here"), Accept.PAGE).step() == fake_time.now + 17
    assert isinstance(visit(patient, site, "/b").outcome, Rejection)
    assert fake_time.slept == [17.0]
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_a_host_that_asks_for_a_longer_pause_than_a_run_waits_is_left_alone(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"", 429, {"Retry-After": "600"})
    assert outcome(visit(patient, site, "/a")).reason is Reason.HTTP_429
    left = outcome(visit(patient, site, "/b"))
    assert left == Rejection(reason=Reason.HOST_RESTING, detail="asks for a pause of 600 s (Retry-After)")
    assert left.reason.retry.later
    assert site.paths() == ["/robots.txt", "/a"]


def test_a_host_that_fails_too_often_in_a_row_is_left_alone(site: Site, patient: Crawler) -> None:
    for path in ("/a", "/b", "/c"):
        site[path] = Answer(b"", 500)
    reasons = [outcome(visit(patient, site, path)).reason for path in ("/a", "/b", "/c")]
    assert reasons == [Reason.HTTP_5XX, Reason.HTTP_5XX, Reason.HOST_RESTING]
    assert site.paths() == ["/robots.txt", "/a", "/a", "/a", "/b", "/b"]
    attempt = visit(patient, site, "/d").attempts[0]
    assert (attempt.outcome, attempt.status, attempt.robots_rule) == ("host_resting", None, None)
    assert attempt.detail == "not requested: requests that failed in a row: 5, the latest with http_5xx"


def test_an_answer_in_between_starts_the_count_anew(site: Site, patient: Crawler) -> None:
    for path in ("/a", "/b", "/d"):
        site[path] = Answer(b"", 500)
    reasons = [outcome(visit(patient, site, path)).reason for path in ("/a", "/gone", "/b", "/gone", "/d")]
    assert Reason.HOST_RESTING not in reasons


def test_a_robots_txt_that_cannot_be_had_counts_too(patient: Crawler) -> None:
    gone = Site()
    gone.close()
    secure = gone.url("/a").replace("http:", "https:")
    outcomes = [
        outcome(patient.visit(FetchTask(url=url, source="here"))) for url in (gone.url("/a"), secure, gone.url("/b"))
    ]
    assert [each.reason for each in outcomes] == [Reason.CONNECTION, Reason.CONNECTION, Reason.HOST_RESTING]


def test_the_requests_for_robots_txt_are_in_the_record_of_whoever_came_first(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = [Answer(b"", 503), Answer(b"User-agent: *\nAllow: /", headers=TEXT)]
    site["/feed"] = Answer(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    site["/a"] = Answer()
    feed, page = patient.getter("here")(site.url("/feed")), visit(patient, site, "/a")
    assert [(a.purpose, a.outcome, a.source) for a in feed.attempts] == [
        ("robots", "http_5xx", "here"),
        ("robots", "fetched", "here"),
        ("discovery", "fetched", "here"),
    ]
    assert [(a.purpose, a.robots_rule) for a in page.attempts] == [("article", "Allow: / (user-agent: *)")]


# --- reservations -----------------------------------------------------------------------------------------------------


def test_a_page_that_reserves_its_use_is_not_handed_out(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b'<head><meta name="robots" content="noai, max-image-preview:large"></head>')
    fetched = visit(patient, site, "/a")
    assert fetched.outcome == Rejection(reason=Reason.RESERVED, detail="meta robots: noai")
    (attempt,) = pages(fetched)
    assert (attempt.outcome, attempt.status, attempt.size) == ("reserved", 200, 0)
    assert attempt.reservations == "meta robots: noai, max-image-preview:large"


def test_a_reservation_in_a_header_spares_the_body(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(headers={"Content-Type": "text/html", "TDM-Reservation": "1", "X-Robots-Tag": "other: noai"})
    fetched = visit(patient, site, "/a")
    assert fetched.outcome == Rejection(reason=Reason.RESERVED, detail="tdm-reservation: 1")
    assert pages(fetched)[0].reservations == "tdm-reservation: 1"


def test_a_source_may_be_allowed_what_is_reserved(site: Site, settings: FetchSettings) -> None:
    site["/a"] = Answer(b'<meta name="tdm-reservation" content="1">', headers={"X-Robots-Tag": "noai"})
    agreed = Source(id="here", homepage=site.root, allow_reserved=True)
    with closing(crawler(settings, sources=[agreed])) as made:
        fetched = visit(made, site, "/a")
        other = made.visit(FetchTask(url=site.url("/a"), source="there"))
    assert isinstance(fetched.outcome, Response)
    assert pages(fetched)[0].reservations == "X-Robots-Tag: noai; tdm-reservation: 1"
    assert outcome(other).reason is Reason.RESERVED


def test_a_feed_that_is_kept_out_of_search_is_read(site: Site, patient: Crawler) -> None:
    site["/feed"] = Answer(b"<rss/>", headers={"Content-Type": "text/xml", "X-Robots-Tag": "noindex, follow"})
    fetched = patient.getter("here")(site.url("/feed"))
    assert isinstance(fetched.outcome, Response)
    assert fetched.attempts[-1].reservations == "X-Robots-Tag: noindex, follow"


# --- what is sent -----------------------------------------------------------------------------------------------------


def test_not_modified(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"", 304, {})
    fetched = visit(patient, site, "/a", Validators(etag='"v1"'))
    assert isinstance(fetched.outcome, NotModified)
    assert [(attempt.outcome, attempt.status) for attempt in pages(fetched)] == [("not_modified", 304)]


def test_redirects_obey_robots_txt_too(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private", headers=TEXT)
    site["/a"] = Answer(b"", 302, {"Location": "/private"})
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Rejection)
    assert fetched.outcome.reason is Reason.ROBOTS_DENIED
    assert pages(fetched)[0].final_url == site.url("/private")
    assert site.paths() == ["/robots.txt", "/a"]


def test_every_request_to_a_host_takes_its_turn(site: Site, settings: FetchSettings, fake_time: FakeTime) -> None:
    """robots.txt, the page and the page it redirects to: three requests, two pauses."""
    site["/a"] = Answer(b"", 302, {"Location": "/b"})
    site["/b"] = Answer()
    made = crawler(settings, Pacer(5.0, fake_time.clock, fake_time.sleep))
    visit(made, site, "/a")
    made.close()
    assert fake_time.slept == [5.0, 5.0]


def test_crawl_delay_is_obeyed(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 3", headers=TEXT)
    site["/a"] = Answer()
    visit(patient, site, "/a")
    visit(patient, site, "/a")
    assert fake_time.slept == [3.0, 3.0]
