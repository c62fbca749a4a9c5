import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.extract.urls import MAX_LENGTH, Home, absolute, host_of, normalise, same_site

BASE = "https://news.example.org/politics/index.html"


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://Example.ORG:443/A#top", "https://example.org/A"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("../vote/?utm_source=rss&b=2&a=1", "https://news.example.org/vote/?a=1&b=2"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org//a///b", "https://example.org/a/b"),
        ("  https://example.org/a b ", "https://example.org/a%20b"),
        ("https://exämple.org/ä", "https://xn--exmple-cua.org/%C3%A4"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://example.org./", "https://example.org/"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ],
)
def test_one_spelling(given_url: str, expected: str) -> None:
    assert normalise(given_url, BASE) == expected


@pytest.mark.parametrize(
    "nothing",
    [
        "mailto:desk@example.org",
        "javascript:void(0)",
        "tel:+123",
        "https://a..b/",
        "https://two words.org/",
        "https://example.org:99999/",
        "http://[broken/",
        "ftp://example.org/a",
    ],
)
def test_what_is_no_web_address(nothing: str) -> None:
    assert normalise(nothing, BASE) is None


def test_a_relative_address_without_a_page_is_none() -> None:
    assert normalise("/politics/") is None


def test_a_query_that_is_no_list_of_parameters_is_kept() -> None:
    assert normalise("https://example.org/?1234#x") == "https://example.org/?1234"


def test_a_parameter_that_looks_like_an_entity_is_kept() -> None:
    assert normalise("https://example.org/?a=1&copy=2") == "https://example.org/?a=1&copy=2"


def test_absolute_leaves_the_query_as_it_is() -> None:
    assert (
        absolute("map.xml?b=2&utm_source=x&a=1#f", BASE)
        == "https://news.example.org/politics/map.xml?b=2&utm_source=x&a=1"
    )


ARTICLE = "https://www.example.org/politics/bridge-vote-passes"
HOME = Home.of("https://www.example.org/")

HITS = [
    # how the reader came
    f"{ARTICLE}?utm_source=rss&utm_medium=feed",
    f"{ARTICLE}?fbclid=IwAR0&gclid=x&msclkid=y",
    f"{ARTICLE}?at_medium=RSS&at_campaign=KARANGA",
    f"{ARTICLE}?ito=1490",
    f"{ARTICLE}?CMP=share_btn_tw",
    f"{ARTICLE}?cmpid=rss&ICID=ref_fark&ocid=socialflow",
    f"{ARTICLE}?mc_cid=1&mc_eid=2&_hsenc=3&__twitter_impression=true",
    f"{ARTICLE}?ref=front",
    f"{ARTICLE}?source=rss&cid=sm_npd",
    f"{ARTICLE};jsessionid=1A2B",
    f"{ARTICLE}#comments",
    f"{ARTICLE}#",
    f"{ARTICLE}?",
    f"{ARTICLE}?&",
    # how it is shown
    f"{ARTICLE}/amp",
    f"{ARTICLE}.amp",
    f"{ARTICLE}?amp",
    f"{ARTICLE}?amp=1",
    f"{ARTICLE}?outputType=amp",
    f"{ARTICLE}/amp?amp_js_v=a6&amp_gsa=1&usqp=mq331AQ",
    f"{ARTICLE}?print=1",
    f"{ARTICLE}?view=print",
    "https://www.google.com/amp/s/www.example.org/politics/bridge-vote-passes/amp",
    "https://www.google.co.uk/amp/www.example.org/politics/bridge-vote-passes",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/politics/bridge-vote-passes?amp",
    "https://cdn.ampproject.org/v/s/amp.example.org/politics/bridge-vote-passes?amp_js_v=0.1#origin=x",
    # where it lies
    "https://amp.example.org/politics/bridge-vote-passes",
    "https://m.example.org/politics/bridge-vote-passes",
    "https://mobile.example.org/politics/bridge-vote-passes",
    "https://example.org/politics/bridge-vote-passes",
    "http://www.example.org/politics/bridge-vote-passes",
    "http://m.example.org:80/politics/bridge-vote-passes",
    # how it is spelled
    "HTTPS://WWW.Example.ORG:443/politics/bridge-vote-passes",
    "https://www.example.org//politics///bridge-vote-passes",
    "https://www.example.org/x/../politics/./bridge-vote-passes",
    "https://www.example.org/x/%2e%2E/politics/bridge%2Dvote%2dpasses",
]


