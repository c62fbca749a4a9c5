"""`copydesk sources`: what it prints, what it writes, and with which status it ends."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline import config
from pipeline.cli import app
from pipeline.demo.newsroom import Newsroom
from pipeline.sources import shipped
from tests.extract.conftest import Answer, Site
from tests.support import free_ports, newsroom, write_settings

NOBODY = f"http://{'a' * 64}.example"  # no name is that long: not even a resolver is asked


def copydesk(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sources", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the newsroom's first day is being served."""
    base = free_ports(6)
    with newsroom(1, base):
        yield base


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def file(folder: Path) -> Path:
    """A configuration without a source that may ask this machine."""
    file = folder / "copydesk.toml"
    file.write_text("[fetch]\nallow_private_addresses = true\ndelay_seconds = 0   # in a test\n", encoding="utf-8")
    return file


def add_to(file: Path, **homepages: str) -> None:
    for name, homepage in homepages.items():
        file.write_text(
            f'{file.read_text(encoding="utf-8")}\n[[source]]\nid = "{name}"\nhomepage = "{homepage}/"\n'
            f'feeds = ["{homepage}/feed"]\n',
            encoding="utf-8",
        )


# --- list -----------------------------------------------------------------------------------------


def test_the_list_needs_no_configuration(folder: Path) -> None:
    result = copydesk("list", "--country", "BE")
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines() if "eu" in line and " en " in line] == [
        ["politico-europe", "Politico", "Europe", "BE", "en", "feed,", "sitemap"],
        ["euobserver", "EUobserver", "BE", "en", "feed"],
        ["euractiv", "Euractiv", "BE", "en", "feed"],
    ]
    assert result.stdout.splitlines()[-1] == "3 sources, 0 of them configured here."
    assert list(folder.iterdir()) == []


def test_the_list_fits_its_width(folder: Path) -> None:
    lines = copydesk("list").stdout.splitlines()
    assert len(lines) > len(shipped())
    assert max(map(len, lines)) <= 100


def test_configured_sources_are_marked(folder: Path, port: int) -> None:
    write_settings(folder, port)
    result = copydesk("list", "--language", "de")
    assert re.search(
        r"^ landbote-aktuell +Landbote Aktuell +DE +de +feed, sitemap +yes *$", result.stdout, re.MULTILINE
    )
    assert re.search(r"^ netzpolitik +netzpolitik.org +DE +de +feed *$", result.stdout, re.MULTILINE)
    assert "tagesschau-inland" in result.stdout
    assert "politico" not in result.stdout.replace("netzpolitik", "")


def test_the_list_as_json_has_whole_entries(folder: Path) -> None:
    (entry,) = json.loads(copydesk("list", "--country", "NZ", "--json").stdout)
    assert entry == {
        "id": "rnz-politics",
        "name": "RNZ: Politics",
        "homepage": "https://www.rnz.co.nz/news/political",
        "country": "NZ",
        "language": "en",
        "feeds": ["https://www.rnz.co.nz/rss/political.xml"],
        "sitemaps": [],
        "listings": [],
        "wordpress": False,
        "include": [],
        "exclude": [],
        "max_age_days": None,
        "allow_reserved": False,
        "configured": False,
        "shipped": True,
    }


def test_a_country_without_sources_is_told(folder: Path) -> None:
    lines = copydesk("list", "--country", "AQ").stdout.splitlines()
    assert lines[0] == "No source is of that country and language. There are:"
    assert lines[1].startswith("  countries AR, AT, AU, BE, ")
    assert lines[2] == "  languages de, en, es, fr, it, nl, pt"


# --- check ----------------------------------------------------------------------------------------


def test_the_newsroom_answers(folder: Path, port: int) -> None:
    write_settings(folder, port)
    result = copydesk("check", "landbote-aktuell", "northern-ballot")
    assert result.exit_code == 0
    sites = Newsroom.load(base_port=port)
    german, canadian = sites.site("landbote-aktuell").base, sites.site("northern-ballot").base
    lines = [re.sub(r"\d+ (h|days|min) ", "AGE ", " ".join(line.split())) for line in result.stdout.splitlines()]
    assert lines == [
        f"landbote-aktuell {german}/ robots: allowed: no rule matches",
        "feed answers 5 items 5 wanted AGE /rss.xml",
        "sitemap answers 8 items 6 wanted AGE /sitemap.xml",
        f"northern-ballot {canadian}/ robots: allowed: no rule matches",
        "feed answers 3 items 3 wanted AGE /atom.xml",
        "listing answers 7 items 7 wanted no dates /news/",
        "",
        lines[-1],
    ]
    assert lines[-1].startswith("2 sources · answering: 2")
    assert sorted(path.name for path in folder.iterdir()) == ["copydesk.toml"]  # no ledger, no archive


