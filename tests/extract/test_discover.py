from datetime import UTC, datetime

from pipeline.config import Source
from pipeline.extract.discover import Get, discover
from pipeline.extract.outcomes import Fetched
from pipeline.extract.visits import Crawler
from pipeline.models import (
    Attempt,
    Candidate,
    FetchTask,
    Problem,
    Rejection,
    Response,
    Validators,
)
from pipeline.reasons import Reason

from .conftest import Answer, Site

HOME = "https://example.org"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def source(**changes: object) -> Source:
    return Source.model_validate({"id": "example", "homepage": HOME, **changes})


def web(documents: dict[str, str | bytes | Rejection]) -> Get:
    """A web that consists of these documents, by their path."""

    def get(url: str) -> Fetched:
        found = documents.get(url.removeprefix(HOME), Rejection(reason=Reason.HTTP_404, detail="404"))
        outcome = found if isinstance(found, Rejection) else answer(url, found)
        attempt = Attempt(url=url, source="example", started_at=NOON, outcome="any")
        return Fetched(task=FetchTask(url=url, source="example"), outcome=outcome, attempts=(attempt,))

    return get


def answer(url: str, body: str | bytes) -> Response:
    return Response(
        url=url,
        final_url=url,
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        request_headers=(),
        body=body if isinstance(body, bytes) else body.encode(),
        fetched_at=NOON,
        validators=Validators(),
    )


def rss(*links: str) -> str:
    return (
        f"<rss version='2.0'><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>"
    )


def urlset(*pages: tuple[str, str]) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc><lastmod>{day}</lastmod></url>' for url, day in pages)}</urlset>"


def index(*children: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in children)}</sitemapindex>"


def candidate(path: str, found_by: str, modified: str | None = None) -> Candidate:
    return Candidate(url=f"{HOME}{path}", source="example", found_by=f"{HOME}{found_by}", modified=modified)


def test_every_way_of_finding_articles() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed"], sitemaps=[f"{HOME}/map.xml"], listings=[f"{HOME}/news/"], wordpress=True),
        web(
            {
                "/feed": rss(f"{HOME}/a"),
                "/map.xml": urlset((f"{HOME}/b", "2026-11-02")),
                "/news/": "<a href='/c'>C</a>",
                "/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt": '[{"link": "https://example.org/d"}]',
            }
        ),
    )
    assert found.candidates == (
        candidate("/a", "/feed"),
        candidate("/b", "/map.xml", "2026-11-02"),
        candidate("/c", "/news/"),
        candidate("/d", "/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"),
    )
    assert (found.rejected, found.problems, len(found.attempts)) == ((), (), 4)


def test_one_candidate_a_url_with_the_latest_change() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed"], sitemaps=[f"{HOME}/1.xml", f"{HOME}/2.xml"]),
        web(
            {
                "/feed": rss(f"{HOME}/a?utm_source=rss", f"{HOME}/a#more"),
                "/1.xml": urlset((f"{HOME}/a", "2026-11-03")),
                "/2.xml": urlset((f"{HOME}/a", "2026-11-02")),
            }
        ),
    )
    assert found.candidates == (candidate("/a", "/feed", "2026-11-03"),)


def test_what_the_filters_refuse_is_named_with_the_filter() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed"], include=["/news/"], exclude=["/video/", "print"]),
        web({"/feed": rss(f"{HOME}/news/a", f"{HOME}/news/video/b", f"{HOME}/sport/c", "https://shop.example/news/d")}),
    )
    assert found.candidates == (candidate("/news/a", "/feed"),)
    assert [(each.url, why.reason, why.detail) for each, why in found.rejected] == [
        (f"{HOME}/news/video/b", Reason.EXCLUDED, "exclude: /video/"),
        (f"{HOME}/sport/c", Reason.EXCLUDED, "no include pattern matches"),
        ("https://shop.example/news/d", Reason.EXCLUDED, f"not on the site of {HOME}"),
    ]


def test_links_of_a_listing_that_are_no_articles_do_not_count() -> None:
    found = discover(
        source(listings=[f"{HOME}/news/"], include=[r"/\d{4}/"], exclude=["/gallery/"]),
        web({"/news/": "<a href='/about'>A</a><a href='/2026/a'>B</a><a href='/2026/gallery/b'>C</a>"}),
    )
    assert [each.url for each in found.candidates] == [f"{HOME}/2026/a"]
    assert [each.url for each, _ in found.rejected] == [f"{HOME}/2026/gallery/b"]


