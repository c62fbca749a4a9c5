"""How well copies are told from what only resembles them.

    python -m benchmarks.copies

The texts are those of `stories/` and the mechanical edits of `benchmarks.edits`. Two are copies of each other when both
come from one text; two of one story that do not are the hard cases, two of different stories the easy ones. Thresholds
were chosen on the stories `seen`; those `unseen` were written afterwards.

For each part, prints precision and recall of the pairs that are taken for copies, at the thresholds in use and at
others beside them; then of the pairs that share a cluster, when all texts are in the store and when it has but a few of
each story, as stores have, also if any one pair joined two clusters; and the pairs that are taken wrongly. Exit status
1 when a precision or recall at the thresholds in use is below 0.98. Rewrites, whose words are others throughout, are
beyond what shingles can tell; at the end it says how many of them are found, and they count for nothing else.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import reduce
from itertools import combinations

import numpy as np

from benchmarks.edits import edited
from benchmarks.stories import Story, Text, read_stories
from pipeline.load.duplicates.candidates import Index, Pairs
from pipeline.load.duplicates.copies import USED, Thresholds, similarities
from pipeline.load.duplicates.linkage import linked
from pipeline.load.duplicates.signatures import signatures_of
from pipeline.load.duplicates.wording import Wording, wording

LEAST = 0.98
PARTS = ("seen", "unseen")

Pair = tuple[int, int]

_DRAWS = 50
_DRAWN = 4  # texts of each story


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text of the set. name: story/text/edit. origin: the text that it was made from."""

    name: str
    story: str
    origin: str
    text: Text


@dataclass(frozen=True, slots=True)
class Score:
    """found: pairs rightly taken for copies. wrong: wrongly. missed: copies not taken for such."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the set, with what is asked of it more than once. candidates: by signature."""

    samples: Sequence[Sample]
    wordings: Sequence[Wording]
    candidates: Pairs
    truth: set[Pair]


def part_of(stories: Sequence[Story]) -> Part:
    """The texts of stories, with their edits."""
    samples = [sample for story in stories for sample in _of_story(story)]
    wordings = [wording(one.text.title, one.text.body) for one in samples]
    pairs = combinations(range(len(samples)), 2)
    return Part(
        samples=samples,
        wordings=wordings,
        candidates=Index.of(signatures_of(wordings)).candidates(np.arange(len(samples))),
        truth={(one, other) for one, other in pairs if samples[one].origin == samples[other].origin},
    )


def taken(part: Part, thresholds: Thresholds = USED) -> dict[Pair, float]:
    """The pairs that the product takes for copies, and how similar they are."""
    likenesses = similarities(part.wordings, part.candidates, thresholds)
    found = zip(part.candidates.tolist(), likenesses.tolist(), strict=True)
    return {(min(pair), max(pair)): likeness for pair, likeness in found if likeness}


def clustered(copies: Mapping[Pair, float], count: int) -> set[Pair]:
    """The pairs that share a cluster, of `count` texts."""
    pairs = np.array(list(copies), np.int64).reshape(-1, 2)
    clusters = linked(pairs, np.array(list(copies.values())), np.zeros(count, np.int64), 0)
    return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def joined_by_any(copies: Mapping[Pair, float], count: int) -> set[Pair]:
    """The pairs that would share a cluster if one pair of copies joined two."""
    of = list(range(count))
    for one, other in copies:
        old, new = of[one], of[other]
        of = [new if each == old else each for each in of]
    return {pair for pair in combinations(range(count), 2) if of[pair[0]] == of[pair[1]]}


def score(said: set[Pair], truth: set[Pair]) -> Score:
    return Score(len(said & truth), len(said - truth), len(truth - said))


def scores(part: Part) -> dict[str, Score]:
    """What is measured at the thresholds in use."""
    copies, count = taken(part), len(part.samples)
    drawn = list(_draws(part))
    few = [{pair: likeness for pair, likeness in copies.items() if set(pair) <= some} for some in drawn]
    truths = [{pair for pair in part.truth if set(pair) <= some} for some in drawn]
    pairs = list(zip(few, truths, strict=True))
    return {
        "pairs": score(set(copies), part.truth),
        "clusters": score(clustered(copies, count), part.truth),
        "joined by any pair": score(joined_by_any(copies, count), part.truth),
        "clusters of few": reduce(Score.__add__, [score(clustered(some, count), truth) for some, truth in pairs]),
        "few, joined by any pair": reduce(
            Score.__add__, [score(joined_by_any(some, count), truth) for some, truth in pairs]
        ),
    }


