"""The bounded run of the fuzzer, and what its parts promise."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Page
from pipeline.transform import as_dict, extract
from tests.fuzz.__main__ import CHARSETS, TYPES, run
from tests.fuzz.holds import check
from tests.fuzz.memory import STATM, growth
from tests.fuzz.mutate import ATTRIBUTES, LONGEST, PIECES, TAGS, mutated, seeds
from tests.transform.pages import URL

POOL = seeds()

tags = st.builds(
    "{}{} {}>".format, st.sampled_from(["<", "<", "</"]), st.sampled_from(TAGS), st.sampled_from(["", *ATTRIBUTES])
)
trees = st.recursive(
    st.text(max_size=40) | st.sampled_from(["The board met on Monday and voted for the bridge. ", "Share", " | "]),
    lambda below: st.builds(
        lambda tag, attribute, inner: f"<{tag} {attribute}>{''.join(inner)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(["", *ATTRIBUTES]),
        st.lists(below, max_size=5),
    ),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(CHARSETS), st.sampled_from(TYPES))
def test_mutated_pages(random: Random, charset: str | None, content_type: str | None) -> None:
    check(Page(url=URL, body=mutated(random, POOL), charset=charset, content_type=content_type))


@settings(max_examples=200, deadline=None)
@given(st.lists(trees | tags | st.sampled_from([piece.decode("latin-1") for piece in PIECES]), max_size=20))
def test_generated_trees(parts: list[str]) -> None:
    check(Page(url=URL, body="".join(parts).encode("utf-8", "replace")))


def test_the_same_page_gives_the_same_result() -> None:
    random = Random(7)
    pages = [Page(url=URL, body=mutated(random, POOL)) for _ in range(100)]
    assert [as_dict(extract(page)) for page in pages] == [as_dict(extract(page)) for page in reversed(pages)][::-1]


def test_the_same_seed_gives_the_same_pages() -> None:
    one, other = Random(3), Random(3)
    assert [mutated(one, POOL) for _ in range(50)] == [mutated(other, POOL) for _ in range(50)]


def test_mutated_pages_are_small() -> None:
    random = Random(3)
    assert max(len(mutated(random, POOL)) for _ in range(200)) <= LONGEST


def test_the_runner_counts_what_fails_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.fuzz.__main__.check", lambda page: 1 / 0)
    assert run(3, seed=1, failures=tmp_path) == 3
    assert "ZeroDivisionError" in capsys.readouterr().out
    assert len(list(tmp_path.glob("*.html"))) == 4  # and the slowest


@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_pages_leave_nothing_in_memory() -> None:
    before, after = growth(4_000, seed=1)
    assert after < 1.05 * before
