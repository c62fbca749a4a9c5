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


def judged(scene: Scene, figures: Sequence[float], words: Sequence[Word], witness: str, model: Model) -> list[Word]:
    """`words` with the model's say. figures: goodness by block. witness: JSON-LD's `articleBody`, or empty."""
    at = candidates(scene, words)
    if not at:
        return list(words)
    scores = model.forest.scores(features(scene, figures, words, at, model.known, witness))
    return decided(scene, words, at, scores, model.drop_below, model.keep_from)


def decided(
    scene: Scene, words: Sequence[Word], at: Sequence[int], scores: Floats, drop_below: float, keep_from: float
) -> list[Word]:
    """`words` with those at `at` as their scores say."""
    out = list(words)
    for position, score in zip(at, scores.tolist(), strict=True):
        word = out[position]
        if word == CONTENT and score < drop_below:
            out[position] = _dropped(scene, position)
        elif score >= keep_from and word.label not in _SURE and word.rule.startswith(_DOUBTFUL):
            out[position] = CONTENT
    return out


def _dropped(scene: Scene, position: int) -> Word:
    linked = scene.tree.blocks[position].link_density > _LINKED
    return Word(Label.RELATED if linked else Label.OTHER, "model")