def neighbouring() -> Iterator[Thresholds]:
    """The thresholds in use, and others beside them, one changed at a time."""
    yield USED
    yield from (replace(USED, contained=share) for share in (0.4, 0.45, 0.55, 0.6))
    yield from (replace(USED, common=share) for share in (0.0, 0.1, 0.2, 0.25))
    yield from (replace(USED, figures=share) for share in (0.0, 0.4, 0.6, 0.7))
    yield from (replace(USED, fewest_figures=count) for count in (3, 5, 6))


def passes(measured: Mapping[str, Score]) -> bool:
    """Whether the figures that count are high enough."""
    return all(min(measured[name].precision, measured[name].recall) >= LEAST for name in ("pairs", "clusters of few"))


def main() -> int:
    parts = {name: part_of(read_stories(name)) for name in PARTS}
    measured = {name: scores(part) for name, part in parts.items()}
    for name, part in parts.items():
        _print_part(name, part)
        own = measured[name]
        for what, one in own.items():
            print(f"{what}: precision {one.precision:.4f}, recall {one.recall:.4f}")
        for pair in sorted(set(taken(part)) ^ part.truth):
            names = " ~ ".join(part.samples[place].name for place in pair)
            print(f"  {'missed' if pair in part.truth else 'wrong'}: {names}")
    found, count = rewrites()
    print(f"\nrewrites found: {found} of {count}")
    return int(not all(map(passes, measured.values())))


def rewrites() -> tuple[int, int]:
    """How many rewrites are taken for copies of their original, and how many there are."""
    pairs = [
        (story.texts[0], text)
        for part in PARTS
        for story in read_stories(part)
        for text in story.texts
        if text.kind == "rewrite"
    ]
    wordings = [[wording(text.title, text.body) for text in pair] for pair in pairs]
    return sum(bool(similarities(pair, np.array([[0, 1]]))[0]) for pair in wordings), len(pairs)


def _print_part(title: str, part: Part) -> None:
    stories = {one.story for one in part.samples}
    hard = sum(one.story == other.story for one, other in combinations(part.samples, 2)) - len(part.truth)
    easy = len(part.samples) * (len(part.samples) - 1) // 2 - len(part.truth) - hard
    print(f"\n## {title}: {len(stories)} stories, {len(part.samples)} texts")
    print(f"pairs: {len(part.truth)} copies, {hard} hard, {easy} easy\n")
    print("| contained | common | figures | fewest figures | precision | recall |\n|---:|---:|---:|---:|---:|---:|")
    for thresholds in neighbouring():
        one = score(set(taken(part, thresholds)), part.truth)
        cells = [f"{value:g}" for value in astuple(thresholds)] + [f"{one.precision:.4f}", f"{one.recall:.4f}"]
        print(f"| {' | '.join(cells)} |")


def _draws(part: Part) -> Iterator[set[int]]:
    chance = random.Random(1)  # noqa: S311
    for _ in range(_DRAWS):
        by_story: dict[str, list[int]] = {}
        for place, one in enumerate(part.samples):
            by_story.setdefault(one.story, []).append(place)
        yield {place for own in by_story.values() for place in chance.sample(own, min(_DRAWN, len(own)))}


def _of_story(story: Story) -> Iterator[Sample]:
    for number, text in enumerate(text for text in story.texts if text.kind != "rewrite"):
        name = f"{story.name}/{text.kind}-{number}"
        origin = f"{story.name}/{number if text.kind == 'other' else 0}"
        yield Sample(name=name, story=story.name, origin=origin, text=text)
        if text.kind != "copy":
            for edit, changed in edited(text, story.language).items():
                yield Sample(name=f"{name}/{edit}", story=story.name, origin=origin, text=changed)


if __name__ == "__main__":
    sys.exit(main())
