"""Every block of a page in page order, with its label, for who asks why something is in an article or not in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.models import BlockKind, Label
from pipeline.transform.article import split
from pipeline.transform.labelling.headings import with_faked_headings
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.tree import Block
from pipeline.transform.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledBlock:
    """A block of a page. position: its place there. rule: what gave the label. path: where it stands in the markup.

    section: for content the position of its section among the article's, None for all else.
    """

    position: int
    kind: BlockKind
    label: Label
    rule: str
    text: str
    path: str
    section: int | None


def blocks_of(survey: Survey, words: Sequence[Word]) -> tuple[LabelledBlock, ...]:
    """The survey's blocks as these words label them; a paragraph from which a sentence was cut is two."""
    tree, title = survey.scene.tree, survey.title
    content, removed = split(tree, words, title.value if title else "")
    out = [
        LabelledBlock(
            position=one.position,
            kind=tree.blocks[one.position].kind,
            label=one.label,
            rule=one.rule,
            text=one.text,
            path=one.path,
            section=None,
        )
        for one in removed
    ]
    for block, section in _with_sections(with_faked_headings(content)):
        out.append(
            LabelledBlock(
                position=block.position,
                kind=block.kind,
                label=Label.CONTENT,
                rule=words[block.position].rule,
                text=block.text,
                path=tree.places.path(block.context),
                section=section,
            )
        )
    return tuple(sorted(out, key=lambda one: (one.position, one.label is not Label.CONTENT)))


def _with_sections(content: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """As `sections_of` numbers them: the lead is one only if something stands before the first heading."""
    section = -1
    for block in content:
        if block.kind is BlockKind.HEADING or section < 0:
            section += 1
        yield block, section
