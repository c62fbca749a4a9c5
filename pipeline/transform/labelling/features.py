"""What the model is told of a block, as one row of numbers.

Everything is relative: to the page, to the elements around the block, to the blocks beside it and to those that stand
in the same context. Columns are named by `NAMES`, in order; the script that trains the model uses these functions.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.scene import Scene, Word
from pipeline.transform.page.contexts import NOWHERE, Contexts
from pipeline.transform.page.tree import Block, Tree
from pipeline.transform.survey import Survey

Floats = NDArray[np.float32]
Weights = Mapping[str, float]

_KINDS = {kind: at for at, kind in enumerate(BlockKind)}
_LABELS = {label: at for at, label in enumerate(Label)}
_SOURCES = {"content": 0, "named": 1, "hint": 2, "tag": 3, "role": 4}
_ANOTHER = 5
_TAGS = ("header", "footer", "aside", "article", "section", "form", "figure", "table", "ul", "button", "a")
_TAG_BITS = {tag: 1 << at for at, tag in enumerate(_TAGS)}
_LEVELS_UP = 3
_STEPS = (-2, -1, 1, 2)
_MARGIN = 2
_ENDS = tuple(".!?…。！？")
_FAR = 40  # blocks
_START = 60  # characters that tell whether two texts are the same
_SPOKEN_TEXT, _SPOKEN_WORDS = 120, 14  # characters and words of a block whose words are weighed
_WORD = re.compile(r"[^\W\d_]+")
_LONG, _LINKED = 80, 0.5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Learned weights: of the terms in class names and ids and of rules (`rule:` before them), of a text's words."""

    names: Weights
    words: Weights


def _names() -> tuple[str, ...]:
    text = ("length", "links", "bold", "ends", "colon", "kind", "level", "spoken", "spoken-1", "spoken+1")
    place = ("position", "from_start", "from_end", "inside", "before_prose", "after_prose", "from_title",
             "prose_before", "prose_after", "depth", "below_container")  # fmt: skip
    said = ("near", "far", "worst", "best", "label", "source", "rule", *(f"in_{tag}" for tag in _TAGS))
    around = tuple(f"{what}_{up}" for up in range(_LEVELS_UP) for what in ("share", "linked", "count", "mean"))
    alike = ("same_count", "same_length", "same_links", "same_share", "same_run")
    beside = tuple(f"{what}{step:+d}" for step in _STEPS for what in ("length", "links", "kind"))
    return (*text, *place, *said, *around, *alike, *beside, "blocks", "prose", "repeated", "described", "witness")


NAMES = _names()


def candidates(survey: Survey) -> list[int]:
    """Positions of the blocks that may be content: in the container, called so by the rules, or long and unlinked."""
    tree = survey.scene.tree
    start, end = tree.starts[survey.scene.container], tree.ends[survey.scene.container]
    return [
        at
        for at, (block, word) in enumerate(zip(tree.blocks, survey.words, strict=True))
        if start <= at < end
        or word.label in (Label.CONTENT, Label.STANDFIRST)
        or (len(block.text) > _LONG and block.link_density < _LINKED)
    ]


def features(survey: Survey, at: Sequence[int], known: Vocabulary) -> Floats:
    """Shape (len(NAMES), len(at)): a column for each of the blocks at these positions."""
    tree = survey.scene.tree
    asked = [tree.blocks[position] for position in at]
    index = np.array(at, dtype=np.intp)
    lengths = np.array([len(block.text) for block in tree.blocks], dtype=np.float32)
    links = np.array([block.link_density for block in tree.blocks], dtype=np.float32)
    good = np.array(survey.figures, dtype=np.float32)
    return np.array(
        [
            *_text(asked, lengths[index], links[index], known.words),
            *_place(survey.scene, good, index),
            *_said(tree, asked, [survey.words[position] for position in at], known.names),
            *_around(tree, asked, good, lengths, links),
            *_alike(tree.blocks, good, lengths, links, index),
            *_beside(tree.blocks, lengths, links, index),
            *_page(survey, asked, float(good.sum())),
        ],
        dtype=np.float32,
    )


Columns = list[Sequence[float] | NDArray[Any]]


def _text(blocks: Sequence[Block], lengths: Floats, links: Floats, weights: Weights) -> Columns:
    texts = [block.text for block in blocks]
    spoken = [spoken_weight(text, weights) for text in texts]
    return [
        lengths,
        links,
        [block.bold for block in blocks],
        [text.endswith(_ENDS) for text in texts],
        [text.endswith(":") for text in texts],
        [_KINDS[block.kind] for block in blocks],
        [block.level for block in blocks],
        spoken,
        [0.0, *spoken[:-1]],
        [*spoken[1:], 0.0],
    ]


def spoken_words(text: str) -> set[str]:
    """Words and pairs of neighbours at a text's start, the first and the last of them marked.

    >>> sorted(spoken_words("Read more"))
    ['$more', '^read', 'more', 'read', 'read more']
    """
    words = _WORD.findall(text[:_SPOKEN_TEXT].lower())[:_SPOKEN_WORDS]
    if not words:
        return set()
    return {*words, *map(" ".join, pairwise(words)), f"^{words[0]}", f"${words[-1]}"}


def spoken_weight(text: str, weights: Weights) -> float:
    found = spoken_words(text)
    return sum([weights.get(word, 0.0) for word in found]) / sqrt(len(found) or 1)


