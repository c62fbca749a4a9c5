"""Each block of a page gets one label: an ordered tuple of named rules, of which the first that speaks decides.

Structure first (what an element is and is called), then place (inside the container or not), then phrases. What only
shows in a sequence of blocks (a heading that heads nothing but boxes) is left to `passes`.
"""

from collections.abc import Callable, Sequence

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.phrase_index import phrase_of
from pipeline.transform.labelling.phrases import CORRECTION, IMAGE_CREDIT, RELATED_LEAD
from pipeline.transform.labelling.scene import Scene, Word
from pipeline.transform.labelling.standfirsts import is_described, is_named
from pipeline.transform.page.normalise import fold
from pipeline.transform.page.tree import Block, ends_a_sentence

Rule = Callable[[Block, Scene], Word | None]

CONTENT = Word(Label.CONTENT, "content")


def label_blocks(scene: Scene) -> list[Word]:
    """A label and the rule that gave it for every block, in order."""
    return [_label(block, scene) for block in scene.tree.blocks]


def _label(block: Block, scene: Scene) -> Word:
    reached = scene.inside(block.position) or block.position <= scene.first
    for rule in RULES if reached else RULES_OUTSIDE:
        word = rule(block, scene)
        if word is not None:
            return word
    return CONTENT


def title(block: Block, scene: Scene) -> Word | None:
    """The page's title where it is shown, and wherever it is repeated as a block."""
    if block.position == scene.title_block:
        return Word(Label.TITLE, "title")
    # folding takes marks away and adds next to nothing, so that lengths alone answer for nearly all
    near = len(scene.title) <= len(block.text) + _FOLDED_LONGER <= 2 * len(scene.title) + 2 * _FOLDED_LONGER
    if near and scene.title and fold(block.text) == scene.title:
        return Word(Label.TITLE, "title_repeated")
    return None


def hidden_label(block: Block, scene: Scene) -> Word | None:
    return Word(Label.OTHER, "screen_reader_label") if scene.tree.places.asides[block.context] else None


def standfirst(block: Block, scene: Scene) -> Word | None:
    """Between title and first paragraph: named so, the page's description, or a sentence outside the container."""
    after_title = scene.title_block is None or block.position > scene.title_block
    if not after_title or block.position > max(scene.first, 0) or len(block.text) < 30 or block.link_density > 0.4:
        return None
    said = scene.word(block.position)
    if said is not None and not said.rule.startswith(("hint:", "tag:header")):
        return None
    if block.position < scene.first or not scene.inside(block.position):
        if is_named(block, scene):
            return Word(Label.STANDFIRST, "named_standfirst")
        if is_described(block, scene):
            return Word(Label.STANDFIRST, "is_description")
    sentence = len(block.text) >= 60 and ends_a_sentence(block.text) and block.kind in _SENTENCE_KINDS
    if sentence and said is None and not scene.inside(block.position):
        return Word(Label.STANDFIRST, "before_body")
    return _first_of_body(block, scene)


def _first_of_body(block: Block, scene: Scene) -> Word | None:
    if block.position == scene.first and scene.last > scene.first and is_named(block, scene):
        return Word(Label.STANDFIRST, "named_standfirst")
    return None


def caption(block: Block, scene: Scene) -> Word | None:
    if block.kind is BlockKind.CAPTION:
        return Word(Label.CAPTION, "tag:figcaption")
    places = scene.tree.places
    in_figure = len(block.text) < 400 and places.within(block.context, _FIGURE)
    return Word(Label.CAPTION, "tag:figure") if in_figure and not places.within(block.context, _QUOTED) else None


def named(block: Block, scene: Scene) -> Word | None:
    """What the block's element or an ancestor of it is called or is."""
    word = scene.word(block.position)
    if word is None or (word.rule.startswith("hint:") and _survives_hint(block, scene)):
        return None
    if word.label is Label.AUTHOR_BOX and (0 <= block.position < scene.first or _under_standfirst(block, scene)):
        return Word(Label.BYLINE, word.rule)
    if word.label is Label.OTHER and scene.inside(
        block.position
    ):  # what is only known to stand aside may say what it is
        return phrase(block, scene) or _related_lead(block) or word
    return word


def _under_standfirst(block: Block, scene: Scene) -> bool:
    """Right below a first paragraph that is the standfirst."""
    below = block.position == scene.first + 1 > 0
    return below and is_named(scene.tree.blocks[scene.first], scene)


def _survives_hint(block: Block, scene: Scene) -> bool:
    """A heading or a long sentence with few links inside the container is worth more than a hint."""
    if not scene.inside(block.position) or block.link_density >= 0.3:
        return False
    return block.kind is BlockKind.HEADING or (len(block.text) > 100 and ends_a_sentence(block.text))


def outside(block: Block, scene: Scene) -> Word | None:
    if scene.inside(block.position):
        return None
    if scene.tree.places.within(block.context, _CHROME):
        return Word(Label.NAVIGATION, "outside_container")
    return Word(Label.OTHER, "outside_container")


def phrase(block: Block, scene: Scene) -> Word | None:
    """The whole block is a phrase of boilerplate."""
    entry = phrase_of(block.text.casefold())
    return Word(entry.label, entry.rule) if entry is not None else None


def correction(block: Block, scene: Scene) -> Word | None:
    """What the newsroom says of its own text: part of the article, wherever templates put it."""
    at_home = scene.inside(block.position) and block.kind is not BlockKind.HEADING
    return Word(Label.CONTENT, "correction") if at_home and CORRECTION.match(block.text.casefold()) else None


def anchor_mark(block: Block, scene: Scene) -> Word | None:
    """A footnote's number, an arrow back to the text: a few characters that link into the page."""
    if len(block.text) > 4 or block.link_density < 0.9 or any(letter.isalpha() for letter in block.text):
        return None
    inward = all(link.startswith("#") and len(link) > 1 for link in block.links)
    return Word(Label.OTHER, "anchor_mark") if inward else None


def related_link(block: Block, scene: Scene) -> Word | None:
    """«READ MORE: …», and paragraphs that are one link and shout or stand in bold."""
    if block.link_density < 0.3 or len(block.text) > 300 or block.kind is BlockKind.HEADING:
        return None
    lead = _related_lead(block)
    if lead is not None:
        return lead
    whole = block.link_density > 0.95 and len(block.links) == 1 and block.kind is BlockKind.PARAGRAPH
    if whole and not block.links[0].startswith("#"):
        return Word(Label.RELATED, "link_paragraph")
    return None


def _related_lead(block: Block) -> Word | None:
    led = block.link_density >= 0.3 and len(block.text) <= 300 and RELATED_LEAD.match(block.text.casefold())
    return Word(Label.RELATED, "related_lead") if led else None


def image_credit(block: Block, scene: Scene) -> Word | None:
    short = len(block.text) < 120 and block.kind is not BlockKind.HEADING and block.kind is not BlockKind.LIST_ITEM
    return Word(Label.CAPTION, "image_credit") if short and IMAGE_CREDIT.match(block.text.casefold()) else None


_FOLDED_LONGER = 10  # characters
_FIGURE = frozenset(("figure",))
_QUOTED = frozenset(("table", "blockquote"))
_CHROME = frozenset(("header", "nav", "footer"))
_SENTENCE_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE)

# After the text has begun, a block that is not in the container needs no more than these.
RULES_OUTSIDE: Sequence[Rule] = (title, hidden_label, named, caption, outside)
RULES: Sequence[Rule] = (
    title,
    anchor_mark,
    hidden_label,
    standfirst,
    correction,
    named,
    caption,
    outside,
    phrase,
    related_link,
    image_credit,
)
