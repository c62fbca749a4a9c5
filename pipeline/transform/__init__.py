"""Transform: bytes and a URL in, Article or Rejection out. Pure functions: no I/O, no clock, no module state.

The steps, in order:

 1. `decode`      bytes to text: marks, UTF-8 where it is valid, header, meta, then a guess
 2. `dom`         one parse, and the head's metas and JSON-LD (`plaintext` for text without markup)
 3. `blocks`      the body walked once and cut at block-level boundaries (`markup`, `runs`, `block_kinds`) into blocks of normal text
                  (`normalise`) in a light `tree`, each in a context that it shares with its like (`contexts`);
                  `embedded` finds an article that a page carries as data and does not show
 4. `titles`      which block is the title (`headlines`: what the page states)
 5. `container`   which element holds the article
 6. `names`       what each element's name and tag say (`tokens`, `vocabulary`), for the `scene` that rules are given
 7. `labels`      one label a block: the first of an ordered tuple of rules that speaks (`phrases`)
 8. `passes`      what only the sequence of blocks shows: boxes by their heads, link lists, repetitions, headings of
                  removed boxes; up to here a page is surveyed (`survey`)
 9. `learned`     what a model thinks of the blocks that may be content (`features`, `forest`, `labels.json`), then
                  `standfirsts`, and what other pages of the source have too, if the caller remembers them
                  (`recurring`, `memory`)
10. `headings`    bold and numbered lines that are headings; `sections`: what each heading heads
11. metadata      each value with its method, all read from one `source`: `published` (`dates`, `datelines`),
                  `authors` (`people`, `bylines`), `topics`, `metadata`, `access`, with `jsonld` below them;
                  `ratings` and `widgets` keep what ratings and author boxes say
12. `walls`       pages that stand in an article's place: challenges, consent dialogs, «not found» (`wall_phrases`)
13. `rejections`  other pages that are no article: `kinds` weighs a page's `facts` by the table `kinds.json`

Every block ends in a section or in `removed` with its label and the rule that took it out.
"""

import re

from pipeline.models import Article, Page, Reason, Rejection
from pipeline.transform.article import assembled
from pipeline.transform.decode import decode, is_binary
from pipeline.transform.learned import shipped_model
from pipeline.transform.memory import SiteMemory, merged, remember, texts_of
from pipeline.transform.render import as_dict
from pipeline.transform.survey import survey_html, survey_text

__all__ = ["SiteMemory", "as_dict", "extract", "merged", "remember", "texts_of"]

_TAG = re.compile(r"<(?:[a-zA-Z!/?])")


def extract(page: Page, memory: SiteMemory | None = None) -> Article | Rejection:
    """The page's article, or why it is none. Text without a tag, or served as text/plain, is read line by line.

    memory: what was seen on other pages of the same source; None, or one that is empty, changes nothing.

    An exception from here is a fault of ours; the caller turns it into `Reason.TRANSFORM_ERROR`.
    """
    if is_binary(page.body):
        return Rejection(reason=Reason.CONTENT_TYPE, detail="binary data, no text")
    text = decode(page.body, page.charset)
    plain = (page.content_type or "").lower().startswith("text/plain") or not _TAG.search(text)
    survey = survey_text(page, text) if plain else survey_html(page, text)
    if isinstance(survey, Rejection):
        return survey
    return assembled(survey, None if plain else shipped_model(), memory)
