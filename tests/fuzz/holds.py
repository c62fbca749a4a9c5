"""What must hold of every page, whatever it is."""

import json

from pipeline.models import Article, Page, Rejection
from pipeline.transform import as_dict, extract
from pipeline.transform.page.normalise import normalise


def check(page: Page) -> Article | Rejection:
    """The page's extraction if it is sound, else an AssertionError or what `extract` raised."""
    result = extract(page)
    assert isinstance(result, Article | Rejection)
    json.dumps(as_dict(result), ensure_ascii=False).encode()  # no lone surrogates
    if isinstance(result, Article):
        language = result.language.value if result.language else None
        for text in texts(result):
            assert text, "an empty text"
            assert normalise(text, language) == text, f"not in normal form: {text[:200]!r}"
    return result


def texts(result: Article) -> list[str]:
    """Everything that is text of the article or of what was removed."""
    headings = [section.heading for section in result.sections if section.heading is not None]
    paragraphs = [text for section in result.sections for text in section.paragraphs]
    return [*headings, *paragraphs, *(block.text for block in result.removed)]
