"""The memory of a site as a value, and what twenty pages of it are worth on sites that give nothing else away."""

import json
from functools import reduce
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Article
from pipeline.transform import SiteMemory, extract, merged, remember, texts_of
from pipeline.transform.labelling import memory
from pipeline.transform.labelling.memory import as_plain, from_plain
from tests.transform.labelling.test_recurring import article, by_memory, memory_of
from tests.transform.strange_sites import StrangePage, strange_pages
from tests.transform.test_accounting import accounted_letters, visible_letters
from tests.transform.test_demo_sites import STORIES, extracted

ADDRESSES = [f"https://www.example.org/{number}" for number in range(6)]
visits = st.lists(st.tuples(st.sampled_from(ADDRESSES), st.lists(st.sampled_from("abcdefgh"), max_size=4)), max_size=8)
few = patch.multiple(memory, MOST_PAGES=3, MOST_KEYS=2)  # limits that these memories pass


def built(seen: list[tuple[str, list[str]]]) -> SiteMemory:
    return reduce(lambda known, visit: remember(known, *visit), seen, SiteMemory())


@settings(deadline=None)
@given(visits, visits, visits)
def test_merging_is_commutative_and_associative_beyond_the_limits_too(
    a: list[tuple[str, list[str]]], b: list[tuple[str, list[str]]], c: list[tuple[str, list[str]]]
) -> None:
    with few:
        one, two, three = built(a), built(b), built(c)
        assert merged(one, two) == merged(two, one) == built(a + b)
        assert merged(merged(one, two), three) == merged(one, merged(two, three))
        assert merged(one, one) == one
        assert len(merged(one, two).pages) <= 3
        assert all(len(keys) <= 2 for keys in merged(one, two).pages.values())


@settings(deadline=None)
@given(visits, st.sampled_from(ADDRESSES), st.lists(st.sampled_from("abcdefgh")))
def test_a_page_remembered_twice_is_remembered_once(
    seen: list[tuple[str, list[str]]], url: str, texts: list[str]
) -> None:
    once = remember(built(seen), url, texts)
    assert remember(once, url, texts) == once
    assert dict(remember(once, url, texts).counts) == dict(once.counts)


@settings(deadline=None)
@given(visits)
def test_json_and_back(seen: list[tuple[str, list[str]]]) -> None:
    known = built(seen)
    assert from_plain(json.loads(json.dumps(as_plain(known)))) == known


def test_the_plain_form() -> None:
    known = remember(SiteMemory(), "https://www.example.org/9", ["12 comments"])
    assert as_plain(known) == {
        "version": 1,
        "pages": {"d45d47931ccac1ee": ["56275d9b5767b03b", "e4f8aff840bcf1a5"]},
    }


@pytest.mark.parametrize(
    ("plain", "complaint"),
    [
        ({"version": 2, "pages": {}}, "a site memory of version 2; this copydesk reads version 1: start a new one"),
        ({}, "a site memory of version None"),
        ({"version": 1}, "no site memory: KeyError: 'pages'"),
        ({"version": 1, "pages": ["x"]}, "no site memory: AttributeError"),
        ({"version": 1, "pages": {"x": []}}, "no site memory: ValueError"),
    ],
)
def test_another_version_or_thing_is_refused(plain: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{complaint}"):
        from_plain(plain)


# --- the demonstration ----------------------------------------------------------------------------

REMEMBERED = 20
# by site: blocks of the templates that stay in the text of ten pages, without a memory at least, with one at most
LEFT = {
    "liberty-dispatch": (20, 2),
    "statehouse-observer": (45, 4),
    "meridian-gazette": (20, 2),
    "northern-ballot": (50, 5),
    "the-quorum": (20, 2),
    "landbote-aktuell": (0, 0),  # nothing of its templates is left even without
}


def text_blocks(result: Article) -> list[str]:
    return [part for s in result.sections for part in ([s.heading] if s.heading else []) + list(s.paragraphs)]


def of_the_templates(result: Article, source: StrangePage) -> list[str]:
    return [
        text
        for text in text_blocks(result)
        if text not in source.own and not any(aside in text for aside in source.asides)
    ]


def own_text(result: Article, source: StrangePage) -> list[str]:
    return [text for text in text_blocks(result) if text in source.own]


@pytest.mark.parametrize("site", LEFT)
def test_twenty_pages_are_enough_for_a_site_that_gives_nothing_away(site: str) -> None:
    pages = strange_pages(site)
    known = memory_of(source.page for source in pages[:REMEMBERED])
    without = with_memory = 0
    for source in pages[REMEMBERED:]:
        alone, helped = article(source.page), article(source.page, known)
        without += len(of_the_templates(alone, source))
        with_memory += len(of_the_templates(helped, source))
        # what the model makes of scrambled words is not the memory's doing: it may take nothing more away
        assert own_text(helped, source) == own_text(alone, source)
        assert accounted_letters(helped) == visible_letters(source.page.body.decode())
    least, most = LEFT[site]
    assert without >= least
    assert with_memory <= most


@pytest.mark.parametrize("site", LEFT)
def test_an_empty_memory_changes_nothing(site: str) -> None:
    for source in strange_pages(site)[:5]:
        assert extract(source.page, SiteMemory()) == extract(source.page)


@pytest.mark.parametrize("site", LEFT)
def test_on_the_demo_sites_as_they_are_nothing_that_was_written_is_lost(site: str) -> None:
    """Their articles are remembered themselves, and tease each other with their own standfirsts and excerpts."""
    alone = {
        path: result for name, path in STORIES if name == site and isinstance(result := extracted(site, path), Article)
    }
    known = SiteMemory()
    for result in alone.values():
        known = remember(known, result.canonical_url, texts_of(result))
    for path, result in alone.items():
        helped = extracted(site, path, known)
        assert isinstance(helped, Article)
        assert helped.standfirst == result.standfirst
        assert set(by_memory(helped)) <= {"Facebook X WhatsApp Email Copy Link Share"}
