"""The figures, by hand on small examples."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.gold import GoldPage, Passage
from benchmarks.predictions import Prediction
from benchmarks.scoring import article_or_not, score
from benchmarks.words import fold, shingles, word_f1


def page(id_: str = "a", **known: Any) -> GoldPage:
    return GoldPage(id=id_, url="https://ledger.example/", file=Path("a.html.gz"), **known)


def figures(gold: GoldPage, **said: Any) -> dict[str, float]:
    return score([gold], {gold.id: Prediction(id=gold.id, **said)})


def test_text_is_compared_by_runs_of_four_words() -> None:
    # three of four shingles are found, and nothing else
    found = figures(page(text="one two three four five six seven"), text="one two three four, five six!")
    assert (found["text_p"], found["text_r"]) == (1.0, 0.75)
    assert found["text_f1"] == pytest.approx(6 / 7)


def test_precision_is_averaged_over_the_pages_with_text_then_combined_with_recall() -> None:
    gold = [page("a", text="one two three four"), page("b", text="five six seven eight")]
    found = score(gold, {"a": Prediction(id="a", text="one two three four")})
    assert (found["text_p"], found["text_r"], found["text_f1"]) == (1.0, 0.5, pytest.approx(2 / 3))


def test_a_repeated_run_counts_as_often_as_it_stands_there() -> None:
    assert shingles("a b c d a b c d") == {
        ("a", "b", "c", "d"): 2,
        ("b", "c", "d", "a"): 1,
        ("c", "d", "a", "b"): 1,
        ("d", "a", "b", "c"): 1,
    }


def test_a_text_of_few_words_is_one_run() -> None:
    assert shingles("Two words.") == {("Two", "words"): 1}
    assert shingles("—") == {}


@pytest.mark.parametrize(
    ("gold", "said", "f1"),
    [("One two three", "three, TWO, four", 2 / 3), ("", "", 1.0), ("one", "", 0.0), ("", "one", 0.0)],
)
def test_word_f1(gold: str, said: str, f1: float) -> None:
    assert word_f1(gold, said) == pytest.approx(f1)


def test_snippets_are_found_whatever_their_case() -> None:
    gold = page(must_have=("four crowns", "the bus"), must_not_have=("Shop", "Log in"))
    found = figures(gold, text="Four Crowns. shop")
    assert (found["must_have"], found["must_not_have"]) == (0.5, 0.5)


def test_folded_texts_have_neither_case_nor_punctuation() -> None:
    assert fold("  “Straße”: ﬁve—six ") == "strasse five six"
    assert fold(None) == ""


@pytest.mark.parametrize(("title", "share"), [("the FERRY returns!", 1.0), ("Ferry", 0.0), (None, 0.0)])
def test_titles_match_folded(title: str | None, share: float) -> None:
    assert figures(page(title="The ferry returns"), title=title)["title"] == share


@pytest.mark.parametrize(("published", "share"), [("2026-03-04T23:00:00Z", 1.0), ("2026-03-05", 0.0), (None, 0.0)])
def test_dates_match_by_day(published: str | None, share: float) -> None:
    assert figures(page(published="2026-03-04 08:00:00+00:00"), published=published)["date"] == share


def test_authors_are_counted_over_all_pages() -> None:
    gold = [page("a", authors=("Ada Quill", "Bo Stone")), page("b", authors=()), page("c")]
    said = {
        "a": Prediction(id="a", authors=("ADA QUILL", "Ada Quill")),
        "b": Prediction(id="b", authors=("The Ledger",)),
        "c": Prediction(id="c", authors=("Nobody asks",)),
    }
    assert score(gold, said)["author_f1"] == 0.5  # one of two found, one of two right


def test_a_paragraph_counts_for_sections_only_under_its_heading() -> None:
    gold = page(
        sections=(
            Passage(heading=None, paragraphs=("It returns.",)),
            Passage(heading="Costs", paragraphs=("Four crowns.", "—")),
        )
    )
    found = figures(gold, sections=(Passage(heading="COSTS", paragraphs=("It returns.", "Four crowns.")),))
    assert (found["heading_f1"], found["para_f1"], found["section_f1"]) == (1.0, 1.0, 0.5)


def test_what_the_gold_does_not_know_is_no_figure() -> None:
    assert set(figures(page(text="It returns."), text="It returns.")) == {"text_f1", "text_p", "text_r", "word_f1"}


def test_nothing_said_is_nothing_right() -> None:
    gold = page(
        text="It returns.", title="Ferry", authors=("Ada Quill",), sections=(Passage(heading="A", paragraphs=()),)
    )
    assert set(score([gold], {}).values()) == {0.0}


def test_article_or_not_counts_the_pages_that_gave_a_text() -> None:
    gold = [page("a"), page("b"), page("c"), page("d", kind="forum"), page("e", kind="product")]
    texts = {"a": "It returns.", "b": "Four crowns.", "c": "", "d": "Hello all.", "e": ""}
    found = article_or_not(gold, {id_: Prediction(id=id_, text=text) for id_, text in texts.items()})
    assert found == {
        "article_precision": pytest.approx(2 / 3),
        "article_recall": pytest.approx(2 / 3),
        "article_f1": pytest.approx(2 / 3),
    }
