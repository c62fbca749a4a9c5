"""Labels that only show in the sequence of blocks; each pass takes all words so far and gives all words back."""

from collections.abc import Callable, Sequence

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.phrases import AUTHOR_HEAD, SOURCE_HEADS
from pipeline.transform.labelling.scene import Scene, Word
from pipeline.transform.page.normalise import fold
from pipeline.transform.page.tree import Block, ends_a_sentence

Pass = Callable[[list[Word], Scene], list[Word]]

_BOX_BLOCKS = 8  # an author box without markup has name, role, bio, a few links
_ASIDE = frozenset(("aside",))
_NEUTRAL = (Label.CAPTION, Label.ADVERTISEMENT, Label.TITLE, Label.OTHER, Label.PLAYER)


def run_passes(words: list[Word], scene: Scene) -> list[Word]:
    for step in PASSES:
        words = step(words, scene)
    return words


def author_run(words: list[Word], scene: Scene) -> list[Word]:
    """«About the Author» alone in a block: what follows it is the author box, up to a heading or another box."""
    out = list(words)
    blocks = scene.tree.blocks
    for at, block in enumerate(blocks):
        if out[at].label not in (Label.CONTENT, Label.OTHER, Label.NAVIGATION) or not AUTHOR_HEAD.match(
            block.text.casefold()
        ):
            continue
        following = range(at + 1, min(at + 1 + _BOX_BLOCKS, len(blocks)))
        if out[at].label is not Label.CONTENT and not (at + 1 in following and out[at + 1].label is Label.AUTHOR_BOX):
            continue
        out[at] = Word(Label.AUTHOR_BOX, "author_head")
        for next_at in following:
            if out[next_at].label is not Label.CONTENT or (
                blocks[next_at].kind is BlockKind.HEADING and next_at > at + 1
            ):
                break
            out[next_at] = Word(Label.AUTHOR_BOX, "after_author_head")
    return out


def related_run(words: list[Word], scene: Scene) -> list[Word]:
    """Links, or short lines of scraped text, that follow the head of a related box."""
    out = list(words)
    blocks = scene.tree.blocks
    previous: Label | None = None
    for at, block in enumerate(blocks):
        if previous is Label.RELATED and out[at].label is Label.CONTENT and _is_teaser(block):
            out[at] = Word(Label.RELATED, "after_related_head")
        opens = out[at].rule in ("related_phrase", "after_related_head")
        previous = out[at].label if opens else None
    return out


