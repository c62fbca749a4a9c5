"""How much of an article a page gave: the flag, and what the text shows."""

import json

import pytest

from pipeline.models import Access
from tests.transform.pages import article, story

WALL = "<p>Subscribe now to continue reading.</p>"
MORE = "<p>" + "The board heard the engineer, the bank and two farmers before it voted late at night. " * 10 + "</p>"
LONG = "".join(MORE.replace("The board", f"The {n}. board") for n in ("first", "second", "third"))


def ld(**fields: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Board votes for bridge", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


PAID, FREE = ld(isAccessibleForFree=False), ld(isAccessibleForFree=True)


@pytest.mark.parametrize(
    ("head", "after", "access"),
    [
        ("", "", Access.FULL),
        (FREE, "", Access.FULL),
        (ld(isAccessibleForFree="False"), "", Access.TEASER),  # no more than an opening
        (PAID, MORE, Access.PAYWALL),  # nothing shows that more is missing
        (PAID, LONG, Access.PAYWALL),
        (PAID, LONG + WALL, Access.TEASER),
        (PAID, f"{MORE}<p>The bank then said that …</p>", Access.TEASER),
        (ld(isAccessibleForFree=False, wordCount=230), MORE + WALL, Access.PAYWALL),  # all of it is there
        (ld(isAccessibleForFree=False, wordCount="1200"), LONG, Access.TEASER),
        (ld(isAccessibleForFree=False, wordCount="soon"), LONG, Access.PAYWALL),
        ("<meta property='article:content_tier' content='locked'>", LONG, Access.PAYWALL),
        ("", WALL, Access.TEASER),
        ("", "<p>Dieser Artikel ist nur für Abonnenten.</p>", Access.TEASER),
        (FREE, WALL, Access.TEASER),  # the flag is wrong
        (FREE, LONG + WALL, Access.FULL),
        (FREE, f"<div class='paywall-modal'><p>Two of five articles read</p></div>{LONG}", Access.FULL),
        ("", f"<p class='paywall'>{MORE}</p>", Access.FULL),
        ("", "<p>The paper put up a paywall, and subscribers only read on.</p>", Access.FULL),
    ],
)
def test_access(head: str, after: str, access: Access) -> None:
    assert article(story(head=head, after=after)).access is access
