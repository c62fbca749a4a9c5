import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.urls import absolute, host_of, normalise, same_site

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


@settings(deadline=None)  # the first example loads tables
@given(st.text(max_size=30), st.text(max_size=30))
def test_normalising_twice_changes_nothing(path: str, query: str) -> None:
    once = normalise(f"https://example.org/{path}?{query}")
    assert once is not None
    assert normalise(once) == once


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