@pytest.mark.parametrize("variant", HITS)
def test_one_article_is_one_url(variant: str) -> None:
    assert normalise(variant, home=HOME) == ARTICLE


TRAPS = [
    # an `amp` that is the page's own name, or a part of it
    "https://www.example.org/amplify",
    "https://www.example.org/politics/amplify-the-vote",
    "https://www.example.org/amp",
    "https://www.example.org/amp/",
    "https://www.example.org/tag/amp",
    "https://www.example.org/topics/amp/",
    "https://www.example.org/2026/11/02/amp/",
    "https://www.example.org/2026-11-02/amp",
    "https://www.example.org/amp/bridge-vote-passes",
    "https://www.example.org/politics/bridge-vote-passes-amp",
    "https://www.example.org/?amp=20",
    "https://www.example.org/?output=pdf",
    "https://www.example.org/?print=edition-12",
    # a parameter that numbers the article
    "https://www.example.org/?1234567",
    "https://www.example.org/?p=1234",
    "https://www.example.org/story?id=1",
    "https://www.example.org/story.php?cid=17",
    "https://www.example.org/full-story.php?source=5",
    "https://www.example.org/read-the-story.php?ref=5",
    "https://www.example.org/archive/2026-11-02?cid=5",
    "https://www.example.org/archive/20261102?cid=5",
    "https://www.example.org/story.html?ref=5",
    "https://www.example.org/gallery?gallery=5&gamma=1&reference=7",
    "https://www.example.org/?a=&b=1",
    "https://www.example.org/?b&a&b",
    # another page, by a hair
    "https://www.example.org/politics/bridge-vote-passes/",
    "https://www.example.org/politics/bridge-vote-passes/2",
    "https://www.example.org/politics/bridge-vote-passes?page=2",
    "https://www.example.org/politics/Bridge-Vote-Passes",
    "https://www.example.org/politics/index.html",
    "https://www.example.org/politics/print",
    "https://www.example.org/a%2Fb",
    "https://www.example.org/#!/bridge-vote",
    # another host
    "https://m2.example.org/politics/bridge-vote-passes",
    "https://m.politics.example.org/bridge-vote-passes",
    "https://amp.example.com/politics/bridge-vote-passes",
    "https://www.google.com/amplify/s/www.example.org/a",
    "https://www.google.com/amp/s/nowhere",
    "http://live.example.org/politics/bridge-vote-passes",
    "https://www.example.org:8443/politics/bridge-vote-passes",
]


@pytest.mark.parametrize("url", TRAPS)
def test_what_may_be_another_page_stays_itself(url: str) -> None:
    assert normalise(url, home=HOME) == url


@pytest.mark.parametrize(
    ("homepage", "url", "expected"),
    [
        ("https://m.example.org/", "https://m.example.org/a", "https://m.example.org/a"),
        ("https://m.example.org/", "https://www.example.org/a", "https://www.example.org/a"),
        ("https://example.org/", "https://www.example.org/a", "https://example.org/a"),
        ("http://www.example.org/", "https://www.example.org/a", "https://www.example.org/a"),
        ("http://www.example.org/", "http://m.example.org/a", "http://www.example.org/a"),
        ("https://news.example.org/", "https://m.example.org/a", "https://m.example.org/a"),
        ("https://news.example.org/", "https://m.news.example.org/a", "https://news.example.org/a"),
        ("https://www.co.uk/", "https://m.co.uk/a", "https://m.co.uk/a"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/a", "http://127.0.0.1:8001/a"),
    ],
)
def test_hosts_are_one_only_where_the_home_is_one_of_them(homepage: str, url: str, expected: str) -> None:
    assert normalise(url, home=Home.of(homepage)) == expected


def test_without_a_home_a_mobile_host_may_be_the_only_one() -> None:
    assert normalise("https://m.example.org/a") == "https://m.example.org/a"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/budget-vote/amp/", "https://example.org/budget-vote/"),
        ("https://example.org/1234567/amp", "https://example.org/1234567"),
        ("https://example.org/story.html/amp", "https://example.org/story.html"),
        ("https://example.org/story.amp.html", "https://example.org/story.html"),
        ("https://example.org/?id=7&amp=1&utm_source=x", "https://example.org/?id=7"),
        ("https://example.org/?id=7&amp;page=2", "https://example.org/?id=7&page=2"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/?q=%E4&%7Ea=%c3%a4", "https://example.org/?q=%E4&~a=%C3%A4"),
        ("https://example.org/?b=1&%61=2", "https://example.org/?a=2&b=1"),
    ],
)
def test_what_remains_of_a_variant(url: str, expected: str) -> None:
    assert normalise(url) == expected


