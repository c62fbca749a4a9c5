"""Content blocks to sections: what each heading heads.

Levels are those of the text, not of the markup: a page whose first heading is an h3 starts at level 2 all the same,
and a heading
is never more than one level below the one it stands under.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.models import BlockKind, Section
from pipeline.transform.page.tree import Block


@dataclass(slots=True)
class _Open:
    level: int
    heading: str | None
    texts: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)


def sections_of(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Sections that spell `blocks` in order; a lead section only if something stands before the first heading."""
    found = [_Open(1, None)]
    above: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            found.append(_Open(1 + len(above), block.text))
        else:
            found[-1].texts.append(block.text)
            found[-1].kinds.append(block.kind)
    kept = found if found[0].texts else found[1:]
    return tuple(
        Section(position=at, level=s.level, heading=s.heading, paragraphs=tuple(s.texts), kinds=tuple(s.kinds))
        for at, s in enumerate(kept)
    )
