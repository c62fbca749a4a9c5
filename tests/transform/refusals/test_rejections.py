"""Pages that are no article."""

import pytest

from pipeline.models import Rejection
from pipeline.reasons import Reason
from tests.transform.pages import FIRST, SECOND, html, run, story

LINKS = "".join(f"<li><a href='/{n}'>Story number {n} of the day</a></li>" for n in range(60))

SHOP = html(
    "<div class='site-header'><ul class='menu'><li class='menu-item'><a href='/collections'>Shop all</a></li></ul>"
    "<a class='cart-link' href='/cart'>Cart</a></div><div class='product product-page'><h1 class='product-title'>Boot"
    "</h1><span class='price'>$80.00</span><form class='product-form'><select class='variant'><option>38</option>"
    f"</select><button class='add-to-cart'>Add to cart</button></form><div class='product-description'><p>{FIRST}</p>"
    "</div><h2>You may also like</h2><ul class='product-grid'><li class='product-card'><a href='/2'>Shoe</a></li>"
    "</ul></div>",
    "<meta property='og:type' content='product'><meta property='product:price:amount' content='80'>"
    '<script type="application/ld+json">{"@type": "Product", "offers": {"@type": "Offer"}}</script>',
)


@pytest.mark.parametrize(
    ("page", "url", "reason"),
    [
        (story(head="<meta property='og:type' content='video.other'>"), "https://x.org/video/1", Reason.NOT_ARTICLE),
        (html(f"<h1>Example</h1><ul>{LINKS}</ul>"), "https://x.org/", Reason.NOT_ARTICLE),
        (html(f"<h1>Politics</h1><ul>{LINKS}</ul>"), "https://x.org/politics/", Reason.NOT_ARTICLE),
        (SHOP, "https://x.org/products/boot", Reason.NOT_ARTICLE),
        (html("<h1>Bridge</h1><p>Soon.</p>"), "https://x.org/bridge", Reason.NO_TEXT),
        ("", "https://x.org/bridge", Reason.NO_TEXT),
        (
            html("<h1>Bridge</h1><p>Soon.</p><div class='paywall-overlay'><p>Subscribe to continue reading</p></div>"),
            "https://x.org/bridge",
            Reason.PAYWALL,
        ),
        (
            html(
                "<h1>Bridge</h1><p>Soon.</p>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
            ),
            "https://x.org/bridge",
            Reason.PAYWALL,
        ),
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


def test_the_operator_is_told_what_a_page_looks_like() -> None:
    result = run(SHOP, "https://x.org/products/boot")
    assert isinstance(result, Rejection)
    assert result.detail.startswith("looks like no article: ")
    assert "no date" in result.detail


@pytest.mark.parametrize(
    "url", ["https://x.org/product/4711?page=2", "https://x.org/forum/thread", "https://x.org/", ""]
)
def test_plain_text_is_kept_wherever_it_stood(url: str) -> None:
    assert not isinstance(run(f"Board votes for bridge\n\n{FIRST}\n\n{SECOND}\n", url, "text/plain"), Rejection)


def test_a_page_that_says_little_of_itself_is_kept() -> None:
    assert not isinstance(
        run(html(f"<h1>Buy now</h1><p>{FIRST}</p><p>{SECOND}</p>"), "https://x.org/shop/1"), Rejection
    )
