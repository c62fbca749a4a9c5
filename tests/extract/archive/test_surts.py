"""The expected keys are those of the library that indexes of web archives have been made with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.archive.surts import surt

SESSION = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org/", "org,example)/"),
        ("http://example.org", "org,example)/"),
        ("https://www2.example.org:443/A/", "org,example)/a"),
        ("http://example.org:8080/A/B/?q=1", "org,example:8080)/a/b?q=1"),
        ("https://example.org:80/", "org,example:80)/"),
        ("http://user:pw@news.example.co.uk/a#part", "uk,co,example,news)/a"),
        ("http://127.0.0.1:8000/x", "1,0,0,127:8000)/x"),
        ("http://[::1]:80/x", "::1)/x"),
        ("http://münchen.de/ä b", "de,xn--mnchen-3ya)/%c3%a4%20b"),
        ("http://example.org//a/x/../b/./c//", "org,example)/a/b/c"),
        ("http://example.org/%2541%2Fb%23c", "org,example)/a/b%23c"),
        ("http://example.org/a?b=2&a=1&B=0&", "org,example)/a?&a=1&b=0&b=2"),
        ("http://example.org/a?", "org,example)/a"),
        (f"http://example.org/a?jsessionid={SESSION}&b=1", "org,example)/a?b=1"),
        (f"http://example.org/a?b=1&sid={SESSION}&c=2", "org,example)/a?b=1&c=2"),
        ("http://example.org/a?cfid=12&cftoken=34&x=1", "org,example)/a?x=1"),
    ],
)
def test_keys(url: str, key: str) -> None:
    assert surt(url) == key


@pytest.mark.parametrize("url", ["", "mailto:desk@example.org", "http://[half/", "http://example.org:port/"])
def test_what_is_no_web_address_is_its_own_key(url: str) -> None:
    assert surt(url) == url


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_key_has_no_spaces_and_is_ascii(path: str, query: str) -> None:
    key = surt(f"https://example.org/{path}?{query}")
    assert key.startswith("org,example)/")
    assert key.isascii()
    assert key.isprintable()
    assert " " not in key
