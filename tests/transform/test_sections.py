"""What each heading heads."""

import pytest

from pipeline.models import BlockKind
from pipeline.transform.labelling.headings import with_faked_headings
from pipeline.transform.page.tree import Block
from pipeline.transform.sections import sections_of
from tests.transform.pages import article, outline, story

PROSE = "<p>A paragraph of prose that is long enough to be headed by something, as the rule for it demands here.</p>"


def block(text: str, level: int = 0, bold: float = 0.0, kind: BlockKind | None = None) -> Block:
    kind = kind or (BlockKind.HEADING if level else BlockKind.PARAGRAPH)
    return Block(0, kind, text, level, link_density=0.0, bold=bold, home=0, context=0, links=())


@pytest.mark.parametrize(
    ("raw", "levels"),
    [
        ([2, 2], [2, 2]),
        ([3, 4, 3], [2, 3, 2]),
        ([2, 4, 3, 6], [2, 3, 3, 4]),
        ([3, 2, 3], [2, 2, 3]),
        ([1, 2], [2, 3]),
    ],
)
def test_levels_start_at_two_and_leave_no_gap(raw: list[int], levels: list[int]) -> None:
    assert [s.level for s in sections_of([block(f"H{n}", level=n) for n in raw])] == levels


def test_the_lead_section_has_no_heading() -> None:
    found = sections_of([block("Lead."), block("H", level=2), block("item", kind=BlockKind.LIST_ITEM)])
    assert [(s.position, s.level, s.heading, s.paragraphs, s.kinds) for s in found] == [
        (0, 1, None, ("Lead.",), (BlockKind.PARAGRAPH,)),
        (1, 2, "H", ("item",), (BlockKind.LIST_ITEM,)),
    ]


def test_bold_paragraphs_are_headings() -> None:
    result = article(
        story(
            after=f"<p><strong>Who pays</strong></p>{PROSE}<p><b>Who gains</b></p>{PROSE.replace('A p', 'Another p')}"
        )
    )
    assert outline(result) == [(1, None), (2, "Who pays"), (2, "Who gains")]


def test_a_bold_paragraph_below_a_real_heading_is_one_level_deeper() -> None:
    result = article(story(after=f"<h2>Money</h2>{PROSE}<p><b>Who gains</b></p>{PROSE.replace('A p', 'Another p')}"))
    assert outline(result) == [(1, None), (2, "Money"), (3, "Who gains")]


@pytest.mark.parametrize(
    "line",
    [
        "A bold sentence that ends like one.",
        "Read more on this",
        "Pros, cons,",
        "x" * 101,
        "***",
    ],
)
def test_bold_lines_that_are_no_headings(line: str) -> None:
    lead = block(
        "The first paragraph is never a heading, and this one is long enough to be followed by anything at all."
    )
    assert with_faked_headings([lead, block(line, bold=1.0), lead])[1].kind is BlockKind.PARAGRAPH


def test_an_interviews_questions_stay_in_the_text() -> None:
    answer = block(
        "An answer that goes on for a while and says rather little about the bridge or the river or the board."
    )
    asked = [block(f"Question {n}?", bold=1.0) for n in range(4)]
    found = with_faked_headings([answer, *(part for question in asked for part in (question, answer))])
    assert all(part.kind is BlockKind.PARAGRAPH for part in found)


def test_numbered_lines_head_the_prose_below_them() -> None:
    after = (
        "<h2>What next</h2><p>Two paths lie ahead:</p><p>1. A toll</p><p>Drivers pay.</p><p>2. A tax</p><p>All pay.</p>"
    )
    assert outline(article(story(after=after))) == [(1, None), (2, "What next"), (3, "1. A toll"), (3, "2. A tax")]


def test_numbers_in_prose_head_nothing() -> None:
    after = "<p>49-Euro-Ticket for all</p><p>It is cheap.</p><p>60 stays 60</p><p>Nothing changes.</p>"
    assert outline(article(story(after=after))) == [(1, None)]
