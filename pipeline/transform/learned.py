"""What a model thinks of the blocks that may be content, where the rules leave room.

The model was trained on gold pages (`benchmarks/train_labels.py`); it sees what the rules say and how the block stands
in its page (`features`). It has the last word on what is content, but for labels that are known by name beyond doubt.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.models import Label
from pipeline.transform.features import Floats, Vocabulary, candidates, features
from pipeline.transform.forest import Forest, read_forest
from pipeline.transform.labels import CONTENT
from pipeline.transform.scene import Scene, Word
from pipeline.transform.survey import Survey

DATA = "labels.json"  # beside this module

# The model may take back what a name, a tag, a place or the shape of links says, not what a phrase, the sequence or the
# title shows, nor these labels.
_DOUBTFUL = ("named", "hint", "tag", "outside_container", "teaser_card", "link_")
_SURE = frozenset((Label.COMMENTS, Label.RATING_WIDGET, Label.CONSENT, Label.SHARE_BAR, Label.TOC, Label.AUTHOR_BOX))
_LINKED = 0.5


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
    return decided(
        survey, at, model.forest.scores(features(survey, at, model.known)), model.drop_below, model.keep_from
    )


def decided(survey: Survey, at: Sequence[int], scores: Floats, drop_below: float, keep_from: float) -> list[Word]:
    """The survey's words, those of the blocks at these positions as their scores say."""
    out = list(survey.words)
    for position, score in zip(at, scores.tolist(), strict=True):
        word = out[position]
        if word == CONTENT and score < drop_below:
            out[position] = _dropped(survey.scene, position)
        elif score >= keep_from and word.label not in _SURE and word.rule.startswith(_DOUBTFUL):
            out[position] = CONTENT
    return out


def _dropped(scene: Scene, position: int) -> Word:
    linked = scene.tree.blocks[position].link_density > _LINKED
    return Word(Label.RELATED if linked else Label.OTHER, "model")
