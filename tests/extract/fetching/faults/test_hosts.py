"""Every way in which a host can fail or mislead, over real sockets: names, connections, TLS, robots.txt, addresses."""

import socket
import ssl
import time
from dataclasses import dataclass

import pytest

from pipeline.config import FetchSettings
from pipeline.extract.fetching.visits import Crawler
from pipeline.models import Attempt, FetchTask

from .conftest import DEADLINE, Authority, MakeCrawler, Zone
from .server import HTML, FaultServer, Script, drip, head, page, pour, reset, say, silence

THREE_DEADLINES = 3 * DEADLINE + 1.5
# All of 127.0.0.0/8 is this machine, so that one address of it can stand for the public Internet.
PUBLIC, PRIVATE = "127.0.0.2", "127.0.0.1"


def visit(crawler: Crawler, url: str) -> Attempt:
    """The last attempt at a page."""
    return crawler.visit(FetchTask(url=url, source="here")).attempts[-1]


# --- names and connections --------------------------------------------------------------------------------------------


def test_a_name_that_does_not_resolve_is_looked_up_three_times_for_all_its_pages(hasty: Crawler, zone: Zone) -> None:
    outcomes = [visit(hasty, f"http://nowhere.example/{number}").outcome for number in range(5)]
    assert outcomes == ["dns"] * 5
    assert zone.asked == ["nowhere.example"] * 3


def test_nobody_listens(hasty: Crawler) -> None:
    with FaultServer() as server:
        url = server.url()
    assert visit(hasty, url).outcome == "connection"


@pytest.mark.parametrize("greet", [silence, drip(b"", b"\x00")], ids=["silence", "drip"])
def test_a_host_that_stalls_costs_three_deadlines_for_all_its_pages(hasty: Crawler, greet: Script) -> None:
    begin = time.monotonic()
    with FaultServer(greet=greet) as server:
        outcomes = [visit(hasty, server.url(f"/{number}")).outcome for number in range(5)]
    assert outcomes[0] in {"timeout", "connection"}
    assert len(set(outcomes)) == 1
    assert server.connections == 3
    assert time.monotonic() - begin < THREE_DEADLINES


def test_a_host_that_falls_silent_is_put_to_rest(hasty: Crawler) -> None:
    """robots.txt and three attempts at a page, two at the next, none at the others."""
    with FaultServer() as server:
        for number in range(6):
            server[f"/{number}"] = silence
        outcomes = [visit(hasty, server.url(f"/{number}")).outcome for number in range(6)]
    assert outcomes == ["timeout", "timeout", *["host_resting"] * 4]
    assert len(server.requests) == 1 + 3 + 2


# --- TLS --------------------------------------------------------------------------------------------------------------


def test_a_certificate_that_is_right(hasty: Crawler, authority: Authority, trusting: None) -> None:
    with FaultServer(tls=authority.context("127.0.0.1")) as server:
        server["/page"] = page()
        assert visit(hasty, server.url()).outcome == "fetched"


@pytest.mark.parametrize("wrong", ["expired", "of another host", "signed by nobody we trust"])
def test_a_certificate_that_is_wrong(wrong: str, hasty: Crawler, authority: Authority, trusting: None) -> None:
    host = "other.example" if wrong == "of another host" else "127.0.0.1"
    trusted = wrong != "signed by nobody we trust"
    context = authority.context(host, trusted=trusted, expired=wrong == "expired")
    with FaultServer(tls=context) as server:
        assert visit(hasty, server.url()).outcome == "tls"
    assert (server.connections, server.requests) == (1, [])


