"""What an address is known as, and, where nobody knows it, whether any source would take it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline import extract
from pipeline import load as datasets
from pipeline.config import Settings, Source
from pipeline.errors import ConfigError
from pipeline.ledger import Address, Ledger
from pipeline.load import Tombstone
from pipeline.models import Attempt, Rejection
from pipeline.seeing.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another address of the same article. how: its `article`, a `duplicate` of it, or one that `redirects` to it."""

    url: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an address means.

    url: the spelling under which it is known, or would be. address: what the ledger has of it, None when it is unknown.
    aliases: other known addresses of the same article. takedowns: of the article, and of what redirected to it.
    """

    url: str
    address: Address | None
    aliases: tuple[Alias, ...]
    takedowns: tuple[Tombstone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed, sitemap, listing or API answer. last_read: the last request for it, null when there was none."""

    url: str
    last_read: Attempt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Whether a source would take an address. refusal: why not, null when it would.

    documents: what it is found by, with when each was last read.
    """

    source: str
    refusal: Rejection | None
    documents: tuple[Document, ...]


def find(desk: Desk, asked: str) -> Found:
    """The URL that an address means, however it is spelt: as discovered, after redirects, canonical, AMP or tracking.

    Raises ConfigError for what is no web address.
    """
    spelt = spellings(desk.settings, asked)
    known = [asked.strip(), *spelt]
    ids = [datasets.article_id(one) for one in known]
    direct = desk.ledger.addresses(known)
    by_article = desk.ledger.addresses_of(ids)
    address = _best(known, direct, by_article)
    tombs = datasets.tombstones(desk.store)
    dead = tuple(one for one in tombs if one.url in known or one.article_id in ids)
    if address is None:
        return Found(url=spelt[0], address=None, aliases=(), takedowns=dead)
    return Found(
        url=address.url,
        address=address,
        aliases=_aliases(desk, address, [*direct, *by_article]),
        takedowns=dead or tuple(one for one in tombs if one.article_id in {address.article_id, address.duplicate_of}),
    )


def spellings(settings: Settings, asked: str) -> list[str]:
    """The spellings of an address that it may be known under, the likeliest first: that on the home of a source.

    Raises ConfigError for what is no web address.
    """
    homes = [extract.Home.of(source.homepage) for source in settings.sources]
    spelt = [one for home in (*homes, None) if (one := extract.normalise(asked, home=home)) is not None]
    if not spelt:
        raise ConfigError(f"{asked}: no web address; it must begin with https:// or http://")
    plain = spelt[-1]
    return [*dict.fromkeys([*(one for one in spelt if one != plain), plain])]


def chances(sources: Sequence[Source], url: str, ledger: Ledger | None) -> tuple[Chance, ...]:
    """What each source on whose site the address lies would do with it. ledger: None before the first run."""
    return tuple(
        _chance(source, extract.UrlFilter.of(source).refusal(url), ledger)
        for source in sources
        if extract.same_site(url, source.homepage)
    )


def _chance(source: Source, refusal: Rejection | None, ledger: Ledger | None) -> Chance:
    named = [*source.feeds, *source.sitemaps, *source.listings]
    documents = tuple(Document(url=url, last_read=ledger.last_request(url) if ledger else None) for url in named)
    return Chance(source=source.id, refusal=refusal, documents=documents)


def _best(known: Sequence[str], direct: Collection[Address], by_article: Collection[Address]) -> Address | None:
    """The URL itself, else the one that stands for its article, else one that led to it."""
    by_url = {one.url: one for one in (*by_article, *direct)}
    itself = next((by_url[url] for url in known if url in by_url), None)
    candidates = [*by_article, *direct]
    return itself or next((one for one in candidates if one.duplicate_of is None), next(iter(candidates), None))


def _aliases(desk: Desk, address: Address, found: Collection[Address]) -> tuple[Alias, ...]:
    article = address.duplicate_of or address.article_id
    others = {one.url: one for one in (*found, *(desk.ledger.addresses_of([article]) if article else ()))}
    others.pop(address.url, None)
    return tuple(
        Alias(url=one.url, how="duplicate" if one.duplicate_of else "article" if one.article_id else "redirects")
        for one in sorted(others.values(), key=lambda one: one.url)
    )
