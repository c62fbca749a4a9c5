from pipeline.config import FetchSettings
from pipeline.extract.outcomes import Fetched, NotModified
from pipeline.extract.pacing import Pacer
from pipeline.extract.visits import Crawler, crawler
from pipeline.models import FetchTask, Rejection, Response, Validators
from pipeline.reasons import Reason

from .conftest import Answer, FakeTime, Site

TEXT = {"Content-Type": "text/plain"}


def visit(made: Crawler, site: Site, path: str, validators: Validators | None = None) -> Fetched:
    return made.visit(FetchTask(url=site.url(path), source="here", validators=validators))


def test_a_page_and_the_record_of_its_request(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"<p>hello</p>")
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Response)
    (attempt,) = fetched.attempts
    assert (attempt.url, attempt.source, attempt.outcome) == (site.url("/a"), "here", "fetched")
    assert (attempt.status, attempt.size, attempt.robots_rule) == (200, 12, "no robots.txt (404)")
    assert (attempt.final_url, attempt.detail) == (None, "")
    assert 0 < attempt.seconds < 5


def test_what_robots_txt_denies_is_not_requested_but_recorded(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a", headers=TEXT)
    fetched = visit(patient, site, "/a")
    assert fetched.outcome == Rejection(reason=Reason.ROBOTS_DENIED, detail="disallowed by robots.txt")
    (attempt,) = fetched.attempts
    assert (attempt.outcome, attempt.status) == ("robots_denied", None)
    assert (attempt.robots_rule, attempt.detail) == ("disallowed by robots.txt", "not requested")
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_that_cannot_be_had_is_no_final_verdict(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"", 500)
    fetched = visit(patient, site, "/a")
    assert fetched.outcome == Rejection(reason=Reason.HTTP_5XX, detail="robots.txt unreachable (500)")
    assert fetched.outcome.reason.retry.later


def test_a_fault_that_passes(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/a"] = [Answer(b"", 503), Answer(b"", 503), Answer()]
    fetched = visit(patient, site, "/a")
    assert [attempt.outcome for attempt in fetched.attempts] == ["http_5xx", "http_5xx", "fetched"]
    assert fake_time.slept == [1.0, 2.0]


def test_a_fault_that_stays(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"", 500)
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Rejection)
    assert fetched.outcome.reason is Reason.HTTP_5XX
    assert [attempt.status for attempt in fetched.attempts] == [500, 500, 500]


def test_a_final_answer_is_not_asked_for_again(site: Site, patient: Crawler) -> None:
    fetched = visit(patient, site, "/gone")
    assert [attempt.outcome for attempt in fetched.attempts] == ["http_404"]


def test_retry_after_is_obeyed(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/a"] = [Answer(b"", 429, {"Retry-After": "17"}), Answer(b"", 429, {"Retry-After": "600"}), Answer()]
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Response)
    assert fake_time.slept == [17.0, 60.0]


def test_not_modified(site: Site, patient: Crawler) -> None:
    site["/a"] = Answer(b"", 304, {})
    fetched = visit(patient, site, "/a", Validators(etag='"v1"'))
    assert isinstance(fetched.outcome, NotModified)
    assert [(attempt.outcome, attempt.status) for attempt in fetched.attempts] == [("not_modified", 304)]


def test_redirects_obey_robots_txt_too(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private", headers=TEXT)
    site["/a"] = Answer(b"", 302, {"Location": "/private"})
    fetched = visit(patient, site, "/a")
    assert isinstance(fetched.outcome, Rejection)
    assert fetched.outcome.reason is Reason.ROBOTS_DENIED
    assert fetched.attempts[0].final_url == site.url("/private")
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
