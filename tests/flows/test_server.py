"""A Prefect server ends with the process that started it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows import server
from pipeline.errors import ConfigError, Terminal
from tests.support import free_ports

PARENT = """
import time
from flows import server
own = server.start()
own.wait()
print(own.url, flush=True)
{then}
"""


def parent(home: Path, then: str) -> subprocess.Popen[str]:
    """A process that has started a server, says where, and then does something."""
    return subprocess.Popen(
        [sys.executable, "-c", PARENT.format(then=then)],
        env={**os.environ, "PREFECT_HOME": str(home)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=5).is_success
    except httpx.TransportError:
        return False


def gone_within(url: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while answers(url):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_it_ends_when_its_parent_is_killed(prefect_home: Path) -> None:
    with parent(prefect_home, "time.sleep(600)") as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert answers(url)
        process.send_signal(signal.SIGKILL)
    assert gone_within(url, 15)


def test_it_has_ended_when_its_parent_has(prefect_home: Path) -> None:
    with parent(prefect_home, "") as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert process.wait(60) == 0
    assert not answers(url)


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port := free_ports(1)))
        taken.listen()
        with pytest.raises(ConfigError, match=f"port {port} is in use: choose another one with --port"):
            server.start(port=port)


def test_why_it_did_not_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////nowhere/prefect.db")
    started = server.start()
    with pytest.raises(Terminal, match=r"Prefect's server did not start: .*unable to open database file"):
        started.wait()
    started.stop()