def test_tls_that_is_too_old(hasty: Crawler, authority: Authority, trusting: None) -> None:
    context = authority.context("127.0.0.1")
    context.set_ciphers("AES256-SHA:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with FaultServer(tls=context) as server:
        assert visit(hasty, server.url()).outcome == "tls"


def hang_up(connection: socket.socket) -> bool:
    """Tear the connection down once the client has begun to speak."""
    connection.recv(1)
    return reset()(connection)


@pytest.mark.parametrize(
    ("greet", "outcome", "connections"),
    [
        (say(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "tls", 1),
        (say(b""), "tls", 1),
        (hang_up, "connection", 3),
        (silence, "timeout", 3),
        (drip(b"\x16\x03\x03\x40\x00", b"\x00"), "timeout", 3),
    ],
    ids=["no TLS", "closed", "reset", "stalled handshake", "dripping handshake"],
)
def test_a_handshake_that_fails(greet: Script, outcome: str, connections: int, hasty: Crawler) -> None:
    begin = time.monotonic()
    with FaultServer(greet=greet) as server:
        url = server.url().replace("http:", "https:")
        assert visit(hasty, url).outcome == outcome
    assert server.connections == connections
    assert time.monotonic() - begin < THREE_DEADLINES


# --- robots.txt -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Robots:
    """What robots.txt is, what becomes of `/page`, how often the one is asked for, and which rule is on record."""

    name: str
    script: Script | list[Script]
    outcome: str
    asked: int
    rule: str


def text(body: str, kind: str = "text/plain") -> Script:
    return page(body.encode(), 200, {"Content-Type": kind})


DENY = "User-agent: *\nDisallow: /page\n"
DENIED = "Disallow: /page (user-agent: *)"
CHUNKED = {"Transfer-Encoding": "chunked"}
ROBOTS = [
    Robots("allows", text("User-agent: *\nAllow: /page"), "fetched", 1, "Allow: /page (user-agent: *)"),
    Robots("denies", text(DENY), "robots_denied", 1, DENIED),
    Robots("denies another crawler", text(f"User-agent: other\n{DENY[14:]}"), "fetched", 1, "allowed: no rule matches"),
    Robots("of whatever type", text(DENY, "image/png"), "robots_denied", 1, DENIED),
    Robots("with a BOM and CRLF", text("\ufeff" + DENY.replace("\n", "\r\n")), "robots_denied", 1, DENIED),
    Robots("with CR only", text(DENY.replace("\n", "\r")), "robots_denied", 1, DENIED),
    Robots("empty", text(""), "fetched", 1, "allowed: no rule matches"),
    Robots("a page", text("<!DOCTYPE html><p>Hi", "text/html"), "fetched", 1, "no robots.txt (a page in its place)"),
    Robots("endless", pour(head(200) + DENY.encode(), b"# more\n" * 1000), "robots_denied", 1, DENIED),
    Robots("404", page(b"", 404), "fetched", 1, "no robots.txt (404)"),
    Robots("401", page(b"", 401), "fetched", 1, "no robots.txt (401)"),
    Robots("429", page(b"", 429), "http_429", 3, "robots.txt unreachable (429)"),
    Robots("500", page(b"", 500), "http_5xx", 3, "robots.txt unreachable (500)"),
    Robots("503 that recovers", [page(b"", 503), text(DENY)], "robots_denied", 2, DENIED),
    Robots("304", page(b"", 304), "http_5xx", 3, "robots.txt unreachable (http_5xx)"),
    Robots("silence", silence, "timeout", 3, "robots.txt unreachable (timeout)"),
    Robots("slow", drip(head(200), b"#"), "timeout", 3, "robots.txt unreachable (timeout)"),
    Robots("reset", reset(), "connection", 3, "robots.txt unreachable (connection)"),
    Robots("broken chunks", say(head(200, CHUNKED) + b"zz"), "connection", 3, "robots.txt unreachable (connection)"),
    Robots("a loop", page(b"", 301, {"Location": "/robots.txt"}), "fetched", 1, "no robots.txt (301)"),
    Robots("behind a login", page(b"", 302, {"Location": "/login"}), "fetched", 1, "no robots.txt (404)"),
]


@pytest.mark.parametrize("case", ROBOTS, ids=lambda case: case.name)
def test_robots_txt(case: Robots, hasty: Crawler) -> None:
    begin = time.monotonic()
    with FaultServer() as server:
        server["/robots.txt"], server["/page"] = case.script, page()
        attempt = visit(hasty, server.url())
    assert (attempt.outcome, attempt.robots_rule) == (case.outcome, case.rule)
    assert (server.count("/robots.txt"), server.count()) == (case.asked, int(case.outcome == "fetched"))
    assert time.monotonic() - begin < THREE_DEADLINES


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.fixture
def strict(hurried: FetchSettings, make_crawler: MakeCrawler, monkeypatch: pytest.MonkeyPatch) -> Crawler:
    """A crawler that keeps to public addresses, of which there is one."""
    monkeypatch.setattr("pipeline.extract.fetching.addresses.is_public", lambda address: address == PUBLIC)
    return make_crawler(hurried.model_copy(update={"allow_private_addresses": False}))


def test_the_public_address_is_asked(strict: Crawler) -> None:
    with FaultServer(PUBLIC) as server:
        server["/page"] = page()
        assert visit(strict, server.url()).outcome == "fetched"


@pytest.mark.parametrize("goal", ["http://127.0.0.1:{port}/page", "http://169.254.169.254/latest/meta-data/"])
def test_a_redirect_to_a_private_address_is_not_followed(goal: str, strict: Crawler) -> None:
    with FaultServer(PUBLIC) as server, FaultServer(PRIVATE) as inside:
        where = goal.format(port=inside.port)
        server["/page"] = page(b"", 302, {"Location": where})
        attempt = visit(strict, server.url())
    assert (attempt.outcome, attempt.final_url) == ("private_address", where)
    assert inside.connections == 0


def test_a_robots_txt_elsewhere_is_not_read_at_a_private_address(strict: Crawler) -> None:
    with FaultServer(PUBLIC) as server, FaultServer(PRIVATE) as inside:
        server["/robots.txt"] = page(b"", 302, {"Location": inside.url("/robots.txt")})
        server["/page"] = page()
        assert visit(strict, server.url()).outcome == "private_address"
    assert (inside.connections, server.count()) == (0, 0)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "0.0.0.0",  # noqa: S104  # nothing is bound to it
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "[fe80::1]",
    ],
)
def test_no_spelling_of_a_private_address_is_connected_to(
    host: str, hurried: FetchSettings, make_crawler: MakeCrawler
) -> None:
    strict = make_crawler(hurried.model_copy(update={"allow_private_addresses": False}))
    with FaultServer(PRIVATE) as inside:
        attempt = visit(strict, f"http://{host}:{inside.port}/page")
    assert attempt.outcome == "private_address"
    assert inside.connections == 0


