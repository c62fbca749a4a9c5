"""Where an element stands: its ancestors' tags and words, and a path for people to read."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.transform.tree import Element

_PATH_DEPTH = 12  # levels of a path worth reading
_LONGEST_PATH = 2_000  # characters carried along before the upper levels are let go
_TAG_DEPTH = 64  # levels of ancestors kept with a block
_MOST_WORDS = 500  # class words kept with a block; a page that nests for ever must not take memory for ever


class Place(NamedTuple):
    """tags: from the root, the element's own last. path: without the body. words: of the element and its ancestors."""

    tags: tuple[str, ...]
    path: str
    words: frozenset[str]

    @property
    def shown(self) -> str:
        return "/".join(self.path.rsplit("/", _PATH_DEPTH)[-_PATH_DEPTH:])


class Places:
    """Places of the elements of one page, each worked out once, and from its parent's."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._places: dict[int, Place] = {-1: Place((), "", frozenset())}
        self._words: dict[frozenset[str], frozenset[str]] = {}

    def of(self, element: int) -> Place:
        chain = []
        while element not in self._places:
            chain.append(element)
            element = self._elements[element].parent
        place = self._places[element]
        for index in reversed(chain):
            found = self._elements[index]
            place = self._places[index] = _below(place, found, self._single_words(found.terms))
        return place

    def _single_words(self, terms: frozenset[str]) -> frozenset[str]:
        words = self._words.get(terms)
        if words is None:
            words = self._words[terms] = frozenset([term for term in terms if " " not in term])
        return words


def _below(place: Place, element: Element, words: frozenset[str]) -> Place:
    """The place of an element in `place`. words: the element's own."""
    tag = element.tag
    if element.parent < 0:
        return Place((tag,), "", frozenset())
    name = element.attributes.get("class")
    step = f"{tag}.{name.split(None, 1)[0][:60]}" if name and not name.isspace() else tag
    path = f"{place.path}/{step}" if place.path else step
    if len(path) > _LONGEST_PATH:
        path = "/".join(path.rsplit("/", _PATH_DEPTH)[-_PATH_DEPTH:])
    tags = (*place.tags, tag)
    if len(tags) > _TAG_DEPTH:
        tags = tags[1:]
    if not words or words <= place.words or len(place.words) > _MOST_WORDS:
        return Place(tags, path, place.words)
    return Place(tags, path, place.words | words)
