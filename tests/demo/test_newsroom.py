"""What the newsroom's sites answer, without sockets."""

from pathlib import Path

import pytest

from pipeline.demo.newsroom import Newsroom, newsroom_dir
from pipeline.errors import ConfigError

POST = "small-town-post"
BRIDGE = "/2026/10/bridge/"
WORKING = 2  # requests after which the bridge's fault is over


def write(site_folder: Path, name: str, text: str) -> None:
    (site_folder / "articles" / name).write_text(text, encoding="utf-8")


def story(**changes: str) -> str:
    """An article's file; each change is a line of front matter or, as `body`, the body."""
    lines = {
        "title": '"Fair"',
        "published": "2026-11-01T10:00:00-05:00",
        "authors": '["ann"]',
        "section": '"Local"',
        "excerpt": '"A fair."',
    }
    body = changes.pop("body", "<p>A fair is held.</p>")
    front = "".join(f"{key} = {value}\n" for key, value in (lines | changes).items())
    return f"+++\n{front}+++\n{body}\n"


def test_an_article_is_at_its_permalink_with_its_address_and_authors_filled_in(folder: Path) -> None:
    answer = Newsroom.load(folder).respond(POST, BRIDGE, seen=WORKING)
    assert answer.status == 200
    assert answer.body.decode() == (
        "<h1>Bridge &amp; Road</h1><p>The bridge is open.</p>\n"
        "<p>Ann Teller, http://127.0.0.1:18101/2026/10/bridge/</p>"
    )


def test_a_query_does_not_change_the_page(folder: Path) -> None:
    newsroom = Newsroom.load(folder)
    assert newsroom.respond(POST, "/feed/?per_page=5&page=1") == newsroom.respond(POST, "/feed/")


def test_a_path_of_its_own_replaces_the_permalink(folder: Path, site_folder: Path) -> None:
    write(site_folder, "fair.html", story(path='"/members/fair"'))
    newsroom = Newsroom.load(folder)
    assert newsroom.respond(POST, "/members/fair").status == 200
    assert newsroom.respond(POST, "/2026/11/fair/").status == 404


def test_an_unknown_path_is_404_with_the_sites_own_page_if_it_has_one(folder: Path, site_folder: Path) -> None:
    assert b"404 Not Found" in Newsroom.load(folder).respond(POST, "/nothing/").body
    (site_folder / "templates" / "404.html").write_text("Nothing at {{ site.name }}")
    answer = Newsroom.load(folder).respond(POST, "/nothing/")
    assert (answer.status, answer.body) == (404, b"Nothing at Small Town Post")


def test_articles_are_listed_newest_first_without_those_kept_out_of_feeds(folder: Path, site_folder: Path) -> None:
    write(site_folder, "fair.html", story())
    write(site_folder, "hidden.html", story(in_feeds="false"))
    home = Newsroom.load(folder).respond(POST, "/").body.decode()
    assert home.index(">fair<") < home.index(">bridge<")
    assert "hidden" not in home


def test_an_article_of_day_two_is_not_there_on_day_one(folder: Path, site_folder: Path) -> None:
    write(site_folder, "fair.html", story(day="2"))
    statuses = [Newsroom.load(folder, day=day).respond(POST, "/2026/11/fair/").status for day in (1, 2)]
    assert statuses == [404, 200]


def test_an_article_reads_differently_from_day_two_on(folder: Path, site_folder: Path) -> None:
    write(site_folder, "fair.html", story(body="<p>It is held.</p>"))
    write(site_folder, "fair.day2.html", story(body="<p>It was held.</p>"))
    bodies = [Newsroom.load(folder, day=day).respond(POST, "/2026/11/fair/").body for day in (1, 2, 3)]
    assert [b"is held" in body for body in bodies] == [True, False, False]
    assert [b"was held" in body for body in bodies] == [False, True, True]