def _place(scene: Scene, good: Floats, at: NDArray[np.intp]) -> Columns:
    tree = scene.tree
    count = len(tree.blocks)
    first, last = (scene.first, scene.last) if scene.last >= 0 else (0, count - 1)
    title = scene.title_block if scene.title_block is not None else first
    sums = np.cumsum(good)
    total = max(float(sums[-1]), 1.0)
    depths = np.array([tree.places.depths[tree.blocks[position].context] for position in at], dtype=np.float32)
    return [
        at / count,
        at,
        count - at,
        (at >= tree.starts[scene.container]) & (at < tree.ends[scene.container]),
        np.clip(first - at, -_FAR, _FAR),
        np.clip(at - last, -_FAR, _FAR),
        np.clip(at - title, -_FAR, 2 * _FAR),
        (sums[at] - good[at]) / total,
        (total - sums[at]) / total,
        depths,
        depths - tree.depth(scene.container),
    ]


def _said(tree: Tree, blocks: Sequence[Block], words: Sequence[Word], weights: Weights) -> Columns:
    told: dict[int, _Told] = {0: _NOTHING, NOWHERE: _NOTHING}
    own = [_told(tree.places, block.context, weights, told) for block in blocks]
    mask = np.array([one.tags for one in own], dtype=np.int64)
    return [
        [one.near for one in own],
        [one.far for one in own],
        [one.worst for one in own],
        [one.best for one in own],
        [_LABELS[word.label] for word in words],
        [_SOURCES.get(word.rule.partition(":")[0], _ANOTHER) for word in words],
        [weights.get(f"rule:{word.rule}", 0.0) for word in words],
        *[(mask & bit) != 0 for bit in _TAG_BITS.values()],
    ]


class _Told(NamedTuple):
    """Weight of a context's own terms, of those within three levels, of all; of the worst and the best level; the tags
    around, as bits."""

    own: float
    near: float
    far: float
    worst: float
    best: float
    tags: int


_NOTHING = _Told(0.0, 0.0, 0.0, 0.0, 0.0, 0)


def _told(places: Contexts, context: int, weights: Weights, told: dict[int, _Told]) -> _Told:
    """What is told of a context, worked out from its parent's and noted in `told`."""
    waiting = []
    while context not in told:
        waiting.append(context)
        context = places.parents[context]
    above = told[context]
    for at in reversed(waiting):
        weight = sum([weights.get(term, 0.0) for term in places.terms(at)])
        grandparent = told[places.parents[places.parents[at]]] if places.parents[at] > 0 else _NOTHING
        above = told[at] = _Told(
            weight,
            weight + above.own + grandparent.own,
            weight + above.far,
            min(weight, above.worst),
            max(weight, above.best),
            above.tags | _TAG_BITS.get(places.tags[at], 0),
        )
    return above


def _around(tree: Tree, blocks: Sequence[Block], good: Floats, lengths: Floats, links: Floats) -> Columns:
    """For the elements around a block, from its own upwards: share of the page's prose, links, size, mean length."""
    parents, starts, ends = np.array(tree.parents), np.array(tree.starts), np.array(tree.ends)
    prose, long, linked = (np.concatenate(([0], np.cumsum(column))) for column in (good, lengths, lengths * links))
    total = max(float(prose[-1]), 1.0)
    element = np.array([block.home for block in blocks])
    columns: Columns = []
    for _ in range(_LEVELS_UP):
        start, end = starts[element], ends[element]
        size, count = np.maximum(long[end] - long[start], 1), np.maximum(end - start, 1)
        columns += [(prose[end] - prose[start]) / total, (linked[end] - linked[start]) / size, count, size / count]
        element = np.maximum(parents[element], 0)
    return columns


def _alike(blocks: Sequence[Block], good: Floats, lengths: Floats, links: Floats, at: NDArray[np.intp]) -> Columns:
    """Of the blocks in the same context: how many, how long, how linked, their share of the prose; and runs of them."""
    context = np.array([block.context for block in blocks])
    count, long = np.bincount(context), np.bincount(context, weights=lengths)
    linked, prose = np.bincount(context, weights=lengths * links), np.bincount(context, weights=good)
    run = np.cumsum(np.concatenate(([True], context[1:] != context[:-1]))) - 1
    asked = context[at]
    return [
        count[asked],
        long[asked] / count[asked],
        linked[asked] / np.maximum(long[asked], 1),
        prose[asked] / max(float(prose.sum()), 1.0),
        np.bincount(run)[run[at]],
    ]


def _beside(blocks: Sequence[Block], lengths: Floats, links: Floats, at: NDArray[np.intp]) -> Columns:
    kinds = np.array([_KINDS[block.kind] for block in blocks], dtype=np.float32)
    rows = [np.pad(row, _MARGIN, constant_values=-1) for row in (lengths, links, kinds)]
    return [row[at + (_MARGIN + step)] for step in _STEPS for row in rows]


def _page(survey: Survey, blocks: Sequence[Block], prose: float) -> Columns:
    scene, witness, count = survey.scene, survey.witness, len(blocks)
    seen = Counter([block.text for block in scene.tree.blocks])
    return [
        [len(scene.tree.blocks)] * count,
        [prose] * count,
        [seen[block.text] for block in blocks],
        [bool(scene.description) and b.text[:_START].casefold() in scene.description for b in blocks],
        [(1.0 if block.text[:_START] in witness else -1.0) if witness else 0.0 for block in blocks],
    ]
