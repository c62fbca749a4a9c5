"""Which element holds the article."""

from pipeline.transform.labelling.container import find_container, prose
from pipeline.transform.page.blocks import read_blocks
from pipeline.transform.page.dom import Document
from pipeline.transform.page.tree import goodness
from tests.transform.pages import FIRST, SECOND, THIRD

TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def container(html: str, title_block: int | None = None) -> str:
    tree = read_blocks(Document(html).body)
    figures = prose(tree, [goodness(block) for block in tree.blocks], title_block)
    context = tree.contexts[find_container(tree, figures, title_block)]
    return f"{tree.places.tags[context]}.{tree.places.names[context]}"


def test_the_lowest_element_with_all_the_prose() -> None:
    assert container(f"<div class=page><div class=a><div class=b>{TEXT}</div></div></div>") == "div.b"


def test_article_body_as_stated() -> None:
    side = f"<div class=c><p>{FIRST}</p><p>{FIRST}</p></div>"
    assert container(f"<div>{side}<div itemprop=articleBody class=d>{TEXT}</div></div>") == "div.d"


def test_comments_longer_than_the_article() -> None:
    thread = "".join(f"<p>{SECOND} {n}</p>" for n in range(30))
    assert container(f"<div class=w><div class=text>{TEXT}</div><div id=comments>{thread}</div></div>") == "div.text"


def test_text_in_several_boxes_of_one_shape_is_not_cut_off() -> None:
    assert container(f"<div class=all><div class=part>{TEXT * 3}</div><div class=part>{TEXT}</div></div>") == "div.all"


def test_the_article_under_the_title_wins_over_a_longer_one_below() -> None:
    page = f"<main><div class=one><h1>T</h1>{TEXT}</div><div class=two><article>{TEXT * 3}</article></div></main>"
    assert container(page, title_block=0) == "div.one"


def test_a_wrapper_named_like_boilerplate() -> None:
    assert container(f"<div class='content-sidebar-wrap has-comments'><div class=x>{TEXT}</div></div>") == "div.x"
