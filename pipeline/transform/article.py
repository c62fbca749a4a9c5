"""One page's way from text to Article or Rejection; the order of the steps, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.models import Article, Block, Label, Page, Reason, Rejection, Removed, Stated
from pipeline.transform import metadata, topics
from pipeline.transform.access import access_of
from pipeline.transform.authors import authors_of
from pipeline.transform.blocks import read_blocks
from pipeline.transform.container import find_container, prose
from pipeline.transform.dom import Document, Head, flattened
from pipeline.transform.headings import with_faked_headings
from pipeline.transform.jsonld import article_node, read_nodes, text_of
from pipeline.transform.labels import label_blocks
from pipeline.transform.language import guess_language
from pipeline.transform.normalise import fold, normalise
from pipeline.transform.passes import run_passes
from pipeline.transform.plaintext import read_text
from pipeline.transform.published import times_of
from pipeline.transform.rejections import count_words, rejection_of
from pipeline.transform.scene import Scene, Word, element_words, prose_range
from pipeline.transform.sections import sections_of
from pipeline.transform.source import Said, source_of
from pipeline.transform.titles import cut_template_sentence, find_title, title_of_address
from pipeline.transform.tree import Tree
from pipeline.transform.widgets import author_boxes, rating_of

# Bounds on time: the page with most tags of 1,664 real ones has 22,000 `<`.
MOST_TAGS = 100_000
MOST_LINES = 50_000


def from_html(page: Page, html: str) -> Article | Rejection:
    html = flattened(html)
    if html.count("<") > MOST_TAGS:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_TAGS:,} tags")
    document = Document(html)
    head = document.head()
    nodes = read_nodes(head.ld_json)
    node = article_node(nodes)
    language = metadata.language(head, node)
    code = language.value if language else None
    tree = read_blocks(document.events(), code)
    if not tree.blocks:
        tree = read_blocks(document.events(noscript=True), code)
    return _assembled(tree, Said(page.url, head, nodes, node, language))


def from_text(page: Page, text: str) -> Article | Rejection:
    if text.count("\n") > MOST_LINES:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {MOST_LINES:,} lines")
    code = guess_language(text)
    language = Stated(value=code, method="common_words", raw=code) if code else None
    head = Head(title="", language=None, metas={}, canonical=None, ld_json=())
    return _assembled(read_text(text, code), Said(page.url, head, (), {}, language))


def _assembled(tree: Tree, said: Said) -> Article | Rejection:
    title, title_block = find_title(tree.blocks, said.head, said.node, said.url)
    title = title or title_of_address(said.url)
    scene = _scene(tree, said, title, title_block)
    words = run_passes(label_blocks(scene), scene)
    content, removed = _split(tree.blocks, words, title.value if title else "")
    refused = rejection_of(said.url, said.head, said.nodes, tree.blocks, content)
    if refused is not None:
        return refused
    if title is None:
        return Rejection(reason=Reason.NOT_ARTICLE, detail="no title")
    source = source_of(said, tree, words)
    times = times_of(source)
    boxes = author_boxes(tree, words)
    return Article(
        url=said.url,
        canonical_url=metadata.canonical_url(said.url, said.head),
        title=title,
        standfirst=_standfirst(tree.blocks, words, said.head),
        authors=authors_of(source, boxes),
        published=times.published,
        modified=times.modified,
        language=said.language,
        section=topics.section(source),
        tags=topics.tags(source),
        image=metadata.image(source),
        access=access_of(said.head, said.node, words, count_words([block.text for block in content])),
        sections=sections_of(with_faked_headings(content)),
        removed=removed,
        rating=rating_of(tree.blocks, words),
        author_boxes=boxes,
    )


def _scene(tree: Tree, said: Said, title: Stated | None, title_block: int | None) -> Scene:
    head = said.head
    described = head.first("og:description", "description", "twitter:description")
    figures = prose(tree, title_block)
    container = find_container(tree, figures, title_block)
    first, last = prose_range(tree, container, figures)
    return Scene(
        tree=tree,
        container=container,
        title_block=title_block,
        title=fold(title.value) if title else "",
        description=fold(described or text_of(said.node.get("description")) or ""),
        words=element_words(tree, container, first),
        first=first,
        last=last,
    )


def _split(blocks: Sequence[Block], words: Sequence[Word], title: str) -> tuple[list[Block], tuple[Removed, ...]]:
    """The content blocks, and everything else; a sentence that only carries the title is cut off its paragraph."""
    content: list[Block] = []
    removed: list[Removed] = []
    for block, word in zip(blocks, words, strict=True):
        text, template = block.text, ""
        if word.label is Label.CONTENT:
            text, template = cut_template_sentence(block.text, title)
            if text:
                content.append(replace(block, text=text) if template else block)
        else:
            removed.append(_removed(block, word, block.text))
        if template:
            removed.append(_removed(block, Word(Label.TITLE, "template_sentence"), template))
    return content, tuple(removed)


def _removed(block: Block, word: Word, text: str) -> Removed:
    return Removed(position=block.position, label=word.label, rule=word.rule, text=text, path=block.path)


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
