import threading

import pytest

from pipeline.extract.robots import Robots, Verdict
from pipeline.extract.visits import Crawler
from pipeline.reasons import Reason

from .conftest import Answer, FakeTime, Site

TEXT = {"Content-Type": "text/plain"}
RULES = b"""\
User-agent: bot
Disallow: /

User-agent: copydesk-test
Disallow: /private/
Allow: /private/open
Crawl-delay: 2

User-agent: *
Disallow: /
"""


@pytest.fixture
def robots(patient: Crawler) -> Robots:
    return patient.robots


def test_the_rules_for_this_crawler_count(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(RULES, headers=TEXT)
    denied = Verdict(allowed=False, rule="disallowed by robots.txt", crawl_delay=2.0, reason=Reason.ROBOTS_DENIED)
    assert robots.verdict(site.url("/a")) == Verdict(allowed=True, rule="allowed", crawl_delay=2.0)
    assert robots.verdict(site.url("/private/a")) == denied
    assert robots.verdict(site.url("/private/open")).allowed


def test_it_is_asked_for_once_however_many_ask(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(RULES, headers=TEXT)
    threads = [threading.Thread(target=robots.verdict, args=(site.url(f"/{n}"),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_client_error_means_no_rules(site: Site, robots: Robots, status: int) -> None:
    site["/robots.txt"] = Answer(b"", status)
    assert robots.verdict(site.url("/a")) == Verdict(allowed=True, rule=f"no robots.txt ({status})")


@pytest.mark.parametrize(("status", "reason"), [(429, Reason.HTTP_429), (500, Reason.HTTP_5XX), (503, Reason.HTTP_5XX)])
def test_a_server_that_cannot_say_is_left_alone(site: Site, robots: Robots, status: int, reason: Reason) -> None:
    site["/robots.txt"] = Answer(b"", status)
    assert robots.verdict(site.url("/a")) == Verdict(
        allowed=False, rule=f"robots.txt unreachable ({status})", reason=reason
    )
    assert site.paths() == ["/robots.txt"] * 3


def test_a_server_that_recovers_is_heard(site: Site, robots: Robots, fake_time: FakeTime) -> None:
    site["/robots.txt"] = [Answer(b"", 503), Answer(RULES, headers=TEXT)]
    assert robots.verdict(site.url("/a")).rule == "allowed"
    assert fake_time.slept == [1.0]


def test_a_host_that_does_not_answer(robots: Robots) -> None:
    gone = Site()
    gone.close()
    verdict = robots.verdict(gone.url("/a"))
    assert (verdict.allowed, verdict.rule) == (False, "robots.txt unreachable (connection)")
    assert verdict.reason is Reason.CONNECTION


def test_redirects_that_lead_nowhere_mean_no_rules(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(b"", 302, {"Location": "/robots.txt"})
    assert robots.verdict(site.url("/a")) == Verdict(allowed=True, rule="no robots.txt (302)")


def test_a_redirect_is_followed(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(b"", 301, {"Location": "/rules"})
    site["/rules"] = Answer(RULES, headers=TEXT)
    assert not robots.verdict(site.url("/private/a")).allowed


def test_a_page_in_its_place_has_no_rules(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(b"<html><body>Welcome</body></html>")
    assert robots.verdict(site.url("/a")).rule == "allowed"


def test_a_byte_order_mark_does_not_hide_the_first_line(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", headers=TEXT)
    assert not robots.verdict(site.url("/a")).allowed


def test_each_host_has_its_own(site: Site, robots: Robots) -> None:
    other = Site()
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", headers=TEXT)
    assert not robots.verdict(site.url("/a")).allowed
    assert robots.verdict(other.url("/a")).allowed
    other.close()


def test_the_sitemaps_that_it_names(site: Site, robots: Robots) -> None:
    site["/robots.txt"] = Answer(b"Sitemap: https://example.org/a.xml\nSitemap: /b.xml\n" + RULES, headers=TEXT)
    assert robots.sitemaps(site.url("/")) == ("https://example.org/a.xml", "/b.xml")


def test_no_sitemaps_without_it(robots: Robots, site: Site) -> None:
    assert robots.sitemaps(site.url("/")) == ()
