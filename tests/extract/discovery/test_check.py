"""A source's documents, asked over real sockets."""

from datetime import UTC, datetime

from pipeline.config import Source
from pipeline.extract.discovery.check import DocumentCheck, SourceCheck, check
from pipeline.extract.fetching.visits import Crawler
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, Site

XML = {"Content-Type": "application/xml"}
JSON = {"Content-Type": "application/json"}


def checked(site: Site, crawler: Crawler, **ways: object) -> SourceCheck:
    source = Source.model_validate({"id": "example", "homepage": site.url("/"), **ways})
    return check(source, crawler)


def rss(*items: tuple[str, str]) -> Answer:
    body = "".join(
        f"<item><link>{link}</link><pubDate>{day} Nov 2026 12:00:00 GMT</pubDate></item>" for link, day in items
    )
    return Answer(f"<rss version='2.0'><channel>{body}</channel></rss>".encode(), headers=XML)


def test_every_document_is_asked_by_itself(site: Site, patient: Crawler) -> None:
    site["/feed"] = rss((site.url("/a"), "01"), (site.url("/b"), "03"))
    site["/again"] = rss((site.url("/a"), "02"))
    site["/news/"] = Answer(f"<a href='{site.url('/c')}'>C</a>".encode())
    site["/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"] = Answer(
        f'[{{"link": "{site.url("/d")}", "modified_gmt": "2026-11-02T10:00:00"}}]'.encode(), headers=JSON
    )
    result = checked(
        site, patient, feeds=[site.url("/feed"), site.url("/again")], listings=[site.url("/news/")], wordpress=True
    )
    assert [(d.way, d.items, d.wanted, d.newest) for d in result.documents] == [
        ("feed", 2, 2, datetime(2026, 11, 3, 12, tzinfo=UTC)),
        ("feed", 1, 1, datetime(2026, 11, 2, 12, tzinfo=UTC)),
        ("listing", 1, 1, None),
        ("wordpress", 1, 1, datetime(2026, 11, 2, 10, tzinfo=UTC)),
    ]
    assert result.answers
    assert sorted(site.paths()).count("/robots.txt") == 1
    assert len(site.paths()) == 5


def test_items_that_nobody_wants_are_told_apart(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /politics/secret", headers={"Content-Type": "text/plain"})
    site["/feed"] = rss(
        (site.url("/politics/a"), "01"),
        (site.url("/sports/b"), "01"),
        (site.url("/politics/secret"), "01"),
        ("https://else.example/politics/c", "01"),
    )
    (document,) = checked(site, patient, feeds=[site.url("/feed")], include=["/politics/"]).documents
    assert (document.items, document.wanted) == (4, 1)


def test_what_does_not_answer_says_why(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /map.xml", headers={"Content-Type": "text/plain"})
    site["/page"] = Answer(b"<p>not a feed</p>")
    result = checked(site, patient, feeds=[site.url("/gone"), site.url("/page")], sitemaps=[site.url("/map.xml")])
    assert [(d.reason, d.detail, d.robots, d.items) for d in result.documents] == [
        (Reason.HTTP_404, "404 Not Found", "allowed: no rule matches", 0),
        (Reason.CONTENT_TYPE, "not a feed: no markup in it", "allowed: no rule matches", 0),
        (Reason.ROBOTS_DENIED, "Disallow: /map.xml (user-agent: *)", "Disallow: /map.xml (user-agent: *)", 0),
    ]
    assert not result.answers


def test_an_index_answers_though_a_part_of_it_does_not(site: Site, patient: Crawler) -> None:
    children = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/1.xml", "/2.xml"))
    site["/index.xml"] = Answer(f"<sitemapindex>{children}</sitemapindex>".encode(), headers=XML)
    site["/1.xml"] = Answer(
        f"<urlset><url><loc>{site.url('/a')}</loc><lastmod>2026-11-02</lastmod></url></urlset>".encode(), headers=XML
    )
    (document,) = checked(site, patient, sitemaps=[site.url("/index.xml")]).documents
    assert document == DocumentCheck(
        way="sitemap",
        url=site.url("/index.xml"),
        reason=None,
        detail=f"1 of its sitemaps could not be read, such as {site.url('/2.xml')}: 404 Not Found",
        robots="no robots.txt (404)",
        items=1,
        wanted=1,
        newest=datetime(2026, 11, 2, tzinfo=UTC),
    )


def test_an_empty_feed_answers(site: Site, patient: Crawler) -> None:
    site["/feed"] = rss()
    (document,) = checked(site, patient, feeds=[site.url("/feed")]).documents
    assert (document.reason, document.items, document.newest) == (None, 0, None)
