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

# What is so called is so: the model is not asked to take it back.
_SURE = frozenset(
    (Label.TITLE, Label.COMMENTS, Label.RATING_WIDGET, Label.CONSENT, Label.SHARE_BAR, Label.TOC, Label.AUTHOR_BOX)
)
_LINKED = 0.5


@dataclass(frozen=True, slots=True)
class Model:
    """threshold: probability from which a block is content."""

    forest: Forest
    known: Vocabulary
    threshold: float


def read_model(data: Mapping[str, Any]) -> Model:
    """From the JSON values that the training script writes."""
    known = Vocabulary(names=data["names"], words=data["words"])
    return Model(forest=read_forest(data["forest"]), known=known, threshold=data["threshold"])


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
    return decided(scene, words, at, scores, model.threshold)


def decided(scene: Scene, words: Sequence[Word], at: Sequence[int], scores: Floats, threshold: float) -> list[Word]:
    """`words` with those at `at` as their scores say."""
    out = list(words)
    for position, score in zip(at, scores.tolist(), strict=True):
        out[position] = _decided(scene, position, out[position], score, threshold)
    return out


def _decided(scene: Scene, position: int, word: Word, score: float, threshold: float) -> Word:
    if word.label is Label.STANDFIRST or word.label in _SURE:
        return word
    if score >= threshold:
        return CONTENT
    if word != CONTENT:
        return word
    linked = scene.tree.blocks[position].link_density > _LINKED
    return Word(Label.RELATED if linked else Label.OTHER, "model")
