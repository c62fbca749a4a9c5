import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.config import FetchSettings
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.outcomes import NotModified
from pipeline.models import Rejection, Response, Validators
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, Browser, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}


def rejection(outcome: object) -> Rejection:
    assert isinstance(outcome, Rejection)
    return outcome


def response(outcome: object) -> Response:
    assert isinstance(outcome, Response)
    return outcome


def hurried(settings: FetchSettings, **changes: object) -> Browser:
    return Browser(settings.model_copy(update={"timeout_seconds": 0.4, **changes}))


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(b"", status, {"Location": to})


def test_an_answer_with_all_that_is_worth_keeping(site: Site, settings: FetchSettings) -> None:
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    site["/a"] = Answer(
        b"<p>hello</p>", headers={**HTML, "ETag": '"v1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}
    )
    with Browser(settings, now=lambda: noon) as fetcher:
        answer = response(fetcher.get(site.url("/a")))
    assert (answer.url, answer.final_url, answer.status, answer.reason) == (site.url("/a"), site.url("/a"), 200, "OK")
    assert answer.body == b"<p>hello</p>"
    assert answer.fetched_at == noon
    assert answer.validators == Validators(etag='"v1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    assert ("Content-Type", "text/html; charset=utf-8") in answer.headers
    assert ("User-Agent", "copydesk-test/1.0 (+https://example.org/bot)") in answer.request_headers


def test_the_server_sees_who_asks_and_what_for(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer()
    fetcher.get(site.url("/a"))
    _, headers = site.requests[0]
    assert headers["User-Agent"] == "copydesk-test/1.0 (+https://example.org/bot)"
    assert headers["Accept"].startswith("text/html")


def test_proxies_of_the_environment_are_not_used(site: Site, fetcher: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site["/a"] = Answer()
    assert response(fetcher.get(site.url("/a"))).body == b"<p>hello</p>"


def test_connections_are_reused(site: Site, fetcher: Browser) -> None:
    ports = []

    def note(handler: BaseHTTPRequestHandler) -> None:
        ports.append(handler.client_address[1])
        handler.send_response(404)
        handler.send_header("Content-Length", "4")
        handler.end_headers()
        handler.wfile.write(b"none")

    site["/a"] = note
    thread = threading.Thread(target=fetcher.get, args=(site.url("/a"),))
    thread.start()
    thread.join()
    fetcher.get(site.url("/a"))
    assert len(ports) == 2
    assert len(set(ports)) == 1


# --- conditional requests ---------------------------------------------------------------------------------------------


def test_validators_make_the_request_conditional(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"", 304, {"ETag": '"v2"'})
    outcome = fetcher.get(site.url("/a"), Validators(etag='"v1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT"))
    assert isinstance(outcome, NotModified)
    assert outcome.validators == Validators(etag='"v2"')
    _, headers = site.requests[0]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_a_304_that_nobody_asked_for_is_the_servers_fault(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"", 304, {})
    assert rejection(fetcher.get(site.url("/a"))).reason is Reason.HTTP_5XX


# --- statuses and kinds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.HTTP_403),
        (403, Reason.HTTP_403),
        (404, Reason.HTTP_404),
        (410, Reason.HTTP_410),
        (418, Reason.HTTP_4XX),
        (429, Reason.HTTP_429),
        (500, Reason.HTTP_5XX),
        (503, Reason.HTTP_5XX),
    ],
)
def test_each_status_has_its_reason(site: Site, fetcher: Browser, status: int, reason: Reason) -> None:
    site["/a"] = Answer(b"sorry", status, {"Retry-After": "7"})
    exchange = fetcher.fetch(site.url("/a"))
    assert rejection(exchange.outcome).reason is reason
    assert (exchange.status, exchange.retry_after) == (status, "7")


@pytest.mark.parametrize(
    ("kind", "accept", "taken"),
    [
        ("text/html; charset=utf-8", Accept.PAGE, True),
        ("Application/XHTML+XML", Accept.PAGE, True),
        ("text/plain", Accept.PAGE, True),
        ("image/png", Accept.PAGE, False),
        ("application/pdf", Accept.PAGE, False),
        ("application/rss+xml", Accept.PAGE, False),
        ("application/rss+xml", Accept.DOCUMENT, True),
        ("application/json", Accept.DOCUMENT, True),
        ("application/x-gzip", Accept.DOCUMENT, True),
        ("video/mp4", Accept.DOCUMENT, False),
        ("video/mp4", Accept.ANYTHING, True),
    ],
)
def test_content_types(site: Site, fetcher: Browser, kind: str, accept: Accept, *, taken: bool) -> None:
    site["/a"] = Answer(b"x", headers={"Content-Type": kind})
    outcome = fetcher.get(site.url("/a"), accept=accept)
    if taken:
        assert response(outcome).body == b"x"
    else:
        assert rejection(outcome) == Rejection(reason=Reason.CONTENT_TYPE, detail=kind)


def test_an_answer_without_a_content_type_is_read(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"x", headers={})
    assert response(fetcher.get(site.url("/a"))).body == b"x"


# --- redirects --------------------------------------------------------------------------------------------------------


def test_redirects_are_followed_to_their_end(site: Site, fetcher: Browser) -> None:
    site["/a"] = redirect("/b", 301)
    site["/b"] = redirect("c?x=1#part", 307)
    site["/c?x=1"] = Answer(b"there")
    exchange = fetcher.fetch(site.url("/a"))
    answer = response(exchange.outcome)
    assert (answer.url, answer.final_url, answer.body) == (site.url("/a"), site.url("/c?x=1"), b"there")
    assert exchange.final_url == site.url("/c?x=1")


def test_a_location_in_raw_utf8_is_understood(site: Site, fetcher: Browser) -> None:
    def move(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write("HTTP/1.1 302 Found\r\nLocation: /wähler\r\nContent-Length: 0\r\n\r\n".encode())

    site["/a"] = move
    site["/w%C3%A4hler"] = Answer(b"there")
    assert response(fetcher.get(site.url("/a"))).body == b"there"


def test_a_loop_ends_at_once(site: Site, fetcher: Browser) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = redirect("/a")
    assert rejection(fetcher.get(site.url("/a"))).reason is Reason.REDIRECT_LOOP
    assert site.paths() == ["/a", "/b"]


def test_an_endless_chain_ends_at_the_limit(site: Site, fetcher: Browser) -> None:
    for number in range(20):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    outcome = rejection(fetcher.get(site.url("/0")))
    assert outcome == Rejection(reason=Reason.REDIRECT_LOOP, detail="more than 10 redirects")
    assert len(site.requests) == 11


def test_a_redirect_to_itself_that_sets_a_cookie_is_no_loop(site: Site, fetcher: Browser) -> None:
    site["/a"] = [
        Answer(b"", 302, {"Location": "/a", "Set-Cookie": "seen=1"}),
        Answer(b"come in"),
        Answer(b"come in"),
    ]
    assert response(fetcher.get(site.url("/a"))).body == b"come in"
    assert site.requests[1][1]["Cookie"] == "seen=1"
    fetcher.get(site.url("/a"))
    assert "Cookie" not in site.requests[2][1]


def test_a_redirect_without_a_goal(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"", 302, {})
    assert rejection(fetcher.get(site.url("/a"))).detail == "302 without a Location"


def test_a_redirect_to_what_is_no_web_address(site: Site, fetcher: Browser) -> None:
    site["/a"] = redirect("app://open")
    assert rejection(fetcher.get(site.url("/a"))).reason is Reason.EXCLUDED


def test_each_redirect_is_told_of_before_it_is_followed(site: Site, fetcher: Browser) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = Answer(b"there")
    trip = fetcher.trip(site.url("/a"))
    assert fetcher.advance(trip) is None
    assert (trip.url, site.paths()) == (site.url("/b"), ["/a"])
    assert response(fetcher.advance(trip)).body == b"there"


def test_the_time_between_the_requests_of_a_trip_does_not_count(site: Site, settings: FetchSettings) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = Answer(b"there")
    with hurried(settings, timeout_seconds=0.6) as fetcher:
        trip = fetcher.trip(site.url("/a"))
        assert fetcher.advance(trip) is None
        time.sleep(0.7)
        assert response(fetcher.advance(trip)).body == b"there"
    assert trip.seconds < 0.6


def test_the_time_of_all_requests_of_a_trip_counts(site: Site, settings: FetchSettings) -> None:
    def slow(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
        def move(handler: BaseHTTPRequestHandler) -> None:
            time.sleep(0.25)
            handler.wfile.write(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())

        return move

    site["/a"], site["/b"], site["/c"] = slow("/b"), slow("/c"), slow("/d")
    with hurried(settings) as fetcher:
        exchange = fetcher.fetch(site.url("/a"))
    assert rejection(exchange.outcome).reason is Reason.TIMEOUT
    assert site.paths() == ["/a", "/b"]


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_a_body_that_is_announced_too_large_is_not_read(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"x" * 100_001)
    assert rejection(fetcher.get(site.url("/a"))).reason is Reason.TOO_LARGE


def test_the_limit_itself_is_allowed(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(b"x" * 100_000)
    assert len(response(fetcher.get(site.url("/a"))).body) == 100_000


def test_compression_is_undone(site: Site, fetcher: Browser) -> None:
    site["/a"] = Answer(gzip.compress(b"hello"), headers={**HTML, "Content-Encoding": "gzip"})
    answer = response(fetcher.get(site.url("/a")))
    assert answer.body == b"hello"
    assert ("Content-Encoding", "gzip") in answer.headers


def test_a_gzip_bomb_is_defused(site: Site, settings: FetchSettings) -> None:
    bomb = gzip.compress(bytes(60_000_000), compresslevel=1)
    site["/a"] = Answer(bomb, headers={**HTML, "Content-Encoding": "gzip"})
    with Browser(settings.model_copy(update={"max_bytes": 2_000_000})) as fetcher:
        tracemalloc.start()
        assert rejection(fetcher.get(site.url("/a"))).reason is Reason.TOO_LARGE
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8_000_000


def test_an_endless_body_is_too_large(site: Site, fetcher: Browser) -> None:
    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"more " * 1000)

    site["/a"] = pour
    assert rejection(fetcher.get(site.url("/a"))).reason is Reason.TOO_LARGE


# --- broken answers ---------------------------------------------------------------------------------------------------


def raw(text: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(text)
        handler.close_connection = True

    return say


@pytest.mark.parametrize(
    "text",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbroken",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"this is not HTTP\r\n\r\n",
        b"",
    ],
    ids=["short body", "broken chunks", "no gzip", "no HTTP", "nothing"],
)
def test_a_broken_answer_is_a_connection_fault(site: Site, fetcher: Browser, text: bytes) -> None:
    site["/a"] = raw(text)
    outcome = rejection(fetcher.get(site.url("/a")))
    assert outcome.reason is Reason.CONNECTION
    assert outcome.detail != ""


def test_nobody_listens(fetcher: Browser) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert rejection(fetcher.get(f"http://127.0.0.1:{port}/")).reason is Reason.CONNECTION


def test_no_such_host(fetcher: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert rejection(fetcher.get("http://nowhere.example/")).reason is Reason.DNS


def test_no_tls_where_it_should_be(site: Site, fetcher: Browser) -> None:
    assert rejection(fetcher.get(site.url("/").replace("http:", "https:"))).reason is Reason.TLS


# --- the deadline -----------------------------------------------------------------------------------------------------


def drip(first: bytes, each: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        for _ in range(100):
            handler.wfile.write(each)
            time.sleep(0.05)

    return write


def stall(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(1)  # until the client goes away


@pytest.mark.parametrize(
    "behaviour",
    [
        stall,
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n", b"x"),
    ],
    ids=["silence", "slow headers", "slow body", "slow chunks", "slow body without length"],
)
def test_one_deadline_for_all(
    site: Site, settings: FetchSettings, behaviour: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    site["/a"] = behaviour
    with hurried(settings) as fetcher:
        exchange = fetcher.fetch(site.url("/a"))
    assert rejection(exchange.outcome) == Rejection(reason=Reason.TIMEOUT, detail="not complete within 0.4 s")
    assert 0.35 < exchange.seconds < 2.0


def test_a_slow_error_page_is_not_waited_for_beyond_the_deadline(site: Site, settings: FetchSettings) -> None:
    site["/a"] = drip(b"HTTP/1.1 404 Not Found\r\nContent-Length: 9000\r\n\r\n", b"x")
    with hurried(settings) as fetcher:
        exchange = fetcher.fetch(site.url("/a"))
    assert rejection(exchange.outcome).reason is Reason.HTTP_404
    assert exchange.seconds < 2.0


def test_the_deadline_holds_for_reused_connections(site: Site, settings: FetchSettings) -> None:
    site["/a"] = Answer()
    site["/b"] = drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n")
    with hurried(settings) as fetcher:
        response(fetcher.get(site.url("/a")))
        assert rejection(fetcher.get(site.url("/b"))).reason is Reason.TIMEOUT


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of a server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_stalled_tls_handshake_meets_the_deadline(mute: int, settings: FetchSettings) -> None:
    with hurried(settings) as fetcher:
        exchange = fetcher.fetch(f"https://127.0.0.1:{mute}/")
    assert rejection(exchange.outcome).reason is Reason.TIMEOUT
    assert exchange.seconds < 2.0


def test_a_resolver_that_is_silent_meets_the_deadline(settings: FetchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def silent(*_: object, **__: object) -> list[object]:
        answered.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    with hurried(settings) as fetcher:
        exchange = fetcher.fetch("http://slow.example/")
    answered.set()
    assert rejection(exchange.outcome).reason is Reason.TIMEOUT
    assert exchange.seconds < 2.0


# --- private addresses ------------------------------------------------------------------------------------------------


@pytest.fixture
def strict(settings: FetchSettings) -> Iterator[Browser]:
    with Browser(settings.model_copy(update={"allow_private_addresses": False})) as fetcher:
        yield fetcher


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"])  # noqa: S104  # nothing is bound to it
def test_a_private_address_is_refused(site: Site, strict: Browser, host: str) -> None:
    site["/a"] = Answer()
    outcome = rejection(strict.get(site.url("/a").replace("127.0.0.1", host)))
    assert outcome.reason is Reason.PRIVATE_ADDRESS
    assert site.requests == []


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, strict: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/start"] = redirect("http://169.254.169.254/latest/meta-data/")
    monkeypatch.setattr("pipeline.extract.fetching.addresses.is_public", lambda address: address == "127.0.0.1")
    exchange = strict.fetch(site.url("/start"))
    assert rejection(exchange.outcome).reason is Reason.PRIVATE_ADDRESS
    assert exchange.final_url == "http://169.254.169.254/latest/meta-data/"


def test_a_name_that_changes_its_answer_gains_nothing(
    site: Site, strict: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Public when it is looked up first, loopback from then on: what was judged is what is connected to."""
    answers = iter(["203.0.113.1", "127.0.0.1", "127.0.0.1"])
    asked: list[object] = []

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[object]:
        address = next(answers)
        asked.append(address)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    connected: list[object] = []

    def connect(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr("pipeline.extract.fetching.addresses.is_public", lambda address: address == "203.0.113.1")
    port = int(site.root.rpartition(":")[2])
    assert rejection(strict.get(f"http://rebind.example:{port}/")).reason is Reason.CONNECTION
    assert (asked, connected) == (["203.0.113.1"], [("203.0.113.1", port)])
    assert rejection(strict.get(f"http://rebind.example:{port}/")).reason is Reason.PRIVATE_ADDRESS
    assert connected == [("203.0.113.1", port)]


def test_a_sitemap_may_be_larger_than_a_page(site: Site, settings: FetchSettings) -> None:
    site["/map.xml"] = Answer(b"<urlset>" + b" " * 5_000, headers={"Content-Type": "application/xml"})
    with Browser(settings.model_copy(update={"max_bytes": 1_000})) as fetcher:
        document = fetcher.get(site.url("/map.xml"), accept=Accept.DOCUMENT)
        page = fetcher.get(site.url("/map.xml"), accept=Accept.ANYTHING)
    assert isinstance(document, Response)
    assert len(document.body) == 5_008
    assert page == Rejection(reason=Reason.TOO_LARGE, detail="more than 1000 bytes")
