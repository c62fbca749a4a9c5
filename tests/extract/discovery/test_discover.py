import gzip
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.config import Source
from pipeline.extract import discover as discover_as_of
from pipeline.extract.fetching.visits import Crawler
from pipeline.extract.outcomes import Discovery, Fetched, Get, NotModified
from pipeline.models import (
    Attempt,
    Candidate,
    Entry,
    FetchTask,
    Problem,
    Rejection,
    Response,
    Snapshot,
    Validators,
)
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, Site

HOME = "https://example.org"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def source(**changes: object) -> Source:
    return Source.model_validate({"id": "example", "homepage": HOME, **changes})


Documents = Mapping[str, str | bytes | Rejection | NotModified]


def web(documents: Documents, asked: list[tuple[str, Validators | None]] | None = None) -> Get:
    """A web that consists of these documents, by their path. asked: what was asked for, and with what."""

    def get(url: str, validators: Validators | None = None) -> Fetched:
        path = url.removeprefix(HOME)
        if asked is not None:
            asked.append((path, validators))
        found = documents.get(path, Rejection(reason=Reason.HTTP_404, detail="404"))
        outcome = answer(url, found) if isinstance(found, str | bytes) else found
        attempt = Attempt(url=url, source="example", started_at=NOON, outcome="any")
        return Fetched(task=FetchTask(url=url, source="example"), outcome=outcome, attempts=(attempt,))

    return get


TAG = Validators(etag='"1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")


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
        validators=TAG,
    )


def unchanged(validators: Validators | None = None) -> NotModified:
    return NotModified(url="", final_url="", fetched_at=NOON, validators=validators or Validators())


def discover(
    source: Source, get: Get, known: Mapping[str, Snapshot] | None = None, max_age_days: float | None = None
) -> Discovery:
    return discover_as_of(source, get, known or {}, NOON, max_age_days)


def snapshot(path: str, *pages: str, validators: Validators = TAG, conditional: int = 0) -> dict[str, Snapshot]:
    entries = tuple(Entry(url=f"{HOME}{page}") for page in pages)
    found = Snapshot(url=f"{HOME}{path}", entries=entries, validators=validators, conditional=conditional)
    return {found.url: found}


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
                "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt": '[{"link": "https://example.org/d"}]',
            }
        ),
    )
    assert found.candidates == (
        candidate("/a", "/feed"),
        candidate("/b", "/map.xml", "2026-11-02"),
        candidate("/c", "/news/"),
        candidate("/d", "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"),
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
    api = f"{HOME}/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"
    assert found.problems == (
        Problem(source="example", url=f"{HOME}/gone", reason=Reason.HTTP_404, detail="404"),
        Problem(
            source="example",
            url=f"{HOME}/page",
            reason=Reason.CONTENT_TYPE,
            detail="not a feed: it is an HTML page that names no feed",
        ),
        Problem(
            source="example",
            url=f"{HOME}/page",
            reason=Reason.CONTENT_TYPE,
            detail="not a sitemap: it is an HTML page",
        ),
        Problem(source="example", url=f"{HOME}/slow", reason=Reason.TIMEOUT, detail="not complete within 20 s"),
        Problem(
            source="example",
            url=api,
            reason=Reason.HTTP_404,
            detail="404: no REST API there: another system than WordPress, or switched off; set wordpress = false",
        ),
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
    documents = {f"/{n}.xml": urlset((f"{HOME}/a{n}", "2026-11-02")) for n in range(60)}
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


@pytest.mark.parametrize(
    ("reason", "mend"),
    [
        (Reason.HTTP_403, "its REST API is closed to visitors; set wordpress = false and use its feeds"),
        (Reason.HTTP_4XX, "its REST API refuses to list 100 posts; set wordpress = false and use its feeds"),
    ],
)
def test_a_rest_api_that_will_not_answer_says_what_to_do(reason: Reason, mend: str) -> None:
    api = "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"
    found = discover(source(wordpress=True), web({api: Rejection(reason=reason, detail="400 Bad Request")}))
    assert [each.detail for each in found.problems] == [f"400 Bad Request: {mend}"]


def test_gzipped_documents_of_every_kind() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed.gz"], sitemaps=[f"{HOME}/map.xml"]),
        web(
            {
                "/feed.gz": gzip.compress(rss("/a").encode()),
                "/map.xml": gzip.compress(gzip.compress(urlset((f"{HOME}/b", "2026-11-02")).encode())),
            }
        ),
    )
    assert [each.url for each in found.candidates] == [f"{HOME}/a", f"{HOME}/b"]


def test_a_thousand_addresses_of_one_article_are_one_candidate() -> None:
    variants = [f"http://{host}example.org/a-vote{path}?utm_source={n}#{n}" for n in range(125)
                for host in ("", "m.", "amp.", "www.") for path in ("", "/amp")]  # fmt: skip
    assert len(set(variants)) == 1_000
    found = discover(source(feeds=[f"{HOME}/feed"]), web({"/feed": rss(*variants)}))
    assert found.candidates == (candidate("/a-vote", "/feed"),)
    assert found.snapshots == tuple(snapshot("/feed", "/a-vote").values())


def test_of_an_index_the_newest_sitemaps_are_read_first() -> None:
    dated = [(f"{HOME}/{year}.xml", f"{year}-12-31") for year in range(1960, 2020)]
    body = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in dated)
    asked: list[tuple[str, Validators | None]] = []
    discover(
        source(sitemaps=[f"{HOME}/i.xml"]),
        web({"/i.xml": f"<sitemapindex>{body}<sitemap><loc>/new.xml</loc></sitemap></sitemapindex>"}, asked),
    )
    assert [path for path, _ in asked[:4]] == ["/i.xml", "/new.xml", "/2019.xml", "/2018.xml"]
    assert asked[-1][0] == "/1972.xml"