def test_the_address_that_was_refused_is_on_record(hurried: FetchSettings, make_crawler: MakeCrawler) -> None:
    strict = make_crawler(hurried.model_copy(update={"allow_private_addresses": False}))
    robots = strict.visit(FetchTask(url="http://127.0.0.1/page", source="here")).attempts[0]
    assert (robots.purpose, robots.detail) == ("robots", "PrivateAddress: 127.0.0.1 is at 127.0.0.1")


def test_of_a_names_addresses_only_the_public_ones_are_connected_to(strict: Crawler, zone: Zone) -> None:
    with FaultServer(PUBLIC) as server, FaultServer(PRIVATE, server.port) as inside:
        server["/page"] = page()
        zone["site.example"] = [f"{PRIVATE} {PUBLIC}"]
        assert visit(strict, server.url(host="site.example")).outcome == "fetched"
    assert inside.connections == 0


def test_an_answer_that_changes_after_it_was_judged_gains_nothing(strict: Crawler, zone: Zone) -> None:
    """Public for the first look, private from then on; as the server says «close», each page needs a connection."""
    closing = page(b"<p>hello</p>", 200, {**HTML, "Connection": "close"})
    with FaultServer(PUBLIC) as server, FaultServer(PRIVATE, server.port) as inside:
        server["/robots.txt"] = server["/page"] = closing
        inside["/page"] = page(b"<p>secret</p>")
        zone["rebind.example"] = [PUBLIC, PRIVATE]
        outcomes = [visit(strict, server.url(host="rebind.example")).outcome for _ in range(3)]
    assert outcomes == ["fetched"] * 3
    assert (server.count(), inside.connections) == (3, 0)


def test_an_answer_that_is_looked_up_anew_is_judged_anew(strict: Crawler, zone: Zone) -> None:
    """The public address stops answering, so the name is looked up again, and is private by now."""
    with FaultServer(PRIVATE) as inside:
        zone["rebind.example"] = [PUBLIC, PRIVATE]
        assert visit(strict, inside.url(host="rebind.example")).outcome == "private_address"
    assert zone.asked == ["rebind.example"] * 2
    assert inside.connections == 0


def test_with_tls_too_the_name_is_looked_up_once(
    strict: Crawler, zone: Zone, authority: Authority, trusting: None
) -> None:
    with FaultServer(PUBLIC, tls=authority.context("rebind.example")) as server:
        server["/page"] = page()
        zone["rebind.example"] = [PUBLIC, PRIVATE]
        assert visit(strict, server.url(host="rebind.example")).outcome == "fetched"
    assert zone.asked == ["rebind.example"]
