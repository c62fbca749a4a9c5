"""Sites asked outside a run: do the sources answer, and what would a new one need? Nothing is written."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from pydantic import ValidationError

from pipeline import extract, progress, sources
from pipeline.config import FetchSettings, Source
from pipeline.errors import ConfigError
from pipeline.reasons import Reason

_UNREACHED = frozenset({Reason.DNS, Reason.CONNECTION, Reason.TIMEOUT})
_ONCE = extract.RetryPolicy(backoff=())  # a person is waiting, and may ask again


def check(wanted: Sequence[Source], settings: FetchSettings) -> list[extract.SourceCheck]:
    """Every document of the sources asked once, by the rules of a run; in the order of the sources."""
    with (
        closing(extract.crawler(settings, retries=_ONCE)) as crawler,
        ThreadPoolExecutor(settings.concurrency) as pool,
        progress.stage("check", len(wanted)) as step,
    ):

        def one(source: Source) -> extract.SourceCheck:
            result = extract.check(source, crawler)
            step()
            return result

        return list(pool.map(one, wanted))


def offline(checks: Sequence[extract.SourceCheck]) -> bool:
    """Whether no site at all could be reached, which says more of this machine than of the sites."""
    reasons = [document.reason for checked in checks for document in checked.documents]
    return bool(reasons) and all(reason in _UNREACHED for reason in reasons)


def explore(url: str, settings: FetchSettings) -> extract.Findings:
    """What the site at an address has for finding its articles; `ConfigError` for what is no web address."""
    address = extract.normalise(url)
    if address is None:
        raise ConfigError(f"{url}: no web address")
    with closing(extract.crawler(settings, retries=_ONCE)) as crawler:
        return extract.explore(address, crawler)


def source_of(found: extract.Findings, name: str | None, listing: Sequence[str]) -> Source:
    """The source that the findings make; `ConfigError` when a value given for it is wrong.

    name: its id, None for one after its address. listing: patterns of the page's own links that lead to articles.
    """
    values = {
        "id": name or sources.id_for(found.homepage),
        "name": found.name,
        "homepage": found.homepage,
        "language": found.language,
        "feeds": found.feeds,
        "sitemaps": found.sitemaps,
        "listings": (found.homepage,) if listing else (),
        "wordpress": found.wordpress,
        "include": tuple(listing) or found.include,
    }
    try:
        return Source.model_validate(values)
    except ValidationError as error:
        mistakes = (f"{one['loc'][0]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors())
        raise ConfigError("\n".join(mistakes)) from error
