"""A PostgreSQL server of the tests' own: found or installed, started on a socket of its own, stopped at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from filelock import FileLock

from tests import debian
from tests.debian import CannotInstall

STARTUP_SECONDS = 60
_OWNER = "copydesk"


def binaries() -> Path:
    """The folder of the server's programs, after installing them where that is needed and possible."""
    with FileLock(Path(tempfile.gettempdir()) / "copydesk-tests-postgresql.lock"):  # several test processes at once
        found = _found()
        if found is None:
            debian.install("postgresql")
            found = _found()
    if found is None:
        raise CannotInstall("the package postgresql brought no server")
    return found


def _found() -> Path | None:
    """Where initdb and postgres are: on the PATH, where pg_config says, or in Debian's folders, the newest first."""
    folders = [Path(program).resolve().parent for program in [shutil.which("initdb")] if program]
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders += [Path(line) for line in said.stdout.splitlines()]  # nothing where only Debian's wrapper is installed
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; the address of a database there."""
    home = Path(tempfile.mkdtemp(prefix="copydesk-pg-"))  # short, as a socket's path has to be
    user = _unprivileged() if os.geteuid() == 0 else None
    try:
        if user is not None:
            os.chown(home, user, -1)
        with (home / "log").open("wb") as log:
            initdb = [programs / "initdb", "-D", home / "data", "-U", _OWNER, "-A", "trust", "-E", "UTF8", "-N"]
            subprocess.run([*initdb, "--locale=C"], user=user, cwd=home, stdout=log, stderr=log, check=True)
            options = {"listen_addresses": "", "unix_socket_directories": home, "fsync": "off", "max_connections": 50}
            settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
            postgres = [programs / "postgres", "-D", home / "data", *settings]
            with subprocess.Popen(postgres, user=user, cwd=home, stdout=log, stderr=log) as process:
                try:
                    address = f"postgresql://{_OWNER}@/postgres?host={home}"
                    _wait_until_ready(address, process, home / "log")
                    yield address
                finally:
                    _stop(process)
    finally:
        shutil.rmtree(home)


def _unprivileged() -> int:
    """The user to be instead of root, as whom PostgreSQL refuses to run."""
    names = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return names.get("postgres", names["nobody"])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no PostgreSQL server within {STARTUP_SECONDS} s:\n{log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGQUIT)  # stop at once: what it holds is thrown away
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
