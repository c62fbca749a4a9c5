"""A site's ways, found over real sockets."""

import gzip

import pytest

from pipeline.extract.discovery.explore import Findings, Tried, explore
from pipeline.extract.fetching.visits import Crawler
from pipeline.models import Rejection
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, Site

XML = {"Content-Type": "application/xml"}
JSON = {"Content-Type": "application/json"}
POSTS = "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"


def page(head: str = "") -> Answer:
    return Answer(f"<html lang='en'><head><title>Example</title>{head}</head></html>".encode())


def link(href: str, kind: str = "application/rss+xml") -> str:
    return f"<link rel='alternate' type='{kind}' href='{href}'>"


def rss(*links: str) -> Answer:
    items = "".join(f"<item><link>{one}</link></item>" for one in links)
    return Answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), headers=XML)


def urlset(*links: str, news: bool = False) -> Answer:
    namespace = " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'" if news else ""
    urls = "".join(f"<url><loc>{one}</loc></url>" for one in links)
    return Answer(f"<urlset{namespace}>{urls}</urlset>".encode(), headers=XML)


def index(*links: str) -> Answer:
    sitemaps = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in links)
    return Answer(f"<sitemapindex>{sitemaps}</sitemapindex>".encode(), headers=XML)


def robots_txt(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/plain"})


def test_a_site_with_everything(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = robots_txt(f"Sitemap: {site.url('/sitemap.xml')}\nSitemap: /news.xml\n")
    api = f"<link rel='https://api.w.org/' href='{site.url('/wp-json/')}'>"
    site["/"] = page(link("/feed/") + link("/comments/feed/") + link("/empty.xml") + api)
    site["/feed/"] = rss(site.url("/a"), site.url("/b"))
    site["/empty.xml"] = rss()
    site[POSTS] = Answer(f'[{{"link": "{site.url("/a")}"}}]'.encode(), headers=JSON)
    site["/news.xml"] = urlset(site.url("/a"), news=True)
    assert explore(site.url("/"), patient) == Findings(
        homepage=site.url("/"),
        name="Example",
        language="en",
        feeds=(site.url("/feed/"),),
        sitemaps=(site.url("/news.xml"),),
        wordpress=True,
        tried=(
            Tried(url=site.url("/feed/"), result="2 items"),
            Tried(url=site.url("/empty.xml"), result="0 items"),
            Tried(url=site.url(POSTS), result="1 post"),
            Tried(url=site.url("/news.xml"), result="a sitemap of news, 1"),
        ),
    )
    assert "/sitemap.xml" not in site.paths()  # there is a news sitemap


def test_without_a_declared_feed_the_usual_addresses_are_tried(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = robots_txt("User-agent: *\nDisallow: /rss$\n")
    site["/"] = page()
    site["/rss.xml"] = rss(site.url("/a"))
    found = explore(site.url("/"), patient)
    assert found.feeds == (site.url("/rss.xml"),)
    assert [(tried.url.removeprefix(site.root), tried.result) for tried in found.tried] == [
        ("/feed/", "http_404: 404 Not Found"),
        ("/rss", "robots_denied: Disallow: /rss$ (user-agent: *)"),
        ("/rss.xml", "1 item"),
        (POSTS, "http_404: 404 Not Found"),
        ("/news-sitemap.xml", "http_404: 404 Not Found"),
        ("/sitemap.xml", "http_404: 404 Not Found"),
    ]
    assert "/rss" not in site.paths()


def test_a_feed_of_other_sites_is_none(site: Site, patient: Crawler) -> None:
    site["/"] = page(link("/feed/"))
    site["/feed/"] = rss("https://else.example/a")
    found = explore(site.url("/"), patient)
    assert found.feeds == ()
    assert found.tried[0] == Tried(url=site.url("/feed/"), result="1 item, 0 of this site")


def test_a_section_has_its_own_feed(site: Site, patient: Crawler) -> None:
    site["/politics"] = page(link("/feed/") + link("/politics/feed/"))
    site["/politics/feed/"] = rss(site.url("/politics/a"))
    found = explore(site.url("/politics"), patient)
    assert (found.homepage, found.feeds, found.include) == (
        site.url("/politics"),
        (site.url("/politics/feed/"),),
        (),
    )
    assert POSTS not in site.paths()  # they are those of the whole site


@pytest.mark.parametrize(
    ("items", "include"),
    [
        (("/us-politics/a", "/sports/b"), ("/us-politics/",)),
        (("/2026/a", "/2026/b"), ()),  # addresses that do not show the section
        (("/us-politics/a",), ()),  # and nothing to leave out
    ],
)
def test_a_sections_page_with_a_feed_of_the_whole_site(
    site: Site, patient: Crawler, items: tuple[str, ...], include: tuple[str, ...]
) -> None:
    site["/us-politics/index.html"] = page(link("/feed/"))
    site["/feed/"] = rss(*map(site.url, items))
    found = explore(site.url("/us-politics/index.html"), patient)
    assert (found.feeds, found.include) == ((site.url("/feed/"),), include)


def test_a_news_sitemap_in_an_index_is_found(site: Site, patient: Crawler) -> None:
    site["/"] = page()
    site["/sitemap.xml"] = index(site.url("/posts.xml"), site.url("/google-news.xml.gz"), site.url("/newsletter.xml"))
    site["/google-news.xml.gz"] = Answer(
        gzip.compress(urlset(site.url("/a")).body), headers={"Content-Type": "application/x-gzip"}
    )
    found = explore(site.url("/"), patient)
    assert found.sitemaps == (site.url("/google-news.xml.gz"),)
    assert found.general_sitemaps == (site.url("/sitemap.xml"),)
    assert not {"/posts.xml", "/newsletter.xml"} & set(site.paths())


def test_a_general_sitemap_is_taken_where_there_is_nothing_else(site: Site, patient: Crawler) -> None:
    site["/"] = page()
    site["/sitemap.xml"] = urlset(site.url("/a"))
    found = explore(site.url("/"), patient)
    assert (found.sitemaps, found.general_sitemaps) == ((site.url("/sitemap.xml"),), ())


def test_a_general_sitemap_is_left_out_beside_a_feed(site: Site, patient: Crawler) -> None:
    site["/"] = page(link("/feed/"))
    site["/feed/"] = rss(site.url("/a"))
    site["/sitemap.xml"] = urlset(site.url("/a"))
    found = explore(site.url("/"), patient)
    assert (found.sitemaps, found.general_sitemaps) == ((), (site.url("/sitemap.xml"),))


def test_a_blog_in_a_folder_has_its_own_api(site: Site, patient: Crawler) -> None:
    site["/blog/"] = page(f"<link rel='https://api.w.org/' href='{site.url('/blog/wp-json/')}'>")
    site[f"/blog{POSTS}"] = Answer(f'[{{"link": "{site.url("/blog/a")}"}}]'.encode(), headers=JSON)
    assert explore(site.url("/blog/"), patient).wordpress


def test_an_api_that_gives_no_posts_is_none(site: Site, patient: Crawler) -> None:
    site["/"] = page(f"<link rel='https://api.w.org/' href='{site.url('/wp-json/')}'>")
    site[POSTS] = Answer(b'{"code": "rest_disabled"}', headers=JSON)
    found = explore(site.url("/"), patient)
    assert not found.wordpress
    result = "not a list of posts from WordPress: no list of items in it"
    assert Tried(url=site.url(POSTS), result=result) in found.tried


def test_a_front_page_that_cannot_be_read(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = robots_txt("User-agent: *\nDisallow: /")
    assert explore(site.url("/"), patient) == Findings(
        homepage=site.url("/"), refusal=Rejection(reason=Reason.ROBOTS_DENIED, detail="Disallow: / (user-agent: *)")
    )
    assert site.paths() == ["/robots.txt"]


def test_where_a_redirect_leads_is_the_homepage(site: Site, patient: Crawler) -> None:
    site["/"] = Answer(b"", 301, {"Location": "/home/", "Content-Type": "text/html"})
    site["/home/"] = page(link("feed/"))
    site["/home/feed/"] = rss(site.url("/a"))
    found = explore(site.url("/"), patient)
    assert (found.homepage, found.feeds) == (site.url("/home/"), (site.url("/home/feed/"),))
