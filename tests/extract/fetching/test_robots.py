import threading
import time

import pytest

from pipeline.extract.fetching.asking import Note
from pipeline.extract.fetching.rules import Verdict
from pipeline.extract.fetching.visits import Crawler
from pipeline.extract.outcomes import Exchange
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, FakeTime, Site

TEXT = {"Content-Type": "text/plain"}
NOTHING = b"User-agent: *\nDisallow: /"


def verdict(crawler: Crawler, url: str, note: Note = lambda *_: None) -> Verdict:
    pacer = crawler.manners.pacer
    while isinstance(step := crawler.robots.verdict(url, note), float):
        pacer.sleep(max(0.0, step - pacer.clock()))
        time.sleep(0.001)  # for the thread that is asking
    return step


def test_it_is_asked_for_once_however_many_ask(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(NOTHING, headers=TEXT)
    noted: list[Exchange] = []
    verdicts = []

    def ask(path: str) -> None:
        verdicts.append(verdict(patient, site.url(path), lambda exchange, _: noted.append(exchange)).allowed)

    threads = [threading.Thread(target=ask, args=(f"/{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == [False] * 8
    assert site.paths() == ["/robots.txt"]
    assert [(exchange.url, exchange.status) for exchange in noted] == [(site.url("/robots.txt"), 200)]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451])
def test_a_client_error_means_no_rules(site: Site, patient: Crawler, status: int) -> None:
    site["/robots.txt"] = Answer(b"", status)
    assert verdict(patient, site.url("/a")) == Verdict(allowed=True, rule=f"no robots.txt ({status})")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(429, Reason.HTTP_429), (500, Reason.HTTP_5XX), (503, Reason.HTTP_5XX), (304, Reason.HTTP_5XX)],
)
def test_a_server_that_cannot_say_is_left_alone(site: Site, patient: Crawler, status: int, reason: Reason) -> None:
    site["/robots.txt"] = Answer(b"", status)
    what = status if status >= 400 else "http_5xx"
    expected = Verdict(allowed=False, rule=f"robots.txt unreachable ({what})", reason=reason)
    assert verdict(patient, site.url("/a")) == expected
    assert site.paths() == ["/robots.txt"] * 3


def test_a_challenge_with_a_server_error_is_no_permission(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"", 503, {"cf-mitigated": "challenge"})
    expected = Verdict(allowed=False, rule="robots.txt unreachable (503)", reason=Reason.BOT_CHALLENGE)
    assert verdict(patient, site.url("/a")) == expected


def test_a_server_that_recovers_is_heard(site: Site, patient: Crawler, fake_time: FakeTime) -> None:
    site["/robots.txt"] = [Answer(b"", 503), Answer(b"User-agent: *\nAllow: /", headers=TEXT)]
    assert verdict(patient, site.url("/a")).rule == "Allow: / (user-agent: *)"
    assert fake_time.slept == [1.0]


def test_a_host_that_does_not_answer(patient: Crawler) -> None:
    gone = Site()
    gone.close()
    expected = Verdict(allowed=False, rule="robots.txt unreachable (connection)", reason=Reason.CONNECTION)
    assert verdict(patient, gone.url("/a")) == expected


def test_redirects_that_lead_nowhere_mean_no_rules(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"", 302, {"Location": "/robots.txt"})
    assert verdict(patient, site.url("/a")) == Verdict(allowed=True, rule="no robots.txt (302)")


def test_five_redirects_are_followed_to_another_host_too(site: Site, patient: Crawler) -> None:
    other = Site()
    site["/robots.txt"] = Answer(b"", 301, {"Location": "/1"})
    for number in range(1, 4):
        site[f"/{number}"] = Answer(b"", 302, {"Location": f"/{number + 1}"})
    site["/4"] = Answer(b"", 308, {"Location": other.url("/rules")})
    other["/rules"] = Answer(NOTHING, headers=TEXT)
    denied = verdict(patient, site.url("/a"))
    other.close()
    assert (denied.allowed, denied.rule) == (False, "Disallow: / (user-agent: *)")


def test_a_page_in_its_place_has_no_rules(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"\n<html><body>Welcome. Disallow: /</body></html>")
    assert verdict(patient, site.url("/a")) == Verdict(allowed=True, rule="no robots.txt (a page in its place)")


def test_a_byte_order_mark_does_not_hide_the_first_line(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"\xef\xbb\xbf" + NOTHING, headers=TEXT)
    assert not verdict(patient, site.url("/a")).allowed


def test_the_first_500_kib_count_and_what_is_cut_is_no_rule(site: Site, patient: Crawler) -> None:
    """The limit on pages does not apply, and a rule that is cut in two does not become a wider one."""
    filler = b"#" * 79 + b"\n"
    start = b"User-agent: *\nDisallow: /early/\n"
    rest = 512_000 - len(start) - len(b"Disallow: /l")
    padding = filler * (rest // 80) + b"#" * (rest % 80 - 1) + b"\n"
    site["/robots.txt"] = Answer(start + padding + b"Disallow: /late/\n", headers=TEXT)
    assert verdict(patient, site.url("/early/a")).rule == "Disallow: /early/ (user-agent: *)"
    assert verdict(patient, site.url("/late/a")).allowed
    assert verdict(patient, site.url("/l")).allowed


def test_each_host_has_its_own(site: Site, patient: Crawler) -> None:
    other = Site()
    site["/robots.txt"] = Answer(NOTHING, headers=TEXT)
    assert not verdict(patient, site.url("/a")).allowed
    assert verdict(patient, other.url("/a")).allowed
    other.close()


def test_a_crawl_delay_that_no_run_can_wait_for_leaves_the_host_alone(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 86400", headers=TEXT)
    expected = Verdict(allowed=False, rule="Crawl-delay: 86400 (user-agent: *)", reason=Reason.HOST_RESTING)
    assert verdict(patient, site.url("/a")) == expected


def test_the_sitemaps_that_it_names(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"Sitemap: https://example.org/a.xml\nSitemap: /b.xml\n" + NOTHING, headers=TEXT)
    assert patient.sitemaps(site.url("/")) == ("https://example.org/a.xml", "/b.xml")


def test_no_sitemaps_without_it(site: Site, patient: Crawler) -> None:
    assert patient.sitemaps(site.url("/")) == ()
