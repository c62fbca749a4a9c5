"""A Prefect server that ends with the process that started it, whatever that process ends by.

The child holds the reading end of a pipe of which the parent has the only other end. When the parent ends, killed or
not, the pipe does, and the child follows. The parent opens the socket, so that the port is never a guess.
"""

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO

import httpx

from pipeline.errors import ConfigError, Terminal

_STARTS_WITHIN = 180.0  # seconds; a new database takes the longest
_STOPS_WITHIN = 10.0

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    # who holds a deployment's one slot is not forgotten when the server is started anew
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}
_LIGHT = {"PREFECT_UI_ENABLED": "false", "PREFECT_API_BLOCKS_REGISTER_ON_START": "false"}


class Server:
    """A server that was started: give `url` to clients, `wait` before the first of them asks."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, errors: IO[bytes]) -> None:
        self.url = f"http://127.0.0.1:{port}/api"
        self._process, self._errors = process, errors

    def wait(self) -> None:
        """Return once it answers; raises `Terminal` when it ends before, or takes too long."""
        deadline = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < deadline:
            try:
                # the socket is open already: the answer comes when the server does
                httpx.get(f"{self.url}/health", timeout=_STARTS_WITHIN, trust_env=False).raise_for_status()
            except httpx.HTTPError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise Terminal(f"Prefect's server did not start: {self._last_words()}")

    def stop(self) -> None:
        """End it, and return when it has ended. May be repeated."""
        assert self._process.stdin is not None  # noqa: S101  it is a pipe
        self._process.stdin.close()
        try:
            self._process.wait(_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return next((line for line in reversed(lines) if "Error: " in line), "it said nothing of why")


def start(*, port: int = 0, whole: bool = False) -> Server:
    """A server on a loopback port, 0 being any free one, for as long as this process lives.

    whole: with UI, scheduler and automations; else only what a single run needs. Call before anything that asks it: at
    the end of the process what came later ends first, and Prefect has last lines to send then.

    Raises `ConfigError` when the port is in use.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise ConfigError(f"port {port} is in use: choose another one with --port") from error
        listening.listen(128)
        port = listening.getsockname()[1]
        errors = tempfile.TemporaryFile()  # noqa: SIM115  it is closed with the server
        # in a session of its own, so that Ctrl-C does not end it before its clients have finished with it
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "flows.server", str(listening.fileno()), "whole" if whole else "light"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, pass_fds=[listening.fileno()],
            start_new_session=True, env=_environment(port, whole=whole),
        )  # fmt: skip
    server = Server(process, port, errors)
    atexit.register(server.stop)
    return server


def _environment(port: int, *, whole: bool) -> dict[str, str]:
    fixed = {"PREFECT_SERVER_API_HOST": "127.0.0.1", "PREFECT_SERVER_API_PORT": str(port)}
    return {**_QUIET, **({} if whole else _LIGHT), **os.environ, **fixed}


def _serve(handle: int, *, whole: bool) -> None:
    """The child: serve on the socket `handle` until standard input ends."""
    import uvicorn  # noqa: PLC0415  the parent needs none of it
    from prefect.server.api.server import create_app  # noqa: PLC0415

    app = create_app(ephemeral=not whole, final=True)
    config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=handle)])


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOPS_WITHIN)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), whole=sys.argv[2] == "whole")
