"""How well copies are told from what only resembles them.

    python -m benchmarks.copies

The texts are those of `stories/` and the mechanical edits of `benchmarks.edits`, all in one store, so to speak. Two are
copies of each other when both come from one text; two of one story that do not are the hard cases, two of different
stories the easy ones. Thresholds were chosen on one half of the stories (every other one, by name); prints, for each half,
precision and recall at neighbouring thresholds, then of the clusters, and the pairs that were taken wrongly. Exit status 1
when precision or recall of the pairs or of the clusters is below 0.98 on either half.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from unittest.mock import patch

import numpy as np

from benchmarks.edits import edited
from benchmarks.stories import Story, Text, read_stories
from pipeline.load.duplicates import copies
from pipeline.load.duplicates.candidates import Index, Pairs
from pipeline.load.duplicates.linkage import linked
from pipeline.load.duplicates.signatures import signatures_of
from pipeline.load.duplicates.wording import wording

LEAST = 0.98

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text of the set. name: story/text/edit. origin: the text that it was made from."""

    name: str
    story: str
    origin: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """found: pairs rightly taken for copies. wrong: wrongly. missed: copies not taken for such."""

    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)


def samples(stories: Sequence[Story]) -> list[Sample]:
    """All texts and their edits."""
    return [sample for story in stories for sample in _of_story(story)]


def halves() -> tuple[list[Story], list[Story]]:
    """The stories on which thresholds were chosen, and those on which they were not."""
    stories = read_stories()
    return stories[::2], stories[1::2]


def copies_in(texts: Sequence[Sample]) -> set[Pair]:
    """The pairs that are copies."""
    return {
        (one, other) for one, other in combinations(range(len(texts)), 2) if texts[one].origin == texts[other].origin
    }


def taken(texts: Sequence[Sample]) -> tuple[set[Pair], set[Pair]]:
    """The pairs that the product takes for copies, and those that it puts into one cluster."""
    wordings = [wording(one.text.title, one.text.body) for one in texts]
    everything = np.arange(len(texts))
    pairs: Pairs = Index.of(signatures_of(wordings)).candidates(everything)
    likenesses = copies.similarities(wordings, pairs)
    chosen = pairs[likenesses > 0]
    clusters = linked(chosen, likenesses[likenesses > 0], np.zeros(len(texts), np.int64), 0)
    return _pairs(chosen.tolist()), {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def score(said: set[Pair], truth: set[Pair]) -> Score:
    return Score(found=len(said & truth), wrong=len(said - truth), missed=len(truth - said))


def neighbouring() -> Iterator[dict[str, float]]:
    """The thresholds in use, and others beside them, one changed at a time."""
    used = {
        name: getattr(copies, name) for name in ("LEAST_CONTAINED", "LEAST_COMMON", "LEAST_FIGURES", "FEWEST_FIGURES")
    }
    yield used
    for contained in (0.4, 0.45, 0.55, 0.6):
        yield used | {"LEAST_CONTAINED": contained}
    for common in (0.0, 0.1, 0.2, 0.25):
        yield used | {"LEAST_COMMON": common}
    for figures in (0.0, 0.4, 0.6, 0.7):
        yield used | {"LEAST_FIGURES": figures}
    for fewest in (3, 5, 6):
        yield used | {"FEWEST_FIGURES": fewest}


def main() -> int:
    worst = 1.0
    for title, stories in zip(("Chosen on", "Not chosen on"), halves(), strict=True):
        texts = samples(stories)
        truth = copies_in(texts)
        hard = sum(one.story == other.story for one, other in combinations(texts, 2)) - len(truth)
        easy = len(texts) * (len(texts) - 1) // 2 - len(truth) - hard
        print(
            f"\n{title}: {len(stories)} stories, {len(texts)} texts; pairs: {len(truth)} copies, {hard} hard, {easy} easy\n"
        )
        print("| contained | common | figures | fewest | precision | recall | clusters' precision | recall |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|")
        for number, thresholds in enumerate(neighbouring()):
            with patch.multiple(copies, **thresholds):
                said, clustered = taken(texts)
            scores = score(said, truth), score(clustered, truth)
            figures = [value for one in scores for value in (one.precision, one.recall)]
            cells = [f"{value:g}" for value in thresholds.values()] + [f"{value:.4f}" for value in figures]
            print(f"| {' | '.join(cells)} |")
            if number == 0:
                worst = min(worst, *figures)
                mistakes = sorted(said ^ truth)
        for one, other in mistakes:
            kind = "missed" if (one, other) in truth else "wrong "
            print(f"  {kind} {texts[one].name} ~ {texts[other].name}")
    return int(worst < LEAST)


def _of_story(story: Story) -> Iterator[Sample]:
    for number, text in enumerate(story.texts):
        name = f"{story.name}/{text.kind}-{number}"
        origin = f"{story.name}/{number if text.kind == 'other' else 0}"
        yield Sample(name=name, story=story.name, origin=origin, text=text)
        if text.kind != "copy":
            for edit, changed in edited(text, story.language).items():
                yield Sample(name=f"{name}/{edit}", story=story.name, origin=origin, text=changed)


def _pairs(found: Sequence[Sequence[int]]) -> set[Pair]:
    return {(min(pair), max(pair)) for pair in found}


if __name__ == "__main__":
    sys.exit(main())
