"""How a page is cut into blocks."""

import pytest

from pipeline.models import BlockKind
from pipeline.transform.page.blocks import read_blocks
from pipeline.transform.page.dom import Document
from pipeline.transform.page.tree import Block, Tree


def tree(html: str) -> Tree:
    return read_blocks(Document(html).body)


def blocks(html: str) -> list[Block]:
    return list(tree(html).blocks)


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>two</b> three<p>Four", ["One two three", "Four"]),
        ("<div>Loose<p>in p</p>tail</div>", ["Loose", "in p", "tail"]),
        ("<p>a<br>b", ["a b"]),
        ("<p>a<br><br>b<br> <br>c", ["a", "b", "c"]),
        ("<p><b>Run-in head</b><br>The text goes on.", ["Run-in head", "The text goes on."]),
        ("<p><b>All</b><br><b>bold</b>", ["All bold"]),
        ("<my-card>x</my-card>y", ["x", "y"]),
        ("<pre>First\nline\n\nSecond</pre>", ["First line", "Second"]),
        ("<script>x()</script><style>p{}</style><template><p>t</p></template><p>seen", ["seen"]),
        ("<p>on</p><noscript>off</noscript>", ["on"]),
        ("<p hidden>hidden text stays", ["hidden text stays"]),
        ("<p> \n&nbsp; </p>", []),
        ("<p>AT&amp;T &mdash; a &lt;b&gt;", ["AT&T — a <b>"]),
    ],
)
def test_boundaries(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_a_table_row_is_one_block() -> None:
    assert texts("<table><tr><th>Party<th>Share<tr><td>Reds<td>41</table>") == ["Party | Share", "Reds | 41"]


def test_a_layout_table_is_no_table() -> None:
    long = "A cell that holds an article's text is laid out, not tabulated. " * 4
    assert [block.kind for block in blocks(f"<table><tr><td>{long}</td></tr></table>")] == [BlockKind.PARAGRAPH]


def test_a_screen_readers_label_is_put_beside_its_paragraph() -> None:
    assert texts('<p>See <a href="x">this<span class="sr-only"> (opens in a new tab)</span></a> now.') == [
        "See this now.",
        "(opens in a new tab)",
    ]


def test_kinds_and_levels() -> None:
    html = (
        "<h3>H</h3><ul><li><p>I</p></li></ul><blockquote><p>Q</p></blockquote><figure><figcaption>C</figcaption></figure>"
        "<p>P</p><div role=heading aria-level=2>R</div>"
    )
    assert [(block.kind.value, block.level) for block in blocks(html)] == [
        ("heading", 3),
        ("list_item", 0),
        ("quote", 0),
        ("caption", 0),
        ("paragraph", 0),
        ("heading", 2),
    ]


def test_what_a_block_knows_of_its_place() -> None:
    page = tree('<main><div class="Post_body__a1B2c extra"><p>Half <a href="/x">link</a></p></div></main>')
    block = page.blocks[0]
    assert page.places.path(block.context) == "main/div.Post_body__a1B2c/p"
    assert [page.tag(element) for element in page.up(block.home)] == ["p", "div", "main"]
    assert page.terms(page.parents[block.home]) >= {"post", "body", "post body", "a1b2c", "extra"}
    assert block.link_density == pytest.approx(0.5)
    assert block.links == ("/x",)


def test_what_stands_alike_is_one_place() -> None:
    page = tree('<ul><li class="item item-1" id="i1">a</li><li class="item item-2" id="i2">b</li><li>c</li></ul>')
    assert [block.context for block in page.blocks] == [2, 2, 3]


def test_which_blocks_an_element_holds() -> None:
    page = tree("<div><p><a href='/x'>One two</a></p><p>Three</p></div><p>Four</p>")
    spans = [(page.tag(at), page.starts[at], page.ends[at]) for at in range(len(page.parents))]
    assert spans == [("body", 0, 3), ("div", 0, 2), ("p", 0, 1), ("a", 0, 1), ("p", 1, 2), ("p", 2, 3)]


def test_elements_that_say_what_they_are() -> None:
    page = tree('<p itemprop=author>By <a rel=author href="/a">Ann Lee</a></p><time datetime=2026-11-02></time>')
    assert [(mark.tag, mark.text) for mark in page.marks] == [("p", "By  Ann Lee"), ("a", "Ann Lee"), ("time", "")]


def test_a_headings_id_is_its_text_and_says_nothing() -> None:
    page = tree('<h2 id="about-the-author">x</h2>')
    assert page.terms(page.blocks[0].home) == frozenset()


def test_links_and_bold_are_counted_without_outer_space() -> None:
    block = blocks("<p> <b> All of it </b> </p>")[0]
    assert block.bold == 1.0
