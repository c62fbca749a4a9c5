"""A page surveyed: read, its article's place found, and what the rules say of every block.

What is surveyed is judged by `learned` and assembled by `article`; the script that trains the model surveys gold pages.
"""

from dataclasses import dataclass, replace

from pipeline.models import Label, Page, Rejection, Stated
from pipeline.reasons import Reason
from pipeline.transform.fields import metadata
from pipeline.transform.fields.jsonld import Node, article_node, read_nodes, text_of
from pipeline.transform.fields.ratings import RATING_ELEMENTS
from pipeline.transform.fields.source import Said
from pipeline.transform.fields.titles import find_title, title_of_address
from pipeline.transform.labelling.container import find_container, prose
from pipeline.transform.labelling.labels import label_blocks
from pipeline.transform.labelling.names import element_words
from pipeline.transform.labelling.passes import run_passes
from pipeline.transform.labelling.scene import Scene, Word, prose_range
from pipeline.transform.page.blocks import MOST_BLOCKS, read_blocks
from pipeline.transform.page.decode import is_damaged, repaired
from pipeline.transform.page.dom import Document, Element, Head, flattened, trimmed
from pipeline.transform.page.embedded import embedded_html
from pipeline.transform.page.language import guess_language
from pipeline.transform.page.normalise import fold, normalise
from pipeline.transform.page.tree import Tree, goodness
from pipeline.transform.plaintext import read_text
from pipeline.transform.refusals.wall_phrases import MOST_BLOCKS_OF_A_TEST, TEST_ELEMENTS

# Bounds on time: the page with most tags of 1,664 real ones has 22,000 `<`.
MOST_TAGS = 100_000
_MOST_FLATTENED = 1_000_000  # where most of them only nest
MOST_LINES = MOST_BLOCKS
_LEAST_PROSE = 100  # characters; a page that shows less may keep its text where only a browser finds it


@dataclass(frozen=True, slots=True)
class Survey:
    """said: what the page says beside its text. words, figures: what the rules say of each block, its goodness.

    rating_elements: what `ratings` reads beside the blocks. test_element: that of a bot challenge.
    """

    said: Said
    title: Stated | None
    scene: Scene
    words: list[Word]
    figures: list[float]
    rating_elements: tuple[Element, ...] = ()
    test_element: Element | None = None

    @property
    def witness(self) -> str:
        """The article's text as the page's data gives it, or empty."""
        return normalise(text_of(self.said.node.get("articleBody")) or "")


def survey_html(page: Page, html: str) -> Survey | Rejection:
    tags = page.body.count(b"<")
    if tags > _MOST_FLATTENED:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {_MOST_FLATTENED:,} tags")
    html = flattened(trimmed(html), tags)
    if tags > MOST_TAGS and html.count("<") > MOST_TAGS:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_TAGS:,} tags")
    document = Document(html)
    said, tree = _read(page.url, document)
    if is_damaged("\n".join([block.text for block in tree.blocks])):
        document = Document(repaired(html))
        said, tree = _read(page.url, document)
    if len(tree.blocks) > MOST_BLOCKS:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_BLOCKS:,} blocks of text")
    survey = _surveyed(said, tree)
    if any(word.label is Label.RATING_WIDGET for word in survey.words):
        survey = replace(survey, rating_elements=document.select(RATING_ELEMENTS))
    if len(tree.blocks) <= MOST_BLOCKS_OF_A_TEST:
        survey = replace(survey, test_element=next(iter(document.select(TEST_ELEMENTS)), None))
    return survey


def survey_text(page: Page, text: str) -> Survey | Rejection:
    if _has_many(text):
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_LINES:,} lines")
    text = repaired(text) if is_damaged(text) else text
    code = guess_language(text)
    language = Stated(value=code, method="common_words", raw=code) if code else None
    head = Head(title="", language=None, metas={}, canonical=None, ld_json=())
    return _surveyed(Said(page.url, head, (), {}, language), read_text(text, code))


def _read(url: str, document: Document) -> tuple[Said, Tree]:
    head = document.head()
    nodes = read_nodes(head.ld_json)
    node = article_node(nodes)
    language = metadata.language(head, node)
    code = language.value if language else None
    said = Said(url, head, nodes, node, language)
    tree = read_blocks(document.body, code)
    if sum(map(goodness, tree.blocks)) >= _LEAST_PROSE:
        return said, tree
    for other in (read_blocks(document.body, code, noscript=True), _carried(document, node, code)):
        if other is not None and sum(map(goodness, other.blocks)) >= _LEAST_PROSE:
            return said, other
    return said, tree


def _carried(document: Document, node: Node, code: str | None) -> Tree | None:
    """The article that a page carries as data and does not show, if it does."""
    html = embedded_html(document.scripts())
    if html is not None:
        tags = html.count("<")
        html = flattened(trimmed(html), tags) if tags <= MOST_TAGS else ""
        return read_blocks(Document(f"<article>{html}</article>").body, code)
    body = text_of(node.get("articleBody"))
    # text is read with its title in the first line
    return read_text(f"{text_of(node.get('headline')) or ''}\n{body}", code) if body and not _has_many(body) else None


def _has_many(text: str) -> bool:
    return len(text.splitlines()) > MOST_LINES


def _surveyed(said: Said, tree: Tree) -> Survey:
    title, title_block = find_title(tree, said.head, said.node, said.url)
    title = title or title_of_address(said.url)
    raw = [goodness(block) for block in tree.blocks]
    figures = prose(tree, raw, title_block)
    container = find_container(tree, figures, title_block)
    first, last = prose_range(tree, container, figures)
    described = said.head.first("og:description", "description", "twitter:description")
    scene = Scene(
        tree=tree,
        container=container,
        title_block=title_block,
        title=fold(title.value) if title else "",
        description=fold(described or text_of(said.node.get("description")) or ""),
        words=element_words(tree, container, first, raw),
        first=first,
        last=last,
    )
    return Survey(said, title, scene, run_passes(label_blocks(scene), scene), figures)