@pytest.mark.parametrize("path", [BRIDGE, "/feed/"])
def test_the_validators_of_an_answer_give_304(folder: Path, path: str) -> None:
    newsroom = Newsroom.load(folder)
    headers = dict(newsroom.respond(POST, path, seen=WORKING).headers)
    assert headers["Last-Modified"] == "Fri, 30 Oct 2026 12:00:00 GMT"
    assert headers["ETag"].startswith('"')  # strong
    for validator in (
        {"if-none-match": headers["ETag"]},
        {"If-None-Match": f'"other", W/{headers["ETag"]}'},
        {"If-Modified-Since": headers["Last-Modified"]},
    ):
        answer = newsroom.respond(POST, path, validator, seen=WORKING)
        assert (answer.status, answer.body) == (304, b"")
        assert dict(answer.headers)["ETag"] == headers["ETag"]


@pytest.mark.parametrize(
    "asked",
    [
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Thu, 29 Oct 2026 12:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        # the entity tag counts alone when both are given
        {"If-None-Match": '"other"', "If-Modified-Since": "Sat, 31 Oct 2026 12:00:00 GMT"},
    ],
)
def test_stale_validators_give_the_whole_page(folder: Path, asked: dict[str, str]) -> None:
    assert Newsroom.load(folder).respond(POST, BRIDGE, asked, seen=WORKING).status == 200


def test_an_edit_changes_both_validators(folder: Path, site_folder: Path) -> None:
    write(site_folder, "fair.html", story())
    write(site_folder, "fair.day2.html", story(modified="2026-11-03T07:00:00-05:00", body="<p>Edited.</p>"))
    first, second = (dict(Newsroom.load(folder, day=day).respond(POST, "/2026/11/fair/").headers) for day in (1, 2))
    assert second["Last-Modified"] == "Tue, 03 Nov 2026 12:00:00 GMT"
    assert first["ETag"] != second["ETag"]


def test_a_fault_with_times_is_over_after_them(folder: Path) -> None:
    newsroom = Newsroom.load(folder)
    answers = [newsroom.respond(POST, BRIDGE, seen=seen) for seen in range(4)]
    assert [answer.status for answer in answers] == [503, 503, 200, 200]
    assert ("Retry-After", "1") in answers[0].headers


def test_a_fault_without_times_stays(folder: Path) -> None:
    newsroom = Newsroom.load(folder)
    assert [newsroom.respond(POST, "/gone/", seen=seen).status for seen in (0, 99)] == [410, 410]


def test_a_redirect_names_its_target_in_full(folder: Path) -> None:
    answer = Newsroom.load(folder, base_port=9000).respond(POST, "/old-bridge/")
    assert answer.status == 301
    assert ("Location", "http://127.0.0.1:9000/2026/10/bridge/") in answer.headers


@pytest.mark.parametrize(
    ("front", "content_type", "raw"),
    [
        ({"encoding": '"windows-1252"'}, "text/html; charset=windows-1252", b"\x93caf\xe9\x94 &#321;"),
        (
            {"encoding": '"windows-1252"', "charset_header": "false"},
            "text/html",
            b"\x93caf\xe9\x94 &#321;",
        ),
        ({}, "text/html; charset=utf-8", "“café” Ł".encode()),
    ],
)
def test_the_bytes_are_in_the_articles_encoding_and_the_header_says_so_or_not(
    folder: Path, site_folder: Path, front: dict[str, str], content_type: str, raw: bytes
) -> None:
    write(site_folder, "fair.html", story(body="<p>“café” Ł</p>", **front))
    answer = Newsroom.load(folder).respond(POST, "/2026/11/fair/")
    assert dict(answer.headers)["Content-Type"] == content_type
    assert raw in answer.body


def test_a_route_is_encoded_as_its_type_says(folder: Path) -> None:
    newsroom = Newsroom.load(folder)
    assert "Post – day 1".encode() in newsroom.respond(POST, "/").body
    assert b"Post &#8211; day 1" in newsroom.respond(POST, "/alt/").body


def test_the_base_port_and_the_order_give_a_sites_address(folder: Path, site_folder: Path) -> None:
    file = site_folder / "site.toml"
    file.write_text(file.read_text().replace("order = 1", "order = 3"))
    assert Newsroom.load(folder, base_port=9000).site(POST).base == "http://127.0.0.1:9002"


def test_the_projects_own_newsroom_is_found() -> None:
    assert (newsroom_dir() / "liberty-dispatch" / "site.toml").is_file()


