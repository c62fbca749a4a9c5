"""What a run changed in the datasets: copies, edits, what was removed, and an article to look at."""

from datetime import timedelta

from pipeline.load import compare
from pipeline.load.nights import Change, Example, clusters, edits, removed_shares, shortest
from pipeline.storage import Store
from tests.load.load_samples import DAY, article, captured, load, removed, section, stated

NEXT = DAY + timedelta(days=1)
TEXT = " ".join(f"word{number} of the long report" for number in range(60))


def titled(slug: str, title: str, *paragraphs: str):
    return article(slug, title=stated(title), sections=(section(0, None, *paragraphs),))


def test_a_cluster_is_gained_by_its_new_article(folder: Store) -> None:
    load(folder, "r1", captured(titled("a", "First", TEXT), source="one"), captured(titled("x", "Other", "Alone.")))
    compare(folder, {DAY}, 14)
    load(folder, "r2", captured(titled("b", "Again", TEXT), source="two", nights=1, first=NEXT))
    compare(folder, {NEXT}, 14)
    assert clusters(folder, "r1", [DAY], DAY) == []
    (cluster,) = clusters(folder, "r2", [NEXT], DAY)
    assert cluster.original is not None
    assert (cluster.original.source, cluster.original.title, cluster.original.new) == ("one", "First", False)
    assert [(copy.source, copy.title, copy.new) for copy in cluster.copies] == [("two", "Again", True)]
    assert cluster.new == 1


def test_an_edit_with_its_title_and_its_largest_part(folder: Store) -> None:
    long = "A long paragraph that is changed in one word only."
    load(
        folder,
        "r1",
        captured(titled("a", "The mayor resigns", "Stays.", long)),
        captured(titled("b", "B", "One.", "Two.")),
    )
    load(
        folder,
        "r2",
        captured(titled("a", "The mayor stays", "Stays.", long.replace("one", "no")), nights=1),
        captured(titled("b", "B", "One.", "Two.", "Four"), nights=1),
    )
    titles, text = edits(folder, "r2", [DAY])
    assert titles.title_change == Change(before="The mayor resigns", after="The mayor stays")
    assert titles.largest == Change(before=long, after=long.replace("one", "no"))
    assert (titles.parts, titles.share) == (1, len(long) / len(f"Stays.\n\n{long}"))
    assert (text.title_change, text.largest) == (None, Change(before=None, after="Four"))
    assert text.share == 4 / (len("One.\n\nTwo.") + 4)
    assert edits(folder, "r1", [DAY]) == []


def test_a_title_without_a_word_in_common_is_one_change(folder: Store) -> None:
    load(folder, "r1", captured(titled("a", "Mayor resigns", "Nothing stays as it was.")))
    load(folder, "r2", captured(titled("a", "Ferry sinks", "All is new here, and longer.", "Twice."), nights=1))
    (edit,) = edits(folder, "r2", [DAY])
    assert edit.title_change == Change(before="Mayor resigns", after="Ferry sinks")
    assert edit.share == 1.0


def test_the_share_of_pages_that_was_removed_by_label(folder: Store) -> None:
    text, box = "x" * 60, "y" * 20
    page = article("a", sections=(section(0, None, text),), removed=(removed(3, box), removed(4, box)))
    load(folder, "r1", captured(page))
    load(folder, "r2", captured(article("b", sections=(section(0, None, text),), removed=()), nights=1, first=NEXT))
    assert removed_shares(folder, ["r2", "r1", "r0"], DAY, NEXT) == {"r1": {"share_bar": 0.4}, "r2": {}}
    assert removed_shares(folder, ["r1"], NEXT, NEXT) == {}


def test_the_shortest_new_article_is_the_example(folder: Store) -> None:
    load(folder, "r1", captured(titled("old", "Old", "No.")))
    load(
        folder,
        "r2",
        captured(titled("a", "A", "Five words are in here.")),
        captured(titled("b", "B", "Only three words.")),
        captured(titled("c", "C", "None."), source="other"),
    )
    assert shortest(folder, "r2", [DAY], {"example"}) == {"example": Example(title="B", url="https://example.org/b")}
    assert shortest(folder, "r2", [DAY], set()) == {}