def test_a_sitemap_that_names_itself_is_read_once() -> None:
    found = discover(source(sitemaps=[f"{HOME}/1.xml"]), web({"/1.xml": index("/1.xml", f"{HOME}/1.xml")}))
    assert len(found.attempts) == 1


def test_indexes_that_name_each_other_are_read_once() -> None:
    documents = {"/1.xml": index("/2.xml"), "/2.xml": index("/1.xml")}
    assert len(discover(source(sitemaps=[f"{HOME}/1.xml"]), web(documents)).attempts) == 2


# --- age


def dated_rss(**days: str) -> str:
    items = "".join(f"<item><link>/{name}</link><pubDate>{day}</pubDate></item>" for name, day in days.items())
    return f"<rss><channel>{items}<item><link>/undated</link></item></channel></rss>"


AGES = dated_rss(
    old="2026-10-30T11:59:00Z", new="2026-10-30T12:00:00Z", future="2031-01-01T00:00:00Z", day="2026-10-30"
)


def test_articles_older_than_the_limit_are_refused_with_their_date() -> None:
    found = discover(source(feeds=[f"{HOME}/feed"]), web({"/feed": AGES}), max_age_days=3)
    assert [each.url for each in found.candidates] == [f"{HOME}/{name}" for name in ("new", "future", "day", "undated")]
    assert [(each.url, why) for each, why in found.rejected] == [
        (
            f"{HOME}/old",
            Rejection(reason=Reason.TOO_OLD, detail="published 2026-10-30T11:59:00Z, over 3 days ago"),
        )
    ]


@pytest.mark.parametrize(("of_source", "of_all", "old"), [(None, None, 0), (2, 400, 3), (400, 2, 0), (None, 2.5, 2)])
def test_the_sources_own_limit_comes_first(of_source: float | None, of_all: float | None, old: int) -> None:
    found = discover(source(feeds=[f"{HOME}/feed"], max_age_days=of_source), web({"/feed": AGES}), max_age_days=of_all)
    assert len(found.rejected) == old


def test_of_two_dates_of_publication_the_later_counts() -> None:
    found = discover(
        source(feeds=[f"{HOME}/1", f"{HOME}/2"]),
        web({"/1": dated_rss(a="2020-01-01"), "/2": dated_rss(a="2026-11-01")}),
        max_age_days=30,
    )
    assert [each.url for each in found.candidates] == [f"{HOME}/a", f"{HOME}/undated"]


def test_a_filter_is_named_before_the_age() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed"], exclude=["/a"]), web({"/feed": dated_rss(a="2020-01-01")}), max_age_days=30
    )
    assert [why.reason for _, why in found.rejected] == [Reason.EXCLUDED]


# --- memory


def test_what_a_document_said_is_remembered() -> None:
    found = discover(
        source(feeds=[f"{HOME}/feed", f"{HOME}/gone"], sitemaps=[f"{HOME}/i.xml"], listings=[f"{HOME}/"]),
        web(
            {
                "/feed": "<rss><item><link>/a?utm_source=x</link><pubDate>2026-11-02</pubDate></item></rss>",
                "/i.xml": index("/1.xml"),
                "/1.xml": urlset((f"{HOME}/b", "2026-11-01")),
                "/": "<a href='/c'>",
            }
        ),
    )
    assert found.snapshots == (
        Snapshot(url=f"{HOME}/feed", entries=(Entry(url=f"{HOME}/a", published="2026-11-02"),), validators=TAG),
        Snapshot(url=f"{HOME}/1.xml", entries=(Entry(url=f"{HOME}/b", modified="2026-11-01"),), validators=TAG),
        Snapshot(url=f"{HOME}/", entries=(Entry(url=f"{HOME}/c"),), validators=TAG),
    )
    assert found.overran == ()


def test_what_has_not_changed_says_what_it_said() -> None:
    asked: list[tuple[str, Validators | None]] = []
    found = discover(
        source(feeds=[f"{HOME}/feed"], exclude=["/b"]),
        web({"/feed": unchanged(Validators(etag='"2"'))}, asked),
        snapshot("/feed", "/a", "/b"),
    )
    assert asked == [("/feed", TAG)]
    assert found.candidates == (candidate("/a", "/feed"),)
    assert [each.url for each, _ in found.rejected] == [f"{HOME}/b"]
    renewed = Validators(etag='"2"', last_modified=TAG.last_modified)
    assert found.snapshots == tuple(snapshot("/feed", "/a", "/b", validators=renewed, conditional=1).values())
    assert (found.problems, found.overran) == ((), ())


