"""A page surveyed: read, its article's place found, and what the rules say of every block.

What is surveyed is judged by `learned` and assembled by `article`; the script that trains the model surveys gold pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.models import Label, Page, Reason, Rejection, Stated
from pipeline.transform import metadata
from pipeline.transform.blocks import read_blocks
from pipeline.transform.container import find_container, prose
from pipeline.transform.dom import Document, Element, Head, flattened
from pipeline.transform.jsonld import Node, article_node, read_nodes, text_of
from pipeline.transform.labels import label_blocks
from pipeline.transform.language import guess_language
from pipeline.transform.names import element_words
from pipeline.transform.normalise import fold, normalise
from pipeline.transform.passes import run_passes
from pipeline.transform.plaintext import read_text
from pipeline.transform.ratings import RATING_ELEMENTS
from pipeline.transform.scene import Scene, Word, prose_range
from pipeline.transform.titles import find_title, title_of_address
from pipeline.transform.tree import Tree, goodness
from pipeline.transform.wall_phrases import MOST_BLOCKS_OF_A_TEST, TEST_ELEMENTS

# Bounds on time: the page with most tags of 1,664 real ones has 22,000 `<`.
MOST_TAGS = 100_000
MOST_LINES = 50_000


@dataclass(frozen=True, slots=True)
class Survey:
    """node: the article's JSON-LD among all `nodes`. words, figures: what the rules say of each block, its goodness.

    rating_elements: what `ratings` reads beside the blocks. test_element: that of a bot challenge.
    """

    url: str
    head: Head
    nodes: Sequence[Node]
    node: Node
    language: Stated | None
    title: Stated | None
    scene: Scene
    words: list[Word]
    figures: list[float]
    rating_elements: tuple[Element, ...] = ()
    test_element: Element | None = None

    @property
    def witness(self) -> str:
        """The article's text as the page's data gives it, or empty."""
        return normalise(text_of(self.node.get("articleBody")) or "")


def survey_html(page: Page, html: str) -> Survey | Rejection:
    html = flattened(html)
    if html.count("<") > MOST_TAGS:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_TAGS:,} tags")
    document = Document(html)
    head = document.head()
    nodes = read_nodes(head.ld_json)
    node = article_node(nodes)
    language = metadata.language(head, node)
    code = language.value if language else None
    tree = read_blocks(document.body, code)
    if not tree.blocks:
        tree = read_blocks(document.body, code, noscript=True)
    survey = _surveyed(page.url, head, nodes, node, language, tree)
    if any(word.label is Label.RATING_WIDGET for word in survey.words):
        survey = replace(survey, rating_elements=document.select(RATING_ELEMENTS))
    if len(tree.blocks) <= MOST_BLOCKS_OF_A_TEST:
        survey = replace(survey, test_element=next(iter(document.select(TEST_ELEMENTS)), None))
    return survey


def survey_text(page: Page, text: str) -> Survey | Rejection:
    if text.count("\n") > MOST_LINES:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_LINES:,} lines")
    code = guess_language(text)
    language = Stated(value=code, method="common_words", raw=code) if code else None
    head = Head(title="", language=None, metas={}, canonical=None, ld_json=())
    return _surveyed(page.url, head, (), {}, language, read_text(text, code))


def _surveyed(url: str, head: Head, nodes: Sequence[Node], node: Node, language: Stated | None, tree: Tree) -> Survey:
    title, title_block = find_title(tree.blocks, head, text_of(node.get("headline")))
    title = title or title_of_address(url)
    raw = [goodness(block) for block in tree.blocks]
    figures = prose(tree, raw, title_block)
    described = head.first("og:description", "description", "twitter:description") or text_of(node.get("description"))
    scene = _scene(tree, raw, figures, title, title_block, described or "")
    words = run_passes(label_blocks(scene), scene)
    return Survey(url, head, nodes, node, language, title, scene, words, figures)


def _scene(
    tree: Tree,
    raw: Sequence[float],
    figures: Sequence[float],
    title: Stated | None,
    title_block: int | None,
    described: str,
) -> Scene:
    container = find_container(tree, figures, title_block)
    first, last = prose_range(tree, container, figures)
    return Scene(
        tree=tree,
        container=container,
        title_block=title_block,
        title=fold(title.value) if title else "",
        description=fold(described),
        words=element_words(tree, container, first, raw),
        first=first,
        last=last,
    )
