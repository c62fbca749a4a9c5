"""Golden pages: whole pages, written for these tests, with the extraction that they must give.

A case is a folder: `page.html` (the bytes), `url.txt`, `expected.json` (what `copydesk extract --json` prints).

    python -m tests.golden add NAME FILE --url URL    adds a case, or replaces its page
    python -m tests.golden add NAME                   works an existing case out anew

Either shows what changes in `expected.json` before writing it: read it, because what it says is then what is right.
"""

import difflib
import json
from pathlib import Path

from pipeline.models import Page
from pipeline.transform import as_dict, extract

FOLDER = Path(__file__).parent


def cases() -> list[str]:
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "page.html").is_file())


def extracted(case: Path) -> str:
    """The JSON that the case's page gives now."""
    url = (case / "url.txt").read_text(encoding="utf-8").strip()
    result = as_dict(extract(Page(url=url, body=(case / "page.html").read_bytes(), content_type="text/html")))
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def expected(case: Path) -> str:
    """The JSON that the case's page must give; empty for a case that is being added."""
    file = case / "expected.json"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def difference(before: str, after: str) -> str:
    return "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), "expected", "extracted", n=2))
