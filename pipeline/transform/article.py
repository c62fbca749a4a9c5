"""One page's way from text to Article or Rejection; the order of the steps, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models import Article, Label, Page, Reason, Rejection, Removed, Stated
from pipeline.transform import metadata
from pipeline.transform.access import access_of
from pipeline.transform.authors import authors_of
from pipeline.transform.blocks import read_blocks
from pipeline.transform.container import find_container, prose
from pipeline.transform.dom import Document, Head, flattened
from pipeline.transform.headings import with_faked_headings
from pipeline.transform.jsonld import Node, article_node, read_nodes, text_of
from pipeline.transform.labels import label_blocks
from pipeline.transform.language import guess_language
from pipeline.transform.normalise import fold, normalise
from pipeline.transform.passes import run_passes
from pipeline.transform.plaintext import read_text
from pipeline.transform.rejections import Refusal, count_words, rejection_of
from pipeline.transform.scene import Scene, Word, element_words, prose_range
from pipeline.transform.sections import sections_of
from pipeline.transform.source import Source
from pipeline.transform.titles import cut_template_sentence, find_title, title_of_address
from pipeline.transform.tree import Block, Tree
from pipeline.transform.widgets import author_boxes, rating_of

# Bounds on time: the page with most tags of 1,664 real ones has 22,000 `<`.
MOST_TAGS = 100_000
MOST_LINES = 50_000


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the page says of itself beside its text. node: the article's JSON-LD among all `nodes`."""

    url: str
    head: Head
    nodes: Sequence[Node]
    node: Node
    language: Stated | None


def from_html(page: Page, html: str, refuse: Refusal = rejection_of) -> Article | Rejection:
    """refuse: why a page that was read is no article, or None."""
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
    return _assembled(tree, _Stated(page.url, head, nodes, node, language), refuse)


def from_text(page: Page, text: str) -> Article | Rejection:
    if text.count("\n") > MOST_LINES:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_LINES:,} lines")
    code = guess_language(text)
    language = Stated(value=code, method="common_words", raw=code) if code else None
    head = Head(title="", language=None, metas={}, canonical=None, ld_json=())
    return _assembled(read_text(text, code), _Stated(page.url, head, (), {}, language))


def _assembled(tree: Tree, stated: _Stated, refuse: Refusal = rejection_of) -> Article | Rejection:
    title, title_block = find_title(tree.blocks, stated.head, text_of(stated.node.get("headline")))
    title = title or title_of_address(stated.url)
    scene = _scene(tree, stated, title, title_block)
    words = run_passes(label_blocks(scene), scene)
    content, removed = _split(tree, words, title.value if title else "")
    source = Source(stated.url, stated.head, stated.node, stated.nodes, tree, words)
    published = metadata.published(source)
    refused = refuse(source, content, published)
    if refused is not None:
        return refused
    if title is None:
        return Rejection(reason=Reason.NOT_ARTICLE, detail="no title")
    boxes = author_boxes(tree, words)
    return Article(
        url=stated.url,
        canonical_url=metadata.canonical_url(stated.url, stated.head),
        title=title,
        standfirst=_standfirst(tree.blocks, words, stated.head),
        authors=authors_of(source, boxes),
        published=published,
        modified=metadata.modified(source),
        language=stated.language,
        section=metadata.section(source),
        tags=metadata.tags(source),
        image=metadata.image(source),
        access=access_of(stated.head, stated.node, words, count_words([block.text for block in content])),
        sections=sections_of(with_faked_headings(content)),
        removed=removed,
        rating=rating_of(tree.blocks, words),
        author_boxes=boxes,
    )


def _scene(tree: Tree, stated: _Stated, title: Stated | None, title_block: int | None) -> Scene:
    head = stated.head
    described = head.first("og:description", "description", "twitter:description")
    figures = prose(tree, title_block)
    container = find_container(tree, figures, title_block)
    first, last = prose_range(tree, container, figures)
    return Scene(
        tree=tree,
        container=container,
        title_block=title_block,
        title=fold(title.value) if title else "",
        description=fold(described or text_of(stated.node.get("description")) or ""),
        words=element_words(tree, container, first),
        first=first,
        last=last,
    )


def _split(tree: Tree, words: Sequence[Word], title: str) -> tuple[list[Block], tuple[Removed, ...]]:
    """The content blocks, and everything else; a sentence that only carries the title is cut off its paragraph."""
    content: list[Block] = []
    removed: list[Removed] = []
    paths: dict[int, str] = {}
    for block, word in zip(tree.blocks, words, strict=True):
        text, template = block.text, ""
        if word.label is Label.CONTENT:
            text, template = cut_template_sentence(block.text, title)
            if text:
                content.append(block._replace(text=text) if template else block)
        else:
            path = paths.get(block.context)
            if path is None:
                path = paths[block.context] = tree.places.path(block.context)
            removed.append(_removed(block, word, block.text, path))
        if template:
            removed.append(_removed(block, Word(Label.TITLE, "template_sentence"), template, tree.places.path(block.context)))
    return content, tuple(removed)


def _removed(block: Block, word: Word, text: str, path: str) -> Removed:
    return Removed(position=block.position, label=word.label, rule=word.rule, text=text, path=path)


def _standfirst(blocks: Sequence[Block], words: Sequence[Word], head: Head) -> Stated | None:
    """The visible standfirst; without one the description that the page gives of itself."""
    shown = [(block, word) for block, word in zip(blocks, words, strict=True) if word.label is Label.STANDFIRST]
    if shown:
        text = " ".join(dict.fromkeys(block.text for block, _ in shown))
        return Stated(value=text, method=shown[0][1].rule, raw=text)
    for key in ("og:description", "description"):
        raw = head.first(key)
        if raw and normalise(raw):
            return Stated(value=normalise(raw), method=f"meta:{key}", raw=raw)
    return None
