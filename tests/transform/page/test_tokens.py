"""Words out of class names."""

import pytest

from pipeline.transform.labelling.vocabulary import NAMED
from pipeline.transform.page import tokens
from pipeline.transform.page.tokens import split_name, terms, terms_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wp-block-post-author__bio", ["wp", "block", "post", "author", "bio"]),
        ("RelatedPosts_list__x7Kq2", ["related", "posts", "list", "x7kq2"]),
        ("HTMLBody2", ["html", "body"]),
        ("navigation", ["navigation"]),
        ("mc4wp-form", ["mc4wp", "form"]),
        ("", []),
    ],
)
def test_names_are_split_at_every_border(name: str, words: list[str]) -> None:
    assert split_name(name) == words


@pytest.mark.parametrize("name", ["sc-679fc0ad-0", "elementor-element-2638ad0", "navy", "stage", "broadcaster-ally"])
def test_a_hash_or_a_longer_word_does_not_speak(name: str) -> None:
    assert not terms(name) & set(NAMED)


def test_neighbours_are_terms_too() -> None:
    assert terms("td-related-posts") == {"td", "related", "posts", "td related", "related posts"}


def test_long_names_are_read_in_part_and_not_remembered() -> None:
    assert terms_of("card " * 1_000_000) == {"card"}
    before = cache_sizes()
    terms_of("card " * 999_999)
    assert cache_sizes() == before
    assert max(map(len, terms_of("x" * 5_000_000))) <= 200


def cache_sizes() -> tuple[int, int]:
    return tokens.terms.cache_info().currsize, tokens._remembered_terms_of.cache_info().currsize
