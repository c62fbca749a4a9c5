"""The newsroom over real sockets of this machine."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.demo.newsroom import Newsroom
from pipeline.demo.server import DemoServers, serve
from pipeline.errors import ConfigError

POST = "small-town-post"


@pytest.fixture
def servers(folder: Path) -> Iterator[DemoServers]:
    with serve(Newsroom.load(folder), port=0) as running:
        yield running


@pytest.fixture
def connection(servers: DemoServers) -> Iterator[http.client.HTTPConnection]:
    address = servers.newsroom.site(POST).base.removeprefix("http://")
    client = http.client.HTTPConnection(address, timeout=5)
    yield client
    client.close()


def ask(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection.request(method, path, headers=headers or {})
    response = connection.getresponse()
    return response, response.read()


def test_pages_name_the_port_that_really_answers(servers: DemoServers, connection: http.client.HTTPConnection) -> None:
    response, body = ask(connection, "/")
    assert response.status == 200
    assert connection.port != 0
    assert f"http://127.0.0.1:{connection.port}/2026/10/bridge/".encode() in body
    assert servers.newsroom.site(POST).base == f"http://127.0.0.1:{connection.port}"


def test_a_connection_is_kept_for_the_next_request(connection: http.client.HTTPConnection) -> None:
    response, _ = ask(connection, "/")
    first = connection.sock
    assert response.version == 11
    assert ask(connection, "/feed/")[0].status == 200
    assert ask(connection, "/nothing/")[0].status == 404
    assert connection.sock is first


def test_head_says_what_get_would(connection: http.client.HTTPConnection) -> None:
    get, body = ask(connection, "/feed/")
    head, nothing = ask(connection, "/feed/", "HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == str(len(body))
    assert head.headers["ETag"] == get.headers["ETag"]


def test_an_unchanged_page_is_304_without_a_body(connection: http.client.HTTPConnection) -> None:
    etag = ask(connection, "/")[0].headers["ETag"]
    response, body = ask(connection, "/", headers={"If-None-Match": etag})
    assert (response.status, body) == (304, b"")
    assert ask(connection, "/")[0].status == 200


def test_faults_count_from_the_start_of_a_server(folder: Path) -> None:
    for _ in range(2):
        with serve(Newsroom.load(folder), port=0) as servers:
            address = servers.newsroom.site(POST).base.removeprefix("http://")
            client = http.client.HTTPConnection(address, timeout=5)
            statuses = [ask(client, "/2026/10/bridge/")[0].status for _ in range(3)]
            client.close()
        assert statuses == [503, 503, 200]


def test_a_redirect_leads_to_the_port_that_answers(connection: http.client.HTTPConnection) -> None:
    response, _ = ask(connection, "/old-bridge/")
    assert response.status == 301
    assert response.headers["Location"] == f"http://127.0.0.1:{connection.port}/2026/10/bridge/"


def test_every_request_is_in_the_log_and_none_on_the_screen(
    servers: DemoServers, connection: http.client.HTTPConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    ask(connection, "/feed/?page=2")
    ask(connection, "/gone/")
    assert servers.requests == [(POST, "/feed/?page=2", 200), (POST, "/gone/", 410)]
    assert capfd.readouterr() == ("", "")


def test_a_port_in_use_is_named_with_the_option_that_changes_it(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        newsroom = Newsroom.load(folder, base_port=port)
        with pytest.raises(ConfigError, match=rf"port {port} is in use.*--port"), serve(newsroom):
            pass


def test_a_port_beyond_the_last_one_is_named(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"port 70000 .*--port"), serve(Newsroom.load(folder), port=70000):
        pass


def test_no_kept_connection_answers_after_the_end(folder: Path) -> None:
    with serve(Newsroom.load(folder), port=0) as servers:
        address = servers.newsroom.site(POST).base.removeprefix("http://")
        client = http.client.HTTPConnection(address, timeout=5)
        assert ask(client, "/")[0].status == 200
        client.auto_open = 0  # a new connection would be refused anyway
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        ask(client, "/")
    client.close()


def test_the_next_day_can_be_served_at_the_same_port(folder: Path, site_folder: Path) -> None:
    with serve(Newsroom.load(folder), port=0) as first:
        port = int(first.newsroom.site(POST).base.rpartition(":")[2])
    with serve(Newsroom.load(folder, day=2), port=port):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        _, body = ask(client, "/")
        client.close()
    assert b"day 2" in body