def test_documents_that_fail_are_problems_and_the_others_count() -> None:
    found = discover(
        source(
            feeds=[f"{HOME}/gone", f"{HOME}/page", f"{HOME}/feed"],
            sitemaps=[f"{HOME}/page"],
            listings=[f"{HOME}/slow"],
            wordpress=True,
        ),
        web(
            {
                "/page": "<html>Welcome</html>",
                "/feed": rss(f"{HOME}/a"),
                "/slow": Rejection(reason=Reason.TIMEOUT, detail="not complete within 20 s"),
            }
        ),
    )
    assert [each.url for each in found.candidates] == [f"{HOME}/a"]
    api = f"{HOME}/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"
    assert found.problems == (
        Problem(source="example", url=f"{HOME}/gone", reason=Reason.HTTP_404, detail="404"),
        Problem(
            source="example",
            url=f"{HOME}/page",
            reason=Reason.CONTENT_TYPE,
            detail="not a feed: no feed element in it",
        ),
        Problem(
            source="example",
            url=f"{HOME}/page",
            reason=Reason.CONTENT_TYPE,
            detail="not a sitemap: the root element is html",
        ),
        Problem(source="example", url=f"{HOME}/slow", reason=Reason.TIMEOUT, detail="not complete within 20 s"),
        Problem(source="example", url=api, reason=Reason.HTTP_404, detail="404"),
    )
    assert len(found.attempts) == 6


def test_indexes_are_followed_three_deep() -> None:
    found = discover(
        source(sitemaps=[f"{HOME}/1.xml"]),
        web(
            {
                "/1.xml": index("/2.xml", f"{HOME}/1.xml"),
                "/2.xml": index(f"{HOME}/3.xml", f"{HOME}/deeper.xml"),
                "/3.xml": urlset((f"{HOME}/a", "2026-11-02")),
                "/deeper.xml": index(f"{HOME}/4.xml"),
                "/4.xml": urlset((f"{HOME}/b", "2026-11-02")),
            }
        ),
    )
    assert [each.url for each in found.candidates] == [f"{HOME}/a"]
    assert [(each.url, each.detail) for each in found.problems] == [
        (f"{HOME}/deeper.xml", "sitemap indexes nested deeper than 3")
    ]


def test_fifty_sitemaps_are_enough() -> None:
    children = [f"{HOME}/{n}.xml" for n in range(60)]
    documents: dict[str, str | bytes | Rejection] = {
        f"/{n}.xml": urlset((f"{HOME}/a{n}", "2026-11-02")) for n in range(60)
    }
    found = discover(source(sitemaps=[f"{HOME}/index.xml"]), web({**documents, "/index.xml": index(*children)}))
    assert len(found.attempts) == 50
    assert len(found.candidates) == 49
    assert [each.detail for each in found.problems] == ["50 sitemaps read, this and 10 more not"]


def test_over_real_sockets(site: Site, patient: Crawler) -> None:
    site["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /wp-json/", headers={"Content-Type": "text/plain"})
    site["/feed"] = Answer(rss("/a").encode(), headers={"Content-Type": "application/rss+xml"})
    site["/news/"] = [
        Answer(b"", 503),
        Answer("<a href='/wähler'>W</a>".encode("cp1252"), headers={"Content-Type": "text/html; charset=windows-1252"}),
    ]
    here = Source(
        id="here", homepage=site.root, feeds=(site.url("/feed"),), listings=(site.url("/news/"),), wordpress=True
    )
    found = discover(here, patient.getter("here"))
    assert [each.url for each in found.candidates] == [site.url("/a"), site.url("/w%C3%A4hler")]
    assert [each.reason for each in found.problems] == [Reason.ROBOTS_DENIED]
    assert {each.source for each in found.attempts} == {"here"}
    assert [(each.outcome, each.purpose) for each in found.attempts] == [
        ("fetched", "robots"),
        ("fetched", "discovery"),
        ("http_5xx", "discovery"),
        ("fetched", "discovery"),
        ("robots_denied", "discovery"),
    ]
