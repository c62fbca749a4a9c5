"""Chromium for the tests: found or installed, started once, driven by Playwright."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from playwright.sync_api import Browser, Page, sync_playwright

from tests import debian
from tests.debian import CannotInstall

PHONE, DESK = (390, 844), (1440, 900)


@dataclass(frozen=True, slots=True)
class View:
    """An open page. said: what the console has of it. asked: the addresses of requests but the page's own."""

    page: Page
    said: list[str]
    asked: list[str]


def program() -> Path:
    """Chromium's program, after installing it where that is needed and possible."""
    with FileLock(Path(tempfile.gettempdir()) / "copydesk-tests-chromium.lock"):  # several test processes at once
        found = _found()
        if found is None:
            debian.install("chromium")
            found = _found()
    if found is None:
        raise CannotInstall("the package chromium brought no browser")
    return found


def _found() -> Path | None:
    programs = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((Path(program) for program in programs if program), None)


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


@contextmanager
def shown(browser: Browser, file: Path, size: tuple[int, int] = PHONE, scheme: str = "light") -> Iterator[View]:
    """A page in a window of so many pixels, in the colours of a scheme: light or dark."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    view = View(page, [], [])
    page.on("console", lambda message: view.said.append(message.text))
    page.on("pageerror", lambda error: view.said.append(str(error)))
    page.on("request", lambda request: view.asked.append(request.url))
    page.goto(file.as_uri())
    view.asked.remove(file.as_uri())
    try:
        yield view
    finally:
        context.close()