def test_without_ids_the_configured_ones_are_checked(folder: Path, port: int) -> None:
    write_settings(folder, port)
    result = copydesk("check", "--json")
    assert result.exit_code == 0
    checked = json.loads(result.stdout)
    assert checked["offline"] is False
    assert [source["id"] for source in checked["sources"]] == [
        source.id for source in config.load(folder / "copydesk.toml", {}).sources
    ]


def test_what_does_not_answer_is_named_and_ends_with_1(file: Path, site: Site) -> None:
    site["/feed"] = Answer(
        f"<rss version='2.0'><channel><item><link>{site.url('/a')}</link></item></channel></rss>".encode(),
        headers={"Content-Type": "application/xml"},
    )
    gone = Site()
    gone.close()
    add_to(file, good=site.root, gone=gone.root)
    result = copydesk("check")
    assert result.exit_code == 1
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines == [
        f"good {site.root}/ robots: no robots.txt (404)",
        "feed answers 1 item 1 wanted no dates /feed",
        f"gone {gone.root}/ robots: robots.txt unreachable (connection)",
        "feed connection /feed",
        "",
        "2 sources · answering: 1 · not, or not in full: 1",
    ]
    assert site.paths() == ["/robots.txt", "/feed"]


def test_a_check_tells_the_machine_what_a_person_reads(file: Path, site: Site) -> None:
    add_to(file, gone=site.root)
    result = copydesk("check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "offline": False,
        "sources": [
            {
                "id": "gone",
                "homepage": f"{site.root}/",
                "answers": False,
                "documents": [
                    {
                        "way": "feed",
                        "url": f"{site.root}/feed",
                        "answers": False,
                        "reason": "http_404",
                        "detail": "404 Not Found",
                        "robots": "no robots.txt (404)",
                        "items": 0,
                        "wanted": 0,
                        "newest": None,
                    }
                ],
            }
        ],
    }


def test_offline_is_one_line(file: Path) -> None:
    gone = Site()
    gone.close()
    add_to(file, gone=gone.root, nobody=NOBODY)
    result = copydesk("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "This machine seems to be offline: none of the 2 hosts asked can be reached. "
        f"{gone.root}/feed: robots.txt unreachable (connection)\n"
    )


def test_one_host_alone_may_be_down_itself(file: Path) -> None:
    add_to(file, nobody=NOBODY)
    result = copydesk("check")
    assert result.stdout == (
        "This machine seems to be offline: the one host asked cannot be reached. "
        f"{NOBODY}/feed: robots.txt unreachable (dns)\n"
    )
    assert json.loads(copydesk("check", "--json").stdout)["offline"] is True


def test_without_sources_a_check_says_how_to_name_some(folder: Path) -> None:
    result = copydesk("check")
    assert (result.exit_code, result.stderr) == (
        2,
        "copydesk: no source is configured; name shipped ones by their ids, or check them all with --all\n",
    )


# --- add ------------------------------------------------------------------------------------------


def test_a_shipped_source_is_added_by_its_id(folder: Path) -> None:
    result = copydesk("add", "euobserver")
    entry = (
        "[[source]]\n"
        'id = "euobserver"\n'
        'name = "EUobserver"\n'
        'homepage = "https://euobserver.com/"\n'
        'country = "BE"\n'
        'language = "en"\n'
        'feeds = ["https://euobserver.com/rss.xml"]\n'
    )
    assert result.exit_code == 0
    assert re.fullmatch(
        re.escape(f"{entry}\nAdded to copydesk.toml. Next:\n  ") + r"\S+ sources check euobserver\n", result.stdout
    )
    assert (folder / "copydesk.toml").read_text(encoding="utf-8").endswith(f"\n\n{entry}")
    again = copydesk("add", "euobserver")
    assert (again.exit_code, again.stderr) == (
        2,
        "copydesk: copydesk.toml: has a source 'euobserver' already; choose another id with --id\n",
    )
    assert copydesk("add", "euobserver", "--id", "another").exit_code == 0
    assert [source.id for source in config.load(folder / "copydesk.toml", {}).sources] == ["euobserver", "another"]


def test_a_site_is_added_by_its_front_page(file: Path, port: int) -> None:
    base = Newsroom.load(base_port=port).site("liberty-dispatch").base
    before = file.read_text(encoding="utf-8")
    result = copydesk("add", f"{base}/", "--id", "liberty")
    assert result.exit_code == 0
    assert file.read_text(encoding="utf-8") == (
        f"{before}\n"
        "[[source]]\n"
        'id = "liberty"\n'
        'name = "Liberty Dispatch 24 - Politics, plainly"\n'
        f'homepage = "{base}/"\n'
        'language = "en"\n'
        f'feeds = ["{base}/feed/"]\n'
        "wordpress = true\n"
    )
    assert copydesk("check", "liberty").exit_code == 0