def test_an_endless_address_is_none() -> None:
    stem = "https://example.org/"
    longest = stem + "a" * (MAX_LENGTH - len(stem))
    assert normalise(longest) == longest
    assert normalise(f"{longest}a") is None
    assert normalise(stem + "ä" * 1000) is None  # six characters each, once escaped


def test_half_a_character_is_no_web_address() -> None:
    assert normalise("https://example.org/\ud800") is None


PIECES = st.lists(st.sampled_from(["/", "//", "/amp", ".amp", "a-b", "ä", "%2e", "%", "41", "#", "!", "?", "&", "amp;",
                                   "=", "utm_x", ";jsessionid=", "ref", "x.html", "12345", " ", "\ud800"]))  # fmt: skip


@given(
    st.sampled_from(["example.org", "m.example.org", "www.google.com/amp/s/amp.example.org", "elsewhere.example"]),
    st.one_of(PIECES.map("".join), st.text(max_size=40)),
    st.sampled_from([None, HOME]),
)
@example("example.org", "%%341", None)
@example("example.org", "?amp;=&=", None)
@settings(max_examples=500)
def test_normalising_twice_changes_nothing(host: str, rest: str, home: Home | None) -> None:
    once = normalise(f"https://{host}/{rest}", home=home)
    if once is not None:
        assert normalise(once, home=home) == once


@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=30)))
def test_any_text_has_a_spelling_or_none(url: str, base: str | None) -> None:
    assert normalise(url, base) is None or len(normalise(url, base) or "") <= MAX_LENGTH


def test_a_thousand_variants_are_one_article() -> None:
    hosts = ["www.", "WWW.", "m.", "amp.", ""]
    paths = ["/politics/bridge-vote-passes", "//politics/bridge-vote-passes", "/politics/bridge%2Dvote-passes/amp",
             "/x/../politics/bridge-vote-passes.amp", "/politics/bridge-vote-passes;jsessionid=9"]  # fmt: skip
    noise = ["", "?utm_source=rss", "?amp", "?fbclid=1&ref=front", "?outputType=amp&at_medium=RSS"]
    ends = ["", "#top", "#:~:text=bridge", "#comment-7"]
    variants = {
        f"{scheme}://{host}example.org{path}{query}{end}"
        for scheme in ("http", "https")
        for host in hosts
        for path in paths
        for query in noise
        for end in ends
    }
    assert len(variants) == 1_000
    assert {normalise(variant, home=HOME) for variant in variants} == {ARTICLE}


def test_the_host_has_its_port() -> None:
    assert host_of("http://127.0.0.1:8000/a") == "127.0.0.1:8000"
    assert host_of("https://example.org/a") == "example.org"


@pytest.mark.parametrize(
    ("url", "homepage", "same"),
    [
        ("https://news.example.co.uk/a", "https://www.example.co.uk/", True),
        ("https://example.co.uk/a", "https://other.co.uk/", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8001/", True),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/", False),
        ("http://localhost:8001/a", "http://localhost:8001", True),
        ("mailto:desk@example.org", "https://example.org/", False),
    ],
)
def test_same_site_goes_by_the_registered_domain(url: str, homepage: str, *, same: bool) -> None:
    assert same_site(url, homepage) is same
