"""Chromium for the tests: found or installed, started once, driven by Playwright."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright


class NoBrowser(Exception):
    """There is no Chromium on this machine, and it cannot be installed."""


def program() -> Path:
    """Chromium's program, after installing it where that is needed and possible."""
    with FileLock(Path(tempfile.gettempdir()) / "copydesk-tests-chromium.lock"):  # several test processes at once
        found = _found()
        if found is None:
            _install()
            found = _found()
    if found is None:
        raise NoBrowser("the package chromium brought no browser")
    return found


def _found() -> Path | None:
    programs = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((Path(program) for program in programs if program), None)


def _install() -> None:
    if shutil.which("apt-get") is None:
        raise NoBrowser("Chromium is not installed, and there is no apt-get to install it with")
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and subprocess.run([*as_root, "true"], capture_output=True, check=False).returncode:
        raise NoBrowser("Chromium is not installed, and only root can install it")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "--no-install-recommends", "chromium"]):
        done = subprocess.run([*apt, *step], capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            raise NoBrowser(f"apt-get {step[0]} failed: {done.stderr.strip()}")


@contextmanager
def browser(at: Path) -> Iterator[Browser]:
    """A running browser without a window. at: its program."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # which root cannot have
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=at, args=[*sandbox, "--disable-dev-shm-usage"])
        try:
            yield running
        finally:
            running.close()