@pytest.mark.parametrize(
    ("find", "replace", "complaint"),
    [
        ('name = "Small Town Post"', "", "site.toml: name: missing"),
        ("order = 1", 'order = "1"', "site.toml: order: must be a whole number"),
        ("order = 1", "order = 0", "site.toml: order: must be from 1 to 99, is 0"),
        ('country = "US"', 'country = "US"\ncuntry = "US"', "site.toml: cuntry: unknown key"),
        ('id = "small-town-post"', 'id = "post"', "site.toml: id: must be the folder's name, small-town-post"),
        ('feeds = ["/feed/"]', 'feeds = ["feed/"]', "site.toml: discovery.feeds: paths must begin with /"),
        ('path = "/gone/"', 'path = "gone"', "site.toml: fault[3].path: must begin with /, is 'gone'"),
        ("status = 410", "status = 200", "site.toml: fault[3].status: must be from 300 to 599, is 200"),
        ("status = 410", "status = 302", "site.toml: fault[3].location: belongs to a redirect"),
        ('template = "feed.xml"', 'template = "rss.xml"', "template of route /feed/: no template rss.xml"),
        ("{slug}", "{slugg}", "site.toml: permalink: cannot be filled in: 'slugg'"),
        ('path = "/alt/"', 'path = "/"', "two pages have the path /"),
        ('name = "Ann Teller"', "", "site.toml: authors.ann.name: missing"),
        ("order = 1", "order = ", "site.toml: Invalid value"),
    ],
)
def test_a_mistake_in_site_toml_is_named_with_its_key(
    folder: Path, site_folder: Path, find: str, replace: str, complaint: str
) -> None:
    file = site_folder / "site.toml"
    assert find in file.read_text()
    file.write_text(file.read_text().replace(find, replace, 1))
    with pytest.raises(ConfigError) as raised:
        Newsroom.load(folder)
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("fair.html", "<p>No front matter.</p>", "fair.html: must begin with front matter"),
        ("fair.html", story(published="2026-11-01"), "fair.html: published: must be a date and time"),
        ("fair.html", story(published="2026-11-01T10:00:00"), "fair.html: published: needs an offset"),
        ("fair.html", story(authors='["bob"]'), "fair.html: authors: bob is not in [authors]"),
        ("fair.html", story(encoding='"latin-99"'), "fair.html: encoding: latin-99 is no encoding"),
        ("fair.html", story(titel='"Fair"'), "fair.html: titel: unknown key"),
        ("fair.html", story(template='"big.html"'), "template of fair: no template big.html"),
        ("fair.day2.html", story(), "fair.day2.html has no fair.html beside it"),
        ("the fair.html", story(), "must be named <slug>.html or <slug>.day2.html"),
    ],
)
def test_a_mistake_in_an_article_is_named_with_its_file(
    folder: Path, site_folder: Path, name: str, text: str, complaint: str
) -> None:
    write(site_folder, name, text)
    with pytest.raises(ConfigError) as raised:
        Newsroom.load(folder)
    assert complaint in str(raised.value)


def test_a_broken_template_is_named_with_its_line(folder: Path, site_folder: Path) -> None:
    (site_folder / "templates" / "article.html").write_text("<h1>\n{% if %}</h1>")
    with pytest.raises(ConfigError, match=r"article\.html: line 2: "):
        Newsroom.load(folder)


def test_a_template_that_fails_on_an_article_is_named(folder: Path, site_folder: Path) -> None:
    (site_folder / "templates" / "article.html").write_text("{{ article.extra.image.file }}")
    newsroom = Newsroom.load(folder)
    with pytest.raises(ConfigError, match=r"article\.html: 'dict object' has no attribute 'image'"):
        newsroom.respond(POST, BRIDGE, seen=WORKING)


def test_two_sites_cannot_have_one_place_in_the_order(folder: Path, site_folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "templates").mkdir()
    for name in ("article.html", "index.html", "feed.xml"):
        (other / "templates" / name).write_text("")
    text = (site_folder / "site.toml").read_text().replace('"small-town-post"', '"other"')
    (other / "site.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"order: 1 is taken by"):
        Newsroom.load(folder)


def test_a_folder_without_sites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no site here"):
        Newsroom.load(tmp_path)


def test_days_begin_at_one(folder: Path) -> None:
    with pytest.raises(ConfigError, match="day"):
        Newsroom.load(folder, day=0)
