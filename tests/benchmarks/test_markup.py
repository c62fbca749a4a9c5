"""A peer's markup as text and as sections."""

from benchmarks.gold import Passage
from benchmarks.markup import sections_of, text_of, tree


def test_blocks_are_kept_apart_and_inline_marks_are_not() -> None:
    markup = "<div><p>It <b>re</b>turns.</p><p>At<br>last.</p><!-- ad -->Bye</div>"
    assert text_of(tree(markup)) == "It returns.\n\nAt\n\nlast.\n\nBye"


def test_sections_go_by_the_headings() -> None:
    markup = "<h1>Ferry</h1><p>It returns.</p><h2>Costs</h2><blockquote><p>Four  crowns.</p></blockquote><p> </p>"
    assert sections_of(tree(markup), "FERRY!") == (
        Passage(heading=None, paragraphs=("It returns.",)),
        Passage(heading="Costs", paragraphs=("Four crowns.",)),
    )


def test_tags_of_another_vocabulary() -> None:
    body = tree("<x-head>Costs</x-head><item>Four crowns.</item>")
    assert sections_of(body, None, {"x-head"}, {"item"}) == (Passage(heading="Costs", paragraphs=("Four crowns.",)),)


def test_no_markup_is_no_text() -> None:
    assert text_of(tree("  ")) == ""
    assert sections_of(tree(""), None) == ()