def _is_teaser(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return block.link_density > 0.9
    return block.link_density >= 0.5 or (len(block.text) < 25 and not ends_a_sentence(block.text))


def comments_run(words: list[Word], scene: Scene) -> list[Word]:
    """After «3 comments» or «Leave a Reply» nothing of the article comes, if nearly all of its prose stands before."""
    out = list(words)
    at = next((i for i, word in enumerate(out) if word.rule == "comments_phrase"), None)
    if at is None:
        return out
    blocks = scene.tree.blocks
    before = sum(len(b.text) for b, word in zip(blocks[:at], out[:at], strict=True) if word.label is Label.CONTENT)
    after = sum(len(b.text) for b, word in zip(blocks[at:], out[at:], strict=True) if word.label is Label.CONTENT)
    if before > after:
        out[at:] = [
            Word(Label.COMMENTS, "after_comments_head") if word.label is Label.CONTENT else word for word in out[at:]
        ]
    return out


def link_lists(words: list[Word], scene: Scene) -> list[Word]:
    """Lists of links only: a table of contents (all `#...`) or related articles, unless headed as sources."""
    out = list(words)
    blocks = scene.tree.blocks
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and out[end].label is Label.CONTENT and blocks[end].kind is BlockKind.LIST_ITEM:
            end += 1
        items = blocks[at:end]
        if items and _cites(blocks[at - 1] if at else None):
            out[at - 1 : end] = [Word(Label.CONTENT, "sources")] * (len(items) + 1)
        elif items and all(item.link_density > 0.9 for item in items):
            links = [link for item in items for link in item.links]
            inward = all(link.startswith("#") for link in links)
            word = Word(Label.TOC, "links_into_page") if inward else Word(Label.RELATED, "link_list")
            out[at:end] = [word] * len(items)
        at = max(end, at + 1)
    return out


def _cites(before: Block | None) -> bool:
    return before is not None and fold(before.text) in SOURCE_HEADS


_CARD_BLOCKS = 5
_CARD_PROSE = 300  # characters beside the links


def teaser_cards(words: list[Word], scene: Scene) -> list[Word]:
    """A heading that is a link, in a small box of its own with at most an excerpt: another article's teaser."""
    out = list(words)
    for block in scene.tree.blocks:
        if out[block.position].label is Label.CONTENT and block.kind is BlockKind.HEADING and block.link_density > 0.9:
            card = _card(scene, block)
            for at in range(*card):
                if out[at].label is Label.CONTENT:
                    out[at] = Word(Label.RELATED, "teaser_card")
    return out


def _card(scene: Scene, block: Block) -> tuple[int, int]:
    """The blocks of the largest element below the container that holds the heading and little else."""
    tree = scene.tree
    found = (0, 0)
    if not block.links or block.links[0].startswith("#"):
        return found
    for index in tree.up(block.home):
        start, end = tree.starts[index], tree.ends[index]
        if end - start > _CARD_BLOCKS or tree.holds(index, scene.container):
            break
        prose = sum(len(other.text) * (1 - other.link_density) for other in tree.blocks[start:end])
        if prose > _CARD_PROSE:
            return 0, 0
        if tree.tag(index) in ("article", "aside", "section", "div", "li", "figure"):
            found = (start, end)
    return found


def repeated(words: list[Word], scene: Scene) -> list[Word]:
    """A long block that the article already has (streamed copies), and pull quotes of its own text."""
    out = list(words)
    seen: set[str] = set()
    for block, word in zip(scene.tree.blocks, words, strict=True):
        if word.label is Label.CONTENT and len(block.text) > 60:
            if block.text in seen:
                out[block.position] = Word(Label.OTHER, "repeated")
            seen.add(block.text)
    whole = "\n".join(seen)
    for block in scene.tree.blocks:
        if out[block.position].label is Label.CONTENT and _may_be_pull_quote(block, scene):
            text = block.text.strip("\"'“”„«»‘’. ")
            if len(text) > 30 and whole.count(text) > (block.text in seen):
                out[block.position] = Word(Label.OTHER, "pull_quote")
    return out


def _may_be_pull_quote(block: Block, scene: Scene) -> bool:
    return len(block.text) < 400 and (
        block.kind is BlockKind.QUOTE or scene.tree.places.within(block.context, _ASIDE) or _is_pull_quote(block, scene)
    )


def _is_pull_quote(block: Block, scene: Scene) -> bool:
    places = scene.tree.places
    return any("pullquote" in places.terms(at) for at in places.up(block.context))


def heads_of_removed(words: list[Word], scene: Scene) -> list[Word]:
    """A heading that heads only what was removed goes with it; from the end, so that its own heading goes too."""
    out = list(words)
    blocks = scene.tree.blocks
    start, end = scene.tree.starts[scene.container], scene.tree.ends[scene.container]
    after: Block | None = None  # the next block of content
    box: Label | None = None  # of the first box before that
    for at in range(end - 1, start - 1, -1):
        block, word = blocks[at], out[at]
        content = word.label is Label.CONTENT
        if content and block.kind is BlockKind.HEADING and box is not None and _ends_there(block, after):
            out[at] = Word(box, "heads_removed")
        elif content:
            after, box = block, None
        elif word.label not in _NEUTRAL:
            box = word.label
    return out


def _ends_there(heading: Block, after: Block | None) -> bool:
    """Whether what a heading heads ends before the next block of content."""
    return after is None or (after.kind is BlockKind.HEADING and after.level <= heading.level)


def only_noise(words: list[Word], scene: Scene) -> list[Word]:
    """Blocks without a letter or digit are rubble."""
    return [
        Word(Label.OTHER, "no_words") if word.label is Label.CONTENT and not any(map(str.isalnum, block.text)) else word
        for word, block in zip(words, scene.tree.blocks, strict=True)
    ]


PASSES: Sequence[Pass] = (
    only_noise,
    author_run,
    related_run,
    comments_run,
    link_lists,
    teaser_cards,
    repeated,
    heads_of_removed,
)
