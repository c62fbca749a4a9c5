"""The shipped file itself, and choosing from it."""

import re
from collections import Counter
from importlib.resources import files

import pytest
from babel import Locale, UnknownLocaleError
from tld import get_fld

from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.extract.urls import absolute, same_site
from pipeline.sources import chosen, in_both, matches, shipped, shipped_as, shipped_for

TEXT = (files("pipeline.sources") / "catalogue.toml").read_text(encoding="utf-8")
CITED = set(re.findall(r"^#   (\w[\w ]*?)  ", TEXT, re.MULTILINE))
# sites whose feeds are served under a domain of another name
FEED_HOSTS = {
    "bbc-politics": "bbci.co.uk",
    "breitbart-politics": "feedburner.com",
    "el-mundo-espana": "uecdn.es",
    "ndtv-india": "feedburner.com",
    "publico-politica": "feedburner.com",
    "scroll": "feedburner.com",
    "sky-news-politics": "skynews.com",
}

OWN = Source(id="our-town", homepage="https://ourtown.example/", feeds=("https://ourtown.example/feed/",))


def addresses(source: Source) -> list[str]:
    return [source.homepage, *source.feeds, *source.sitemaps, *source.listings]


def test_there_are_enough_of_them_the_united_states_first() -> None:
    assert len(shipped()) >= 100
    countries = [source.country for source in shipped()]
    assert Counter(countries).most_common(2)[0][0] == "US"
    assert countries[: countries.count("US")] == ["US"] * countries.count("US")
    assert countries.count("US") >= 50
    assert {"GB", "BE", "CA", "AU", "IN", "DE", "FR", "ES", "IT", "PT", "BR"} <= set(countries)
    assert {"en", "de", "fr", "es", "it", "pt"} <= {source.language for source in shipped()}


def test_the_site_of_the_sample_article_is_there() -> None:
    (source,) = [source for source in shipped() if source.homepage == "https://usa5911.com/"]
    assert source.wordpress


def test_nothing_stands_twice() -> None:
    ids = [source.id for source in shipped()]
    names = [source.name for source in shipped()]
    homepages = [source.homepage for source in shipped()]
    feeds = [feed for source in shipped() for feed in source.feeds]
    for values in (ids, names, homepages, feeds):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("source", shipped(), ids=lambda source: source.id)
def test_an_entry_is_complete(source: Source) -> None:
    assert source.name
    assert source.discoverable
    assert re.fullmatch(r"[A-Z]{2}", source.country or "")
    assert source.country in Locale("en").territories
    try:
        Locale.parse(source.language)
    except (UnknownLocaleError, TypeError, ValueError):
        pytest.fail(f"{source.language!r} is no language")
    assert all(url.startswith("https://") for url in addresses(source))
    assert [absolute(url) for url in addresses(source)] == addresses(source)


@pytest.mark.parametrize("source", shipped(), ids=lambda source: source.id)
def test_what_names_its_articles_is_its_own(source: Source) -> None:
    elsewhere = {get_fld(url) for url in addresses(source) if not same_site(url, source.homepage)}
    assert elsewhere == ({FEED_HOSTS[source.id]} if source.id in FEED_HOSTS else set())


def test_every_entry_says_where_it_was_seen() -> None:
    _, *tables = TEXT.split("[[source]]\n")
    seen = [re.match(r"# seen in: (.+)\n", table) for table in tables]
    assert len(seen) == len(shipped())
    assert all(seen)
    cited = {re.sub(r" \(.*?\)", "", one).strip() for match in seen if match for one in match[1].split(";")}
    assert cited - CITED == {
        "the sample article: its boxes are those of WordPress, and these are WordPress's own addresses",
        "AP has no public feed",
    }


def test_the_configured_ones_come_first_and_take_the_place_of_shipped_ones() -> None:
    changed = shipped_as("politico", None).model_copy(update={"name": "Ours"})
    listed = in_both([OWN, changed])
    assert [(one.source.id, one.source.name, one.configured, one.shipped) for one in listed[:3]] == [
        ("our-town", "", True, False),
        ("politico", "Ours", True, True),
        ("usa5911", "USA 5911", False, True),
    ]
    assert len(listed) == len(shipped()) + 1


@pytest.mark.parametrize(
    ("country", "language", "expected"),
    [
        (None, None, True),
        ("GB", None, True),
        ("gb", "EN", True),
        (None, "en-GB", True),
        ("US", None, False),
        (None, "e", False),
        ("GB", "de", False),
    ],
)
def test_a_source_is_picked_by_country_and_language(country: str | None, language: str | None, expected: bool) -> None:
    source = OWN.model_copy(update={"country": "GB", "language": "en-GB"})
    assert matches(source, country, language) is expected


def test_without_ids_the_configured_ones_are_chosen() -> None:
    assert chosen([], [OWN], every=False) == [OWN]
    assert [source.id for source in chosen(["the-hill", "our-town", "the-hill"], [OWN], every=False)] == [
        "the-hill",
        "our-town",
    ]
    assert chosen([], [OWN], every=True) == [OWN, *shipped()]


def test_an_unknown_id_is_an_error_that_helps() -> None:
    with pytest.raises(ConfigError, match=r"^politco: no source has this id.*; did you mean politico\?$"):
        chosen(["politco"], [OWN], every=False)
    with pytest.raises(
        ConfigError, match=r"^qqq: neither the id of a shipped source nor an address.*`copydesk sources"
    ):
        shipped_as("qqq", None)


def test_with_nothing_to_choose_it_says_how_to_go_on() -> None:
    with pytest.raises(ConfigError, match=r"^no source is configured; name shipped ones by their ids, or .* --all$"):
        chosen([], [], every=False)


def test_a_shipped_source_can_have_another_id() -> None:
    assert shipped_as("politico", "ours") == shipped_as("politico", None).model_copy(update={"id": "ours"})


def test_a_shipped_source_is_found_by_its_page() -> None:
    assert shipped_for("https://www.politico.eu") == shipped_as("politico-europe", None)
    assert shipped_for("https://www.politico.eu/section/") is None
