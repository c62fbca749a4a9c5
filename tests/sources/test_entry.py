from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import config
from pipeline.config import Source
from pipeline.sources import id_for, render

HOME = "https://example.org/"


def read(entry: str) -> Source:
    (source,) = config.parse(entry.encode(), Path("copydesk.toml"), {}).sources
    return source


def test_only_what_is_set_is_written() -> None:
    source = Source(
        id="example",
        name='The "Post"',
        homepage=HOME,
        feeds=("https://example.org/feed/",),
        wordpress=True,
        include=(r"/\d{4}/",),
    )
    assert render(source, ["A guess\nof ours."]) == (
        "[[source]]\n"
        "# A guess of ours.\n"
        'id = "example"\n'
        'name = "The \\"Post\\""\n'
        'homepage = "https://example.org/"\n'
        'feeds = ["https://example.org/feed/"]\n'
        "wordpress = true\n"
        'include = ["/\\\\d{4}/"]\n'
    )


def test_a_long_array_has_a_line_for_each() -> None:
    feeds = tuple(f"https://example.org/a-rather-long-name-of-a-section/{number}/feed/" for number in range(2))
    assert render(Source(id="example", homepage=HOME, feeds=feeds)).splitlines()[3:] == [
        "feeds = [",
        '    "https://example.org/a-rather-long-name-of-a-section/0/feed/",',
        '    "https://example.org/a-rather-long-name-of-a-section/1/feed/",',
        "]",
    ]


@given(
    name=st.text(st.characters(exclude_categories=["Cs"])),
    path=st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"])),
    days=st.floats(min_value=0.1, max_value=1e6) | st.none(),
    remark=st.text(),
)
def test_what_is_written_is_read_again(name: str, path: str, days: float | None, remark: str) -> None:
    source = Source(id="example", name=name, homepage=HOME, feeds=(HOME + path,), max_age_days=days)
    assert read(render(source)) == source


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.co.uk/", "example"),
        ("https://news.example.com/politics/", "example-politics"),
        ("https://example.org/us/politics/index.html", "example-politics"),
        ("https://example.org/index", "example"),
        ("https://xn--nachrichten-9db.example/Politik_heute", "xn-nachrichten-9db-example-politik-heute"),
        ("http://127.0.0.1:8000/", "127-0-0-1-8000"),
    ],
)
def test_an_id_is_made_of_an_address(url: str, expected: str) -> None:
    assert id_for(url) == expected
