"""Pages that stand in an article's place: bot challenges, consent walls, «page not found» with status 200.

Articles about captchas, cookies and missing pages say the same words, so the words count only where the page has hardly
any text that speaks of something else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.models import Access, BlockKind, Label, Rejection
from pipeline.reasons import Reason
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.dom import Element
from pipeline.transform.page.normalise import normalise
from pipeline.transform.page.tree import Block, Tree
from pipeline.transform.refusals import wall_phrases
from pipeline.transform.refusals.rejections import MINIMUM_WORDS, count_words

_FEW_WORDS = 100  # where a title says it
_FEWER_WORDS = 40  # where only a line does
_FEW_CHARACTERS = 2_000  # more than that many words have
_LONGEST_DIALOG = 8_000  # characters; dialogs list purposes and partners
_LONGEST_LINE = 320
_MOST_AROUND = 300  # characters around a consent dialog; a page that has its menus all the same is only empty
_SITE_NAME = re.compile(r" (?:[|–—·»:-]|::) ")
# What stands around a wall as around an article.
_AROUND = frozenset((Label.NAVIGATION, Label.SHARE_BAR, Label.LEGAL, Label.RELATED, Label.TITLE, Label.ADVERTISEMENT))


def stand_in(page_title: str, tree: Tree, words: Sequence[Word], test: Element | None) -> Rejection | None:
    """What stands here in an article's place, or None where an article may stand.

    page_title: of the head. test: the element of a bot challenge, if the page has one and little else.
    """
    told = [block for block, word in zip(tree.blocks, words, strict=True) if word.label not in _AROUND]
    length = sum([len(block.text) for block in told])
    if length > _LONGEST_DIALOG:
        return None
    if length <= _FEW_CHARACTERS:
        access, said = _in_few_words(page_title, tree, told, test)
        if said is not None:
            return _rejection(access, said)
    asked = _consent_asked(tree.blocks, told)
    if asked is None:
        return None
    around = sum([len(block.text) for block in tree.blocks]) - length
    if around > _MOST_AROUND:
        return Rejection(reason=Reason.NO_TEXT, detail="menus and a consent dialog, and nothing else")
    return _rejection(Access.CONSENT_WALL, asked)


def _rejection(access: Access, said: str) -> Rejection:
    return Rejection(reason=Reason(access.value), detail=f"the page says: {said[:100]}")


def _in_few_words(
    page_title: str, tree: Tree, told: Sequence[Block], test: Element | None
) -> tuple[Access, str | None]:
    """A challenge or a missing page, by a title or heading as a whole, by lines, by the test's element."""
    count = count_words([block.text for block in told])
    tops = (b.text.casefold() for b in tree.blocks if b.kind is BlockKind.HEADING and b.level <= 2)
    titles = [*_titles(page_title), *tops] if count <= _FEW_WORDS else []
    lines = [b.text.casefold() for b in told if len(b.text) <= _LONGEST_LINE] if count <= _FEWER_WORDS else []
    challenge = (
        _first(wall_phrases.CHALLENGE_TITLES, titles)
        or _first(wall_phrases.CHALLENGE_LINES, lines)
        or (_name(test) if test and count < MINIMUM_WORDS else None)
    )
    if challenge is not None:
        return Access.BOT_CHALLENGE, challenge
    return Access.SOFT_404, _first(wall_phrases.NOT_FOUND_TITLES, [*titles, *lines])


def _titles(page_title: str) -> Iterator[str]:
    """The page's title, and its parts beside what may be the site's name."""
    whole = normalise(page_title).casefold()
    yield whole
    yield from _SITE_NAME.split(whole)


def _name(element: Element) -> str:
    return f"<{element.attributes.get('id') or element.attributes.get('class')}>"


def _consent_asked(blocks: Sequence[Block], told: Sequence[Block]) -> str | None:
    """The line that opens a consent dialog, where all other text is about consent too, and there is some."""
    other = about = 0
    for block in told:
        text = block.text.casefold()
        if any(subject in text for subject in wall_phrases.CONSENT_SUBJECTS):
            about += 1
        else:
            other += count_words([text])
        if other >= MINIMUM_WORDS:
            return None
    lines = (block.text.casefold() for block in blocks if len(block.text) <= _LONGEST_LINE)
    return _first(wall_phrases.CONSENT_LINES, lines) if about else None


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    return next((text for text in texts if text and pattern.fullmatch(text)), None)
