"""Pages for the tests: small, whole, and written for them."""

from pipeline.models import Article, Page, Rejection
from pipeline.transform import extract
from pipeline.transform.survey import Survey, survey_html

URL = "https://www.example.org/politics/bridge-vote/"
FIRST = "The county board voted on Tuesday to repair the old bridge, ending a quarrel that had lasted for nine years."
SECOND = "Work is to begin in March, said the engineer, and to take two summers if the river lets it."
THIRD = "Drivers will cross at Millford until then, which adds eleven minutes to the way to school."


def html(body: str, head: str = "") -> str:
    title = "<title>Board votes for bridge | Example</title>"
    return f"<!doctype html><html lang=en><head>{title}{head}</head><body>{body}</body></html>"


def story(*, before: str = "", middle: str = "", after: str = "", head: str = "") -> str:
    """An article of three paragraphs, with something before, in the middle of and after its text."""
    return html(
        "<header><nav><a href='/'>Home</a> <a href='/politics'>Politics</a></nav></header><main><article>"
        f"<h1>Board votes for bridge</h1><div class='entry-content'>"
        f"{before}<p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p>"
        f"{after}</div></article></main><footer><p>© 2026 Example</p></footer>",
        head,
    )


def run(source: str | bytes, url: str = URL, content_type: str = "text/html") -> Article | Rejection:
    body = source.encode() if isinstance(source, str) else source
    return extract(Page(url=url, body=body, charset="utf-8", content_type=content_type))


def surveyed(source: str, url: str = URL) -> Survey:
    """What the rules say of a page, before the model is asked."""
    survey = survey_html(Page(url=url, body=source.encode()), source)
    assert isinstance(survey, Survey)
    return survey


def article(source: str | bytes, url: str = URL, content_type: str = "text/html") -> Article:
    result = run(source, url, content_type)
    assert isinstance(result, Article), result
    return result


def paragraphs(result: Article) -> list[str]:
    return [text for section in result.sections for text in section.paragraphs]


def removed(result: Article, label: str) -> list[str]:
    return [block.text for block in result.removed if block.label == label]


def outline(result: Article) -> list[tuple[int, str | None]]:
    return [(section.level, section.heading) for section in result.sections]
