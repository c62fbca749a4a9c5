"""Transform: bytes and a URL in, Article or Rejection out. Pure functions: no I/O, no clock, no module state.

The steps, in order:

 1. `decode`      bytes to text: marks, UTF-8 where it is valid, header, meta, then a guess
 2. `dom`         one parse; the body as a stream of events, the head's metas and JSON-LD (`plaintext` for text
                  without markup)
 3. `blocks`      the stream cut at block-level boundaries (`markup`, `runs`) into blocks of normal text (`normalise`)
                  in a light `tree`, each with its place (`places`)
 4. `titles`      which block is the title
 5. `container`   which element holds the article
 6. `scene`       what each element's name and tag say (`tokens`, `vocabulary`)
 7. `labels`      one label a block: the first of an ordered tuple of rules that speaks (`phrases`)
 8. `passes`      what only the sequence of blocks shows: boxes by their heads, link lists, repetitions, headings of
                  removed boxes
 9. `headings`    bold and numbered lines that are headings
10. `sections`    what each heading heads
11. `metadata`    dates, section, tags, ... and `authors`, each with its method (`jsonld`, `dates`, `people`, `access`,
                  all read from one `source`); `widgets` keeps what ratings and author boxes say
12. `walls`       pages that stand in an article's place: challenges, consent dialogs, «not found» (`wall_phrases`)
13. `rejections`  other pages that are no article

Every block ends in a section or in `removed` with its label and the rule that took it out.
"""

import re

from pipeline.models import Article, Page, Reason, Rejection
from pipeline.transform.article import assembled
from pipeline.transform.decode import decode, is_binary
from pipeline.transform.learned import shipped_model
from pipeline.transform.render import as_dict
from pipeline.transform.survey import survey_html, survey_text

__all__ = ["as_dict", "extract"]

_TAG = re.compile(r"<(?:[a-zA-Z!/?])")


def extract(page: Page) -> Article | Rejection:
    """The page's article, or why it is none. Text without a tag, or served as text/plain, is read line by line.

    An exception from here is a fault of ours; the caller turns it into `Reason.TRANSFORM_ERROR`.
    """
    if is_binary(page.body):
        return Rejection(reason=Reason.CONTENT_TYPE, detail="binary data, no text")
    text = decode(page.body, page.charset)
    plain = (page.content_type or "").lower().startswith("text/plain") or not _TAG.search(text)
    survey = survey_text(page, text) if plain else survey_html(page, text)
    if isinstance(survey, Rejection):
        return survey
    return assembled(survey, None if plain else shipped_model())
