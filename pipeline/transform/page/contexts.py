"""Where elements stand, told once for all that stand alike.

A page has about 900 elements, but only about 70 places that hold text: every `<li class="item"><a>` of one list is the
same tag with the same names below the same place. A context is such a place; what its names and tags say is worked out
once for it and not once an element.
"""

import re
from collections.abc import Iterator

from pipeline.transform.page.markup import ASIDE_NAMES, HEADING_TAGS, HIDDEN_NAMES
from pipeline.transform.page.tokens import terms_of

_PATH_DEPTH = 12  # levels of a path worth reading
NOWHERE = -1
CHROME = "chrome"  # the mark of an element that was read as one block
_NOTHING: frozenset[str] = frozenset()
_HIDDEN = re.compile("|".join(map(re.escape, HIDDEN_NAMES)))
_ASIDE = re.compile("|".join(map(re.escape, ASIDE_NAMES)))

Key = tuple[int, str, str | None, str | None, str | None]  # parent context, tag, class, id, mark

_NUMBERS = str.maketrans("", "", "0123456789")


class Contexts:
    """Contexts of one page, by index; a parent always comes before its children.

    parents, depths, tags: of each. marks: `role`, `nosnippet`, `CHROME` or None. names: class and id as first met.
    asides: whether they are those of a label for screen readers. known: contexts by what elements say.
    """

    __slots__ = (
        "_around",
        "_same",
        "_steps",
        "_terms",
        "asides",
        "depths",
        "known",
        "marks",
        "names",
        "parents",
        "tags",
    )

    def __init__(self) -> None:
        self.parents: list[int] = []
        self.depths: list[int] = []
        self.tags: list[str] = []
        self.marks: list[str | None] = []
        self.names: list[str] = []
        self._around: list[frozenset[str]] = []  # tags of each and of those around it, without the body
        self._steps: dict[int, str] = {}
        self._terms: dict[int, frozenset[str]] = {}
        self.known: dict[Key, int] = {}
        self.asides: list[bool] = []
        self._same: dict[tuple[int, str, str, str | None], int] = {}

    def of(self, key: Key) -> int:
        """The context of an element that is not `known` yet, made when it is the first of its kind."""
        found = self.known[key] = self._alike(key)
        return found

    def _alike(self, key: Key) -> int:
        """Elements are alike when their names are but for numbers: builders give each an id of its own."""
        parent, tag, classes, ident, mark = key
        names = f"{classes} {ident}" if classes and ident else classes or ident or ""
        same = (parent, tag, names.translate(_NUMBERS) if names else "", mark)
        found = self._same.get(same)
        if found is None:
            found = self._same[same] = len(self.parents)
            self.parents.append(parent)
            self.depths.append(self.depths[parent] + 1 if parent >= 0 else 0)
            self.tags.append(tag)
            around = self._around[parent] if parent >= 0 else _NOTHING
            self._around.append(around if parent < 0 or tag in around else around | {tag})
            self.marks.append(mark)
            self.names.append(names)
            self.asides.append(bool(names and (_HIDDEN if tag in HEADING_TAGS else _ASIDE).search(names)))
        return found

    def terms(self, context: int) -> frozenset[str]:
        """Words of class and id (see `tokens`), of the context's own level."""
        found = self._terms.get(context)
        if found is None:
            found = self._terms[context] = terms_of(self.names[context])
        return found

    def terms_of_text(self) -> frozenset[str]:
        """The terms of all contexts that were asked for theirs: of those that hold text."""
        return frozenset().union(*self._terms.values())

    def up(self, context: int) -> Iterator[int]:
        """The context itself, then its parents, without the body."""
        parents = self.parents
        while context > 0:
            yield context
            context = parents[context]

    def path(self, context: int) -> str:
        """For people: `main/article.post/div.entry-content/p`, the lowest levels of it."""
        steps: list[str] = []
        for at in self.up(context):
            step = self._steps.get(at)
            if step is None:
                names = self.names[at].split(None, 1)
                step = self._steps[at] = f"{self.tags[at]}.{names[0][:60]}" if names else self.tags[at]
            steps.append(step)
            if len(steps) == _PATH_DEPTH:
                break
        return "/".join(reversed(steps))

    def within(self, context: int, tags: frozenset[str]) -> bool:
        """Whether the context or one around it is of these tags."""
        return not self._around[context].isdisjoint(tags)