@pytest.mark.parametrize(
    ("validators", "conditional", "asked_with"),
    [(TAG, 5, TAG), (TAG, 6, None), (Validators(), 0, None), (Validators(etag="x"), 0, Validators(etag="x"))],
)
def test_after_six_times_unchanged_it_is_asked_for_in_full(
    validators: Validators, conditional: int, asked_with: Validators | None
) -> None:
    asked: list[tuple[str, Validators | None]] = []
    known = snapshot("/feed", "/a", validators=validators, conditional=conditional)
    found = discover(source(feeds=[f"{HOME}/feed"]), web({"/feed": rss("/a")}, asked), known)
    assert asked == [("/feed", asked_with)]
    assert [each.conditional for each in found.snapshots] == [0]


def test_a_document_that_fails_stays_remembered_as_it_was() -> None:
    known = {**snapshot("/feed", "/a"), **snapshot("/page", "/b")}
    found = discover(source(feeds=[f"{HOME}/feed", f"{HOME}/page"]), web({"/page": "<html>"}), known)
    assert (found.snapshots, found.overran, len(found.problems)) == ((), (), 2)


NEWS = (
    "<urlset><url><loc>/b</loc><news:news><news:publication_date>2026-11-02</news:publication_date></news:news></url>"
    "</urlset>"
)


def test_a_window_that_shares_nothing_with_its_last_view_overran() -> None:
    api = "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"
    paths = ("/feed", "/news.xml", "/map.xml", "/", api)
    known = {url: each for path in paths for url, each in snapshot(path, "/a", "/z").items()}
    found = discover(
        source(
            feeds=[f"{HOME}/feed"],
            sitemaps=[f"{HOME}/news.xml", f"{HOME}/map.xml"],
            listings=[f"{HOME}/"],
            wordpress=True,
        ),
        web(
            {
                "/feed": rss("/b", "/c"),
                "/news.xml": NEWS,
                "/map.xml": urlset((f"{HOME}/b", "2026-11-02")),
                "/": "<a href='/b'>",
                api: f'[{{"link": "{HOME}/b"}}]',
            }
        ),
        known,
    )
    assert found.overran == (f"{HOME}/feed", f"{HOME}/news.xml", f"{HOME}{api}")


@pytest.mark.parametrize(
    ("before", "after"),
    [(("/a", "/b"), rss("/c", "/b")), ((), rss("/c")), (("/a",), rss()), (("/a",), rss("/a?utm_source=x"))],
    ids=["one in common", "nothing before", "nothing now", "the same, spelled otherwise"],
)
def test_a_feed_that_has_not_overrun(before: tuple[str, ...], after: str) -> None:
    found = discover(source(feeds=[f"{HOME}/feed"]), web({"/feed": after}), snapshot("/feed", *before))
    assert found.overran == ()


def many(count: int) -> list[tuple[str, str]]:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return [(f"{HOME}/{n}", (first + timedelta(hours=n)).isoformat()) for n in range(count)]


def test_a_large_sitemap_is_not_remembered_so_that_nothing_is_lost_on_a_304() -> None:
    found = discover(source(sitemaps=[f"{HOME}/m.xml"]), web({"/m.xml": urlset(*many(1_001))}))
    assert (len(found.candidates), found.snapshots) == (1_001, ())


def test_a_sitemap_that_has_grown_large_is_forgotten() -> None:
    found = discover(
        source(sitemaps=[f"{HOME}/m.xml"]), web({"/m.xml": urlset(*many(1_001))}), snapshot("/m.xml", "/a")
    )
    assert found.snapshots == tuple(snapshot("/m.xml", validators=Validators()).values())


def test_of_a_large_feed_the_newest_are_remembered_without_validators() -> None:
    items = "".join(f"<item><link>{url}</link><pubDate>{day}</pubDate></item>" for url, day in many(1_500))
    found = discover(source(feeds=[f"{HOME}/feed"]), web({"/feed": f"<rss>{items}</rss>"}))
    (kept,) = found.snapshots
    assert [entry.url for entry in kept.entries] == [f"{HOME}/{n}" for n in range(500, 1_500)]
    assert kept.validators == Validators()


def test_conditional_over_real_sockets(site: Site, patient: Crawler) -> None:
    site["/feed"] = [
        Answer(rss("/a").encode(), headers={"Content-Type": "application/rss+xml", "ETag": '"1"'}),
        Answer(b"", 304, headers={}),
    ]
    here = Source(id="here", homepage=site.root, feeds=(site.url("/feed"),))
    first = discover(here, patient.getter("here"))
    second = discover(here, patient.getter("here"), {each.url: each for each in first.snapshots})
    assert [each.url for each in second.candidates] == [site.url("/a")]
    assert [(each.outcome, each.status) for each in second.attempts] == [("not_modified", 304)]
    assert [headers.get("If-None-Match") for path, headers in site.requests if path == "/feed"] == [None, '"1"']
