"""From a page's survey to Article or Rejection."""

from collections.abc import Sequence

from pipeline.models import Access, Article, Label, Rejection, Removed, Stated
from pipeline.reasons import Reason
from pipeline.transform.fields import metadata, topics
from pipeline.transform.fields.access import access_of
from pipeline.transform.fields.authors import authors_of
from pipeline.transform.fields.published import times_of
from pipeline.transform.fields.ratings import rating_of
from pipeline.transform.fields.source import source_of
from pipeline.transform.fields.titles import cut_template_sentence
from pipeline.transform.fields.widgets import author_boxes
from pipeline.transform.labelling.headings import with_faked_headings
from pipeline.transform.labelling.learned import Model, judged
from pipeline.transform.labelling.memory import SiteMemory
from pipeline.transform.labelling.passes import heads_of_removed
from pipeline.transform.labelling.recurring import seen_before
from pipeline.transform.labelling.scene import Word
from pipeline.transform.labelling.standfirsts import opening
from pipeline.transform.page.dom import Head
from pipeline.transform.page.normalise import normalise
from pipeline.transform.page.tree import Block, Tree
from pipeline.transform.refusals.rejections import Refusal, rejection_of
from pipeline.transform.refusals.walls import stand_in
from pipeline.transform.sections import sections_of
from pipeline.transform.survey import Survey


def assembled(
    survey: Survey, model: Model | None, memory: SiteMemory | None = None, refuse: Refusal = rejection_of
) -> Article | Rejection:
    """The article that a survey's content blocks spell, everything else accounted for; or why there is none.

    model: what judges the blocks that may be content; None leaves it to the rules. memory: see `extract`.
    refuse: why a page that was read is no article, or None.
    """
    return article_of(survey, final_words(survey, model, memory), refuse)


def final_words(survey: Survey, model: Model | None, memory: SiteMemory | None) -> list[Word]:
    """One word for each block: what the rules, the model and the memory come to."""
    scene, words = survey.scene, survey.words
    if model is not None:
        words = opening(heads_of_removed(judged(survey, model), scene), scene)
    if memory is not None:
        words = seen_before(words, scene, memory, metadata.canonical_url(survey.said.url, survey.said.head))
    return words


def article_of(survey: Survey, words: list[Word], refuse: Refusal = rejection_of) -> Article | Rejection:
    """What these words make of the survey."""
    said, title = survey.said, survey.title
    tree = survey.scene.tree
    content, removed = split(tree, words, title.value if title else "")
    source = source_of(said, tree, words)
    times = times_of(source)
    refused = stand_in(said.head.title, tree, words, survey.test_element) or refuse(
        said, tree, content, times.published
    )
    access = access_of(said.head, said.node, tree.blocks, words)
    if refused is not None:
        walled = refused.reason is Reason.NO_TEXT and access is not Access.FULL
        return Rejection(reason=Reason.PAYWALL, detail=f"a paywall, and {refused.detail}") if walled else refused
    if title is None:
        return Rejection(reason=Reason.NOT_ARTICLE, detail="no title")
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
        access=access,
        sections=sections_of(with_faked_headings(content)),
        removed=removed,
        rating=rating_of(tree.blocks, words, survey.rating_elements, said.node),
        author_boxes=boxes,
    )


def split(tree: Tree, words: Sequence[Word], title: str) -> tuple[list[Block], tuple[Removed, ...]]:
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
            removed.append(
                _removed(block, Word(Label.TITLE, "template_sentence"), template, tree.places.path(block.context))
            )
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
