"""Transform: bytes and a URL in, Article or Rejection out. Pure functions: no I/O, no clock, no module state.

The steps, in order, by package:

page/       `decode`: bytes to text. `dom`: one parse. `blocks`: the body walked once and cut at block-level boundaries
            (`markup`, `runs`) into blocks of normal text (`normalise`) in a light `tree`, each of a kind
            (`block_kinds`) and in a context that it shares with its like (`contexts`). `embedded`: an article that a
            page carries as data and does not show. Text without markup: `plaintext`.
labelling/  `container`: which element holds the article. `names`: what each element's name and tag say (`tokens`,
            `vocabulary`). `labels`: one label a block, by the first of an ordered tuple of rules that speaks
            (`phrases`). `passes`: what only the sequence of blocks shows. So far a page is surveyed (`survey`).
            `learned`: what a model thinks of the blocks that may be content (`features`, `forest`, `labels.json`);
            `standfirsts`; `recurring`: what other pages of the source have too, if they are remembered (`memory`).
            `headings`: bold and numbered lines that are headings; `sections` are what each heading heads.
fields/     each value with its method, all read from one `source`: `titles` (`headlines`), `published` (`dates`,
            `datelines`), `authors` (`people`, `bylines`), `topics`, `metadata`, `access`, with `jsonld` below them;
            `ratings` and `widgets` keep what ratings and author boxes say.
refusals/   `walls`: pages that stand in an article's place. `rejections`: other pages that are no article: `kinds`
            weighs a page's `facts` by the table `kinds.json`.

`article` puts them together; `labelled` shows every block of a page with its label, also where it is no article.

Every block ends in a section or in `removed` with its label and the rule that took it out.
"""

import re

from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform.article import article_of, assembled, final_words
from pipeline.transform.labelled import LabelledBlock, blocks_of
from pipeline.transform.labelling.learned import Model, shipped_model
from pipeline.transform.labelling.memory import SiteMemory, merged, remember, texts_of
from pipeline.transform.page.decode import decode, is_binary
from pipeline.transform.render import as_dict
from pipeline.transform.survey import Survey, survey_html, survey_text

__all__ = ["LabelledBlock", "SiteMemory", "as_dict", "extract", "labelled", "merged", "remember", "texts_of"]

_TAG = re.compile(r"<(?:[a-zA-Z!/?])")


def extract(page: Page, memory: SiteMemory | None = None) -> Article | Rejection:
    """The page's article, or why it is none. Text without a tag, or served as text/plain, is read line by line.

    memory: what was seen on other pages of the same source; None, or one that is empty, changes nothing.

    An exception from here is a fault of ours; the caller turns it into `Reason.TRANSFORM_ERROR`.
    """
    surveyed = _surveyed(page)
    if isinstance(surveyed, Rejection):
        return surveyed
    survey, model = surveyed
    return assembled(survey, model, memory)


def labelled(page: Page, memory: SiteMemory | None = None) -> tuple[Article | Rejection, tuple[LabelledBlock, ...]]:
    """What `extract` makes of the page, and every block of it in page order, whatever that is.

    Without blocks where the page is refused before it is read.
    """
    surveyed = _surveyed(page)
    if isinstance(surveyed, Rejection):
        return surveyed, ()
    survey, model = surveyed
    words = final_words(survey, model, memory)
    return article_of(survey, words), blocks_of(survey, words)


def _surveyed(page: Page) -> tuple[Survey, Model | None] | Rejection:
    """The page read, and the model that is to judge it: text without markup is left to the rules."""
    if is_binary(page.body):
        return Rejection(reason=Reason.CONTENT_TYPE, detail="binary data, no text")
    text = decode(page.body, page.charset)
    plain = (page.content_type or "").lower().startswith("text/plain") or not _TAG.search(text)
    survey = survey_text(page, text) if plain else survey_html(page, text)
    return survey if isinstance(survey, Rejection) else (survey, None if plain else shipped_model())
