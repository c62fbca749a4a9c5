"""The page: nothing of a stranger's is markup, no script, and a policy that lets in no more than its own style."""

import base64
import hashlib
import re
from datetime import UTC, date, datetime
from typing import Any

from pipeline.reprocess import Comparison, Outcome, Request
from pipeline.reprocess.page import headline, render
from pipeline.reprocess.records import Arrival, Edit

HOSTILE = "<script>alert(1)</script>"


def comparison(**fields: Any) -> Comparison:
    values: dict[str, Any] = {
        "id": "20261102T030000Z-5ee1",
        "started_at": datetime(2026, 11, 2, 3, tzinfo=UTC),
        "request": Request(dry_run=True),
        "outcomes": {"example": dict.fromkeys(Outcome, 0) | {Outcome.SAME: 1_234, Outcome.CHANGED: 1}},
        "fields": {("example", "text"): 1},
        "gained": [],
        "lost": [],
        "largest": [],
        "pages": 1_300,
        "seconds": 10.0,
        "page": "reprocess/20261102T030000Z-5ee1/index.html",
        "changes": "reprocess/20261102T030000Z-5ee1/changes.parquet",
    }
    return Comparison(**values | fields)


def arrival(**fields: Any) -> Arrival:
    values: dict[str, Any] = {
        "source": "example",
        "date": date(2026, 11, 2),
        "article_id": "0" * 16,
        "url": "https://example.org/a",
        "title": "Ferry",
        "reason": "not_article: a video page",
    }
    return Arrival(**values | fields)


def edit(**fields: Any) -> Edit:
    values: dict[str, Any] = {
        "source": "example",
        "date": date(2026, 11, 2),
        "article_id": "0" * 16,
        "url": "https://example.org/a",
        "title": "Ferry",
        "size": 2,
        "lines": [("paragraph", [("same", "It costs "), ("del", "£57m"), ("ins", "£66m")])],
        "left_out": 0,
    }
    return Edit(**values | fields)


def test_it_begins_with_what_it_comes_to() -> None:
    none = dict.fromkeys(Outcome, 0)
    outcomes = {"example": none | {Outcome.CHANGED: 1_200, Outcome.GAINED: 3, Outcome.LOST: 2}}
    assert headline(comparison(outcomes=outcomes)) == "Reprocessing would change 1,200 articles, gain 3 and lose 2."
    assert headline(comparison(outcomes=outcomes, request=Request())) == (
        "Reprocessing changes 1,200 articles, gains 3 and loses 2."
    )
    same = {"example": none | {Outcome.SAME: 5}}
    assert headline(comparison(outcomes=same)) == "The present extractor makes the same articles of the archive."


def test_it_shows_numbers_reasons_and_differences() -> None:
    page = render(comparison(lost=[arrival()], largest=[edit()]))
    assert "<td>1,234</td>" in page
    assert "not_article: a video page" in page
    assert "It costs <del>£57m</del><ins>£66m</ins>" in page
    assert '<a href="https://example.org/a" rel="noopener noreferrer">' in page


def test_what_strangers_wrote_is_text() -> None:
    page = render(
        comparison(
            fields={("example", HOSTILE): 1},
            gained=[arrival(title=HOSTILE, reason=HOSTILE, url="javascript:alert(1)")],
            largest=[edit(title=HOSTILE, lines=[("paragraph", [("ins", HOSTILE), ("same", HOSTILE)])])],
        )
    )
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert page.count("&lt;script&gt;") == 6


def test_only_its_own_style_is_let_in() -> None:
    page = render(comparison())
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall('Content-Security-Policy" content="(.*?)">', page)
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r'\sstyle="|src=|@import|url\(', page)
