"""Every way in which a page can fail, over real sockets: its name, its number of requests, its time."""

import gzip
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.extract.fetching.visits import Crawler
from pipeline.models import FetchTask, Rejection, Response
from tests.extract.conftest import FakeTime

from .conftest import DEADLINE
from .server import HTML, FaultServer, Script, drip, head, page, pour, reset, say, silence

THREE_DEADLINES = 3 * DEADLINE + 1.5  # the tests' machine may be busy


@dataclass(frozen=True)
class Case:
    """outcome: `fetched`, or the reason. requests: for the page, as the server counts them. within: seconds."""

    name: str
    script: Script | list[Script]
    outcome: str
    requests: int = 1
    within: float = 1.5


def sent_as(kind: str, body: bytes) -> Script:
    return page(body, 200, {"Content-Type": kind})


def encoded(coding: str, body: bytes) -> Script:
    return page(body, 200, {**HTML, "Content-Encoding": coding})


def to(where: str) -> Script:
    return page(b"", 302, {"Location": where})


def refused(status: int, headers: dict[str, str], body: bytes = b"") -> Script:
    return page(body, status, {**HTML, **headers})


def bomb() -> bytes:
    """10 GB of zeros in 10 MB of gzip."""
    ten_megabytes = gzip.compress(bytes(10_000_000), compresslevel=9)
    return ten_megabytes * (10_000_000 // len(ten_megabytes))


CHUNKED = {**HTML, "Transfer-Encoding": "chunked"}
SECONDS = {"Retry-After": "30"}
DATE = {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)}
STATUSES = [
    Case(f"status {status}", page(b"sorry", status), outcome, requests)
    for status, outcome, requests in [
        (401, "http_403", 1),
        (402, "paywall", 1),
        (403, "http_403", 1),
        (404, "http_404", 1),
        (408, "timeout", 3),
        (410, "http_410", 1),
        (418, "http_4xx", 1),
        (429, "http_429", 3),
        (451, "http_4xx", 1),
        (500, "http_5xx", 3),
        (502, "http_5xx", 3),
        (503, "http_5xx", 3),
        (304, "http_5xx", 3),  # nobody asked whether the page has changed
    ]
]
RECOVERIES = [
    Case("503 that recovers", [page(b"", 503), page(b"", 503), page()], "fetched", 3),
    Case("429 with Retry-After in seconds", [page(b"", 429, SECONDS), page()], "fetched", 2),
    Case("429 with Retry-After as a date", [page(b"", 429, DATE), page()], "fetched", 2),
    Case("429 with a Retry-After of an hour", [page(b"", 429, {"Retry-After": "3600"}), page()], "http_429", 1),
    Case("reset, then well", [reset(), page()], "fetched", 2),
]
SLOW = [
    Case("silence", silence, "timeout", 3, THREE_DEADLINES),
    Case("slow status line", drip(b"", b"H"), "timeout", 3, THREE_DEADLINES),
    Case("slow headers", drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), "timeout", 3, THREE_DEADLINES),
    Case("slow body", drip(head(200, {**HTML, "Content-Length": "9000"}), b"x"), "timeout", 3, THREE_DEADLINES),
    Case("slow chunks", drip(head(200, CHUNKED), b"1\r\nx\r\n"), "timeout", 3, THREE_DEADLINES),
    Case("slow body without a length", drip(head(), b"x"), "timeout", 3, THREE_DEADLINES),
    Case("slow error page", drip(head(404), b"x"), "http_404", 1),
    Case("slow redirect", drip(head(302, {"Location": "/elsewhere"}), b"x"), "timeout", 3, THREE_DEADLINES),
]
LARGE = [
    Case("endless body", pour(head(), b"more " * 2000), "too_large"),
    Case("endless chunks", pour(head(200, CHUNKED), b"3e8\r\n" + b"more " * 200 + b"\r\n"), "too_large"),
    Case("announced too large", say(head(200, {**HTML, "Content-Length": "1000001"})), "too_large"),
    Case("gzip bomb", encoded("gzip", bomb()), "too_large"),
    Case("bomb in a bomb", encoded("gzip, gzip", gzip.compress(bomb())), "too_large"),
    Case("deflate bomb", encoded("deflate", zlib.compress(bytes(50_000_000))), "too_large"),
]
BROKEN = [
    Case("no answer", say(b""), "connection", 3),
    Case("garbage for a status line", say(b"this is not HTTP\r\n\r\n"), "connection", 3),
    Case("HTTP/0.9", say(b"<html><p>hello</p></html>"), "connection", 3),
    Case("a header of 100 kB", say(head(200, {"X-A": "b" * 100_000})), "connection", 3),
    Case("1,000 headers", say(head(200, {f"X-{n}": "b" for n in range(1000)})), "connection", 3),
    Case("endless headers", pour(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 100), "connection", 3),
    Case("reset before the answer", reset(), "connection", 3),
    Case("reset within the body", reset(head(200, {**HTML, "Content-Length": "900"}) + b"<p>"), "connection", 3),
    Case("Content-Length too long", say(head(200, {**HTML, "Content-Length": "900"}) + b"<p>"), "connection", 3),
    Case("two Content-Lengths", say(head(200, {**HTML, "Content-Length": "3, 4"}) + b"<p>"), "connection", 3),
    Case("Content-Length too short", say(head(200, {**HTML, "Content-Length": "3"}) + b"<p>hello"), "fetched"),
    Case("no number for Content-Length", say(head(200, {**HTML, "Content-Length": "ten"}) + b"<p>"), "fetched"),
    Case("chunks without a size", say(head(200, CHUNKED) + b"zz\r\nbroken\r\n"), "connection", 3),
    Case("chunks that end early", say(head(200, CHUNKED) + b"5\r\nhel"), "connection", 3),
    Case("a chunk that claims 16 EiB", say(head(200, CHUNKED) + b"FFFFFFFFFFFFFFFF\r\nhel"), "connection", 3),
    Case("no gzip, though it says so", encoded("gzip", b"<p>hello</p>"), "connection", 3),
    Case("gzip that ends early", encoded("gzip", gzip.compress(b"<p>hello</p>" * 99)[:-20]), "fetched"),
]
CONTENTS = [
    Case("empty body", page(b""), "fetched"),
    Case("204", say(b"HTTP/1.1 204 No Content\r\n\r\n", goes_on=True), "fetched"),
    Case("no Content-Type", page(b"<p>hello</p>", 200, {}), "fetched"),
    Case("gzip", encoded("gzip", gzip.compress(b"<p>hello</p>")), "fetched"),
    Case("a charset for Content-Encoding", encoded("UTF-8", b"<p>hello</p>"), "fetched"),
    Case("brotli", encoded("br", b"\x0b\x05\x80<p>hello</p>\x03"), "content_type"),
    Case("zstd", encoded("zstd", b"\x28\xb5\x2f\xfd\x04\x00"), "content_type"),
    Case("unknown Content-Encoding", encoded("rot13", b"<c>uryyb</c>"), "content_type"),
    Case("image", sent_as("image/png", b"\x89PNG\r\n\x1a\n"), "content_type"),
    Case("PDF as HTML", sent_as("text/html", b"%PDF-1.7\n"), "content_type"),
    Case("PNG as HTML", sent_as("text/html", b"\x89PNG\r\n\x1a\n"), "content_type"),
    Case("ZIP as HTML", sent_as("text/html", b"PK\x03\x04\x14\x00"), "content_type"),
    Case("gzip as HTML", sent_as("text/html", gzip.compress(b"<p>hello</p>")), "content_type"),
    Case("JPEG without a Content-Type", page(b"\xff\xd8\xff\xe0", 200, {}), "content_type"),
    Case("endless PDF as HTML", pour(head(), b"%PDF-1.7\n" * 1000), "content_type"),
    Case("reserved in a header", page(b"", 200, {**HTML, "X-Robots-Tag": "noai"}), "reserved"),
    Case("reserved in the head", page(b'<head><meta name="tdm-reservation" content="1">'), "reserved"),
]
REDIRECTS = [
    Case("redirect", [to("/page?x"), page()], "http_404"),
    Case("redirect to itself", to("/page"), "redirect_loop"),
    Case("redirect without a goal", page(b"", 302, {}), "redirect_loop"),
    Case("redirect to an app", to("app://open"), "excluded"),
    Case("redirect to a login", to("/account/login?next=/page"), "paywall"),
    Case("redirect to a subscription", to("/subscribe"), "paywall"),
    Case("redirect to a consent host", to("https://consent.example.com/collect?to=/page"), "consent_wall"),
    Case("redirect to an article on logins", to("/news/login-problems"), "http_404"),
]
AKAMAI = {"Server": "AkamaiGHost"}
CHALLENGES = [
    Case("Cloudflare", refused(403, {"cf-mitigated": "challenge"}), "bot_challenge"),
    Case("Cloudflare's page", refused(503, {}, b"<script>window._cf_chl_opt={}</script>"), "bot_challenge"),
    Case(
        "Cloudflare's page in gzip",
        refused(403, {"Content-Encoding": "gzip"}, gzip.compress(b"<script>window._cf_chl_opt={}</script>")),
        "bot_challenge",
    ),
    Case("Akamai", refused(403, AKAMAI, b"<H1>Access Denied</H1> Reference #18"), "bot_challenge"),
    Case("DataDome", refused(403, {"X-DataDome": "protected"}), "bot_challenge"),
    Case("DataDome with 429", refused(429, {"x-dd-b": "2"}), "bot_challenge"),
    Case("PerimeterX", refused(403, {}, b'<div id="px-captcha"></div>'), "bot_challenge"),
    Case("Imperva", refused(403, {}, b'<iframe src="/_Incapsula_Resource?SWUDNSAI=31">'), "bot_challenge"),
    Case("AWS WAF", refused(202, {"x-amzn-waf-action": "challenge"}), "bot_challenge"),
    Case("Vercel", refused(429, {"x-vercel-mitigated": "challenge"}), "bot_challenge"),
    Case("403 from Cloudflare", refused(403, {"Server": "cloudflare"}, b"error code: 1020"), "http_403"),
    Case("503 from Akamai", refused(503, AKAMAI, b"Service Unavailable"), "http_5xx", 3),
    Case("404 with a captcha", refused(404, {}, b"https://www.google.com/recaptcha/api.js"), "http_404"),
]
CASES = [*STATUSES, *RECOVERIES, *SLOW, *LARGE, *BROKEN, *CONTENTS, *REDIRECTS, *CHALLENGES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_ends_under_its_name(case: Case, hasty: Crawler, fake_time: FakeTime) -> None:
    with FaultServer() as server:
        server["/page"] = case.script
        begin = time.monotonic()
        fetched = hasty.visit(FetchTask(url=server.url(), source="here"))
        took = time.monotonic() - begin
    pages = [attempt for attempt in fetched.attempts if attempt.purpose == "article"]
    assert (pages[-1].outcome, server.count()) == (case.outcome, case.requests)
    assert isinstance(fetched.outcome, Rejection if case.outcome != "fetched" else Response)
    assert len(pages) == case.requests
    assert took < case.within


def test_the_outcomes_of_a_request_are_all_provoked() -> None:
    """Those of a host are provoked in test_hosts.py; the rest is said of pages, not of requests."""
    assert {case.outcome for case in CASES} == {
        "fetched", "excluded", "reserved", "http_403", "http_404", "http_410", "http_429", "http_4xx", "http_5xx",
        "timeout", "connection", "redirect_loop", "too_large", "content_type", "paywall", "consent_wall",
        "bot_challenge",
    }  # fmt: skip


@pytest.mark.parametrize(("wish", "least"), [(SECONDS, 30.0), (DATE, 0.0)], ids=["seconds", "date"])
def test_retry_after_is_waited_for(wish: dict[str, str], least: float, hasty: Crawler, fake_time: FakeTime) -> None:
    with FaultServer() as server:
        server["/page"] = [page(b"", 429, wish), page()]
        hasty.visit(FetchTask(url=server.url(), source="here"))
    assert least <= sum(fake_time.slept) <= 30.0


def test_what_follows_a_body_that_is_longer_than_announced_is_no_answer(hasty: Crawler) -> None:
    """Else whoever can write into one page of a host could answer for the next."""
    forged = head(200, {**HTML, "Content-Length": "6"}) + b"forged"
    with FaultServer() as server:
        server["/page"] = say(head(200, {**HTML, "Content-Length": "4"}) + b"true" + forged, goes_on=True)
        server["/next"] = page(b"true too")
        bodies = []
        for path in ("/page", "/next"):
            outcome = hasty.visit(FetchTask(url=server.url(path), source="here")).outcome
            assert isinstance(outcome, Response)
            bodies.append(outcome.body)
    assert bodies == [b"true", b"true too"]


def test_connections_are_reused_after_pages_redirects_and_errors(hasty: Crawler) -> None:
    with FaultServer() as server:
        server["/page"], server["/moved"], server["/forbidden"] = page(), to("/page"), page(b"no", 403)
        for path in ("/page", "/moved", "/missing", "/forbidden", "/page"):
            hasty.visit(FetchTask(url=server.url(path), source="here"))
    assert (len(server.requests), server.connections) == (7, 1)
