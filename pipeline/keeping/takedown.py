"""An article taken out for good: of the datasets, of the archive, and of what is ever asked for again."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline import extract, report
from pipeline import load as datasets
from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.keeping.blanking import blank_captures
from pipeline.keeping.desk import Keeping
from pipeline.ledger import Known
from pipeline.load import Held, Tombstone

_JOURNAL = ".keeping/takedown.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an address means. url: its one spelling. article_ids: of the articles that have it.

    addresses: every known address of these, with its source. held: their rows in the datasets. dead: those that were
    taken down already.
    """

    url: str
    article_ids: frozenset[str]
    addresses: Mapping[str, str]
    held: tuple[Held, ...]
    dead: tuple[Tombstone, ...]

    @property
    def done(self) -> bool:
        """Whether all of it was taken down before."""
        return not self.held and {one.article_id for one in self.dead} == self.article_ids


def find(keeping: Keeping, url: str, sources: Iterable[Source]) -> Target:
    """The articles of an address, however it is spelt: as discovered, after redirects, canonical, AMP or tracking.

    sources: the configured ones, whose mobile hosts are known to be theirs. An address of the ledger that became no
    article counts as one. Raises ConfigError for what is no address, and for one that nobody knows.
    """
    homes = [extract.Home.of(source.homepage) for source in sources]
    spelt = [one for home in (None, *homes) if (one := extract.normalise(url, home=home)) is not None]
    if not spelt:
        raise ConfigError(f"{url}: no web address; it must begin with https:// or http://")
    asked = {url.strip(), *spelt}
    known = keeping.ledger.known_at(asked)
    ids = _article_ids(keeping, asked, known)
    if not ids:
        raise ConfigError(
            f"{url}: neither the datasets nor the ledger know this address; give another of the article's (`url` or "
            "`canonical_url` of articles); one that was never seen is kept out by `exclude` of its source"
        )
    held = datasets.held(keeping.store, (), ids)
    addresses = {one.url: one.source for one in (*known, *keeping.ledger.known_of(ids))}
    for row in held:
        addresses |= {row.url: row.source, row.canonical_url: row.source}
    dead = tuple(one for one in datasets.tombstones(keeping.store) if one.article_id in ids)
    source = next(iter(addresses.values()), dead[0].source if dead else "")
    return Target(
        url=next((one for one in spelt if one in addresses), spelt[0]),
        article_ids=frozenset(ids),
        addresses={**dict.fromkeys(spelt, source), **addresses},
        held=tuple(held),
        dead=dead,
    )


def take_down(keeping: Keeping, target: Target, reason: str, now: datetime) -> None:
    """Take the articles out of every dataset and of the archive, and keep their addresses from being asked for again.

    What is left is a row in `takedowns` for each. A kill at any moment leaves what `finish_takedown` completes.
    """
    order = {
        "url": target.url,
        "reason": reason,
        "removed_at": now.isoformat(),
        "article_ids": sorted(target.article_ids),
        "addresses": dict(target.addresses),
        "days": sorted({row.date.isoformat() for row in target.held}),
        "places": sorted({(row.capture_file, row.capture_offset) for row in target.held}),
    }
    keeping.store.write(_JOURNAL, json.dumps(order).encode())
    finish_takedown(keeping)


def finish_takedown(keeping: Keeping) -> None:
    """Carry out the takedown that is under way, if there is one: the tombstone first, the ledger last."""
    store, ledger = keeping.store, keeping.ledger
    if not store.exists(_JOURNAL):
        return
    order = json.loads(store.read(_JOURNAL))
    ids, addresses, now = order["article_ids"], order["addresses"], datetime.fromisoformat(order["removed_at"])
    source = addresses[order["url"]]
    datasets.entomb(
        store,
        [
            Tombstone(article_id=each, url=order["url"], source=source, reason=order["reason"], removed_at=now)
            for each in ids
        ],
    )
    blank_captures(keeping, addresses, [(file, offset) for file, offset in order["places"]], now)
    datasets.remove_articles(store, ids, addresses, [date.fromisoformat(day) for day in order["days"]])
    datasets.forget_changes(store, ids, addresses)
    report.forget(store, addresses)
    ledger.take_down(addresses, ids, f"taken down: {order['reason']}", now)
    store.delete(_JOURNAL)


def _article_ids(keeping: Keeping, asked: Collection[str], known: Collection[Known]) -> set[str]:
    guessed = {datasets.article_id(address) for address in asked}
    ids = {one.article_id for one in known if one.article_id is not None}
    ids |= {
        one.article_id for one in datasets.tombstones(keeping.store) if one.url in asked or one.article_id in guessed
    }
    ids |= {row.article_id for row in datasets.held(keeping.store, asked, guessed)}
    if ids or not known:
        return ids
    return {datasets.article_id(one.url) for one in known}
