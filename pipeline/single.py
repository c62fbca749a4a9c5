"""One page through transform, from a file or from the web: `copydesk extract`."""

from contextlib import closing
from pathlib import Path

from pipeline import extract
from pipeline.config import FetchSettings
from pipeline.errors import ConfigError
from pipeline.models import Article, FetchTask, Page, Rejection, Response
from pipeline.transform import extract as transform_page

_PLAIN = {".txt", ".text"}


def from_file(file: Path, url: str | None) -> Article | Rejection:
    """The article in a saved page, or in plain text as scraped; `url` is where it came from, else the file's own."""
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    content_type = "text/plain" if file.suffix.lower() in _PLAIN else None
    return transform_page(Page(url=url or file.resolve().as_uri(), body=body, content_type=content_type))


def from_web(url: str, settings: FetchSettings) -> Article | Rejection:
    """The article at an address, asked for by the same rules as in a run: robots.txt, deadline, size, addresses."""
    address = extract.normalise(url)
    if address is None:
        raise ConfigError(f"{url}: neither a file nor a web address")
    with closing(extract.crawler(settings)) as crawler:
        outcome = crawler.visit(FetchTask(url=address, source="")).outcome
    if isinstance(outcome, Response):
        media_type, charset = extract.content_type_of(outcome.headers)
        return transform_page(Page(url=outcome.final_url, body=outcome.body, charset=charset, content_type=media_type))
    assert isinstance(outcome, Rejection), "an unconditional request is never answered by 304"  # noqa: S101
    return outcome