def test_a_dry_run_writes_nothing(file: Path, port: int) -> None:
    base = Newsroom.load(base_port=port).site("meridian-gazette").base
    before = file.read_bytes()
    result = copydesk("add", f"{base}/", "--id", "meridian", "--dry-run")
    assert (result.exit_code, result.stdout) == (
        0,
        "[[source]]\n"
        f"# Also there, but of the whole archive: {base}/sitemap_index.xml\n"
        'id = "meridian"\n'
        'name = "The Meridian Gazette"\n'
        f'homepage = "{base}/"\n'
        'language = "en"\n'
        f'sitemaps = ["{base}/sitemap-news.xml"]\n',
    )
    assert file.read_bytes() == before


def test_a_section_with_a_feed_of_the_whole_site_gets_a_guess(file: Path, site: Site) -> None:
    site["/politics/"] = Answer(b"<link rel='alternate' type='application/rss+xml' href='/feed'>")
    items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/politics/a", "/sports/b"))
    site["/feed"] = Answer(
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), headers={"Content-Type": "application/xml"}
    )
    result = copydesk("add", site.url("/politics/"), "--id", "us", "--dry-run")
    assert result.stdout == (
        "[[source]]\n"
        "# The feed is of the whole site: include is a guess after the page's address.\n"
        'id = "us"\n'
        f'homepage = "{site.url("/politics/")}"\n'
        f'feeds = ["{site.url("/feed")}"]\n'
        'include = ["/politics/"]\n'
    )


def test_where_nothing_is_found_it_says_what_was_tried_and_offers_a_listing(file: Path, site: Site) -> None:
    site["/"] = Answer(b"<a href='/2026/one'>One</a><a href='/about'>About</a>")
    before = file.read_bytes()
    result = copydesk("add", site.url("/"))
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    tried = ["/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml"]
    posts = "/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"
    assert said[:-1] == [
        f"{site.root}/ has no feed, sitemap or REST API that names its articles. Tried:",
        *(
            f"  {site.url(path)}  http_404: 404 Not Found"
            for path in (*tried, posts, "/news-sitemap.xml", "/sitemap.xml")
        ),
        "The page links to 2 pages of its site. To read it as a listing of articles:",
    ]
    assert re.fullmatch(rf"  \S+ sources add {re.escape(site.url('/'))} --listing REGEX", said[-1])
    assert file.read_bytes() == before

    assert copydesk("add", site.url("/"), "--listing", "/20\\d\\d/", "--id", "listed").exit_code == 0
    (source,) = config.load(file, {}).sources
    assert (source.listings, source.include) == ((site.url("/"),), (r"/20\d\d/",))
    assert json.loads(copydesk("check", "--json").stdout)["sources"][0]["documents"][0]["wanted"] == 1


def test_a_front_page_that_cannot_be_read_is_no_source(file: Path, site: Site) -> None:
    before = file.read_bytes()
    for more in ((), ("--listing", "/2026/")):
        result = copydesk("add", site.url("/gone/"), *more)
        assert (result.exit_code, result.stderr) == (
            1,
            f"{site.url('/gone/')} cannot be read: http_404: 404 Not Found\n",
        )
    assert file.read_bytes() == before


def test_a_private_address_needs_leave(folder: Path, port: int) -> None:
    base = Newsroom.load(base_port=port).site("liberty-dispatch").base
    result = copydesk("add", f"{base}/")
    assert result.exit_code == 1
    assert result.stderr == f"{base}/ cannot be read: private_address: robots.txt unreachable (private_address)\n"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("ftp://example.org/",),
            "ftp://example.org/: neither the id of a shipped source nor an address with https://",
        ),
        (("http://[",), "http://[: no web address"),
        (("politicoo",), "politicoo: neither the id of a shipped source nor an address with https://; did you mean"),
        (("politico", "--id", "No way"), "copydesk.toml: source 'No way'.id: use lower-case letters"),
    ],
)
def test_a_mistake_is_told_in_a_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = copydesk("add", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"copydesk: {said}")
    assert result.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_a_page_that_is_shipped_as_a_source_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.fetching.addresses.socket.getaddrinfo", _no_name)
    result = copydesk("add", "https://www.politico.eu/")
    assert result.exit_code == 1
    assert re.match(r"This page is shipped as a source: \S+ sources add politico-europe\n", result.stderr)


def _no_name(*_: object, **__: object) -> list[object]:
    raise OSError("no resolver is asked in a test")
