"""Words out of class names."""

import pytest

from pipeline.transform.tokens import split_name, terms
from pipeline.transform.vocabulary import NAMED


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
