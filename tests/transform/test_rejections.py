"""Pages that are no article."""

import pytest

from pipeline.models import Reason, Rejection
from tests.transform.pages import html, run, story

LINKS = "".join(f"<li><a href='/{n}'>Story number {n} of the day</a></li>" for n in range(60))


@pytest.mark.parametrize(
    ("page", "url", "reason"),
    [
        (story(head="<meta property='og:type' content='video.other'>"), "https://x.org/video/1", Reason.NOT_ARTICLE),
        (html(f"<h1>Example</h1><ul>{LINKS}</ul>"), "https://x.org/", Reason.NOT_ARTICLE),
        (html(f"<h1>Politics</h1><ul>{LINKS}</ul>"), "https://x.org/politics/", Reason.NOT_ARTICLE),
        (html("<h1>Bridge</h1><p>Soon.</p>"), "https://x.org/bridge", Reason.NO_TEXT),
        ("", "https://x.org/bridge", Reason.NO_TEXT),
        (b"%PDF-1.4 something", "https://x.org/bridge.pdf", Reason.CONTENT_TYPE),
        ("<p>" + "<i>x</i>" * 60_000, "https://x.org/bridge", Reason.TOO_LARGE),
        ("line\n" * 60_000, "https://x.org/bridge", Reason.TOO_LARGE),
    ],
)
def test_reasons(page: str | bytes, url: str, reason: Reason) -> None:
    result = run(page, url)
    assert isinstance(result, Rejection)
    assert result.reason is reason
    assert result.detail


@pytest.mark.parametrize(
    "page",
    [
        story(head="<meta property='og:type' content='article'>"),
        story(head="<meta property='og:type' content='website'>"),
        story(after=f"<div class=related-posts><ul>{LINKS}</ul></div>"),
        html(
            "<article><h1>市長が辞任</h1><p>"
            + "市長は月曜日に辞任を表明した。議会は来月に後任を選ぶ。" * 3
            + "</p></article>"
        ),
    ],
)
def test_articles_are_kept(page: str) -> None:
    assert not isinstance(run(page), Rejection)
