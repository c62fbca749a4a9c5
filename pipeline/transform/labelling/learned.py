"""What a model thinks of the blocks that may be content, where the rules leave room.

The model was trained on gold pages (`benchmarks/train_labels.py`); it sees what the rules say and how the block stands
in its page (`features`). It has the last word on what is content, but for labels that are known by name beyond doubt.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.features import Floats, Vocabulary, candidates, features
from pipeline.transform.labelling.forest import Forest, read_forest
from pipeline.transform.labelling.labels import CONTENT
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.tree import Block
from pipeline.transform.survey import Survey

DATA = "labels.json"  # beside this module

# The model may take back what a name, a tag, a place or the shape of links says, not what a phrase, the sequence or the
# title shows, nor these labels.
_DOUBTFUL = ("named", "hint", "tag", "outside_container", "teaser_card", "link_")
_SURE = frozenset((Label.COMMENTS, Label.RATING_WIDGET, Label.CONSENT, Label.SHARE_BAR, Label.TOC, Label.AUTHOR_BOX))
_LINKED = 0.5
_WHOLES = (BlockKind.LIST_ITEM, BlockKind.QUOTE)
_HEADINGS = 0.6
_LISTS = 0.8
_MOST_DROPPED = 0.6
_ALL_BOLD = 0.98


@dataclass(frozen=True, slots=True)
class Model:
    """Below `drop_below` content is none; from `keep_from` up what the rules take out is content."""

    forest: Forest
    known: Vocabulary
    drop_below: float
    keep_from: float


def read_model(data: Mapping[str, Any]) -> Model:
    """From the JSON values that the training script writes."""
    known = Vocabulary(names=data["names"], words=data["words"])
    return Model(forest=read_forest(data["forest"]), known=known, **data["thresholds"])


@cache
def shipped_model() -> Model:
    """The model that comes with copydesk."""
    return read_model(json.loads(files(__package__).joinpath(DATA).read_text(encoding="utf-8")))


def judged(survey: Survey, model: Model) -> list[Word]:
    """The survey's words with the model's say."""
    at = candidates(survey)
    if not at:
        return list(survey.words)
    scores = model.forest.scores(features(survey, at, model.known))
    found = decided(survey, at, scores, model.drop_below, model.keep_from)
    return found if _is_credible(survey, found) else list(survey.words)


def _is_credible(survey: Survey, found: Sequence[Word]) -> bool:
    """Whether most of what the rules take for prose stays: a page unlike all that was learned from is left to them."""
    prose = [
        (figure, word.label is Label.CONTENT)
        for figure, before, word in zip(survey.figures, survey.words, found, strict=True)
        if before == CONTENT
    ]
    return sum(figure for figure, kept in prose if not kept) <= _MOST_DROPPED * sum(figure for figure, _ in prose)


def decided(survey: Survey, at: Sequence[int], scores: Floats, drop_below: float, keep_from: float) -> list[Word]:
    """The survey's words, those of the blocks at these positions as their scores say."""
    out = list(survey.words)
    asked = [survey.scene.tree.blocks[position] for position in at]
    for block, score in zip(asked, _together(asked, scores.tolist()), strict=True):
        position = block.position
        word = out[position]
        if word == CONTENT and score < drop_below * _patience(block):
            out[position] = _dropped(block)
        elif score >= keep_from and word.label not in _SURE and word.rule.startswith(_DOUBTFUL):
            out[position] = CONTENT
    return out


def _together(blocks: Sequence[Block], scores: list[float]) -> list[float]:
    """The scores, with one for all items of a list and all parts of a quote: they stand or fall together."""
    out = list(scores)
    for (kind, _), run in groupby(enumerate(blocks), key=lambda one: (one[1].kind, one[1].position - one[0])):
        at = [index for index, _ in run]
        if kind in _WHOLES:
            out[at[0] : at[-1] + 1] = [sum(scores[index] for index in at) / len(at)] * len(at)
    return out


def _patience(block: Block) -> float:
    """Share of the threshold below which a block goes: a heading needs less doubt, the rows of a table are data."""
    if block.kind is BlockKind.TABLE_ROW:
        return 0.0
    if block.kind is BlockKind.LIST_ITEM:
        return _LISTS
    return _HEADINGS if block.kind is BlockKind.HEADING or block.bold > _ALL_BOLD else 1.0


def _dropped(block: Block) -> Word:
    return Word(Label.RELATED if block.link_density > _LINKED else Label.OTHER, "model")
