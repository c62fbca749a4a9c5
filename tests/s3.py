"""A real S3 server for tests, rclone's, with a bucket and a key of its own."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import free_ports

KEY, SECRET, BUCKET = "tester", "not-a-secret", "news"
_STARTUP_SECONDS = 30


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve `folder`, whose folders are buckets, until the block ends; its port on this machine."""
    (folder / BUCKET).mkdir()
    port = free_ports(1)
    rclone = Path(sys.executable).with_name("rclone")
    command = [
        str(rclone if rclone.exists() else shutil.which("rclone")), "serve", "s3", "--auth-key", f"{KEY},{SECRET}",
        "--addr", f"127.0.0.1:{port}", "--config", str(folder / "no-such.conf"), "--no-checksum",
        str(folder),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_until_open(port, server)
            yield port
        finally:
            server.terminate()


def address(port: int, folder: str) -> str:
    """A storage root in the bucket."""
    return f"s3://{KEY}:{SECRET}@{BUCKET}/{folder}?endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"


def _wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("rclone serves no S3")
