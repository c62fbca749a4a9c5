"""All that is known of one URL, in the order in which it happened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline import extract
from pipeline.config import Settings
from pipeline.ledger import Address, CaptureRow, Part, Result
from pipeline.load import Tombstone
from pipeline.models import Attempt
from pipeline.reasons import Reason
from pipeline.seeing.addresses import Alias, Chance, Document, Found, chances, find, spellings
from pipeline.seeing.desk import Desk
from pipeline.seeing.pages import Reading, read
from pipeline.seeing.prospects import Prospect, prospect
from pipeline.seeing.stories import Quarantined, Story, quarantined, story


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A run that was answerable for the URL. result: null until it is settled. requests: those for the URL, in order.

    started_at: of the run.
    """

    run_id: str
    started_at: datetime
    result: Result | None
    reason: Reason | None
    requests: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record of the archive. there: whether its file still is; retention lets files go (`storage.keep_raw_days`)."""

    record: CaptureRow
    there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """asked: the address as it was given. url: the spelling that it is known under, or would be.

    Of an unknown address: chances, of each source on its site. Of a known one: address, what the ledger has of it;
    aliases, other addresses of the same article; discovered_by, what named it first; named_by, the documents of its
    source that named it when they were last read; visits and kept, the oldest first; page, what the present code makes
    of its last capture, or page_missing, why not; story, the article as the datasets have it, which is another URL's
    where this one is a duplicate (story_of); quarantined; made_by_other_code, whether the stored article differs from
    what the present code makes of the same bytes, null when these are gone; next.
    takedowns: what is left of an article that was taken down.
    """

    asked: str
    url: str
    takedowns: tuple[Tombstone, ...]
    chances: tuple[Chance, ...] = ()
    address: Address | None = None
    aliases: tuple[Alias, ...] = ()
    discovered_by: Document | None = None
    named_by: tuple[str, ...] = ()
    visits: tuple[Visit, ...] = ()
    kept: tuple[Kept, ...] = ()
    page: Reading | None = None
    page_missing: str | None = None
    story: Story | None = None
    story_of: str | None = None
    made_by_other_code: bool | None = None
    quarantined: tuple[Quarantined, ...] = ()
    next: Prospect | None = None


def explain(desk: Desk, asked: str) -> Explained:
    """One URL across all stages. Raises ConfigError for what is no web address."""
    found = find(desk, asked)
    if found.address is None:
        hopes = chances(desk.settings.sources, found.url, desk.ledger)
        return Explained(asked=asked, url=found.url, takedowns=found.takedowns, chances=hopes)
    return _known(desk, asked, found, found.address)


def explain_before_any_run(settings: Settings, asked: str) -> Explained:
    """The same where there is no ledger yet: whether any source would take it."""
    url = spellings(settings, asked)[0]
    return Explained(asked=asked, url=url, takedowns=(), chances=chances(settings.sources, url, None))


def _known(desk: Desk, asked: str, found: Found, address: Address) -> Explained:
    ledger, url = desk.ledger, address.url
    parts = ledger.parts(url)
    page, missing = _page(desk, address)
    told, of = _story(desk, address)
    return Explained(
        asked=asked,
        url=url,
        takedowns=found.takedowns,
        address=address,
        aliases=found.aliases,
        discovered_by=Document(url=address.found_by, last_read=ledger.last_request(address.found_by)),
        named_by=_named_by(desk, address),
        visits=_visits(parts, ledger.requests_for(url)),
        kept=_kept(desk, url),
        page=page,
        page_missing=missing,
        story=told,
        story_of=of,
        made_by_other_code=_differs(desk, told, page),
        quarantined=quarantined(desk, url, address.source, parts),
        next=prospect(
            address,
            desk.settings.fetch.revisit_days,
            [source.id for source in desk.settings.sources],
            desk.now,
        ),
    )


def _named_by(desk: Desk, address: Address) -> tuple[str, ...]:
    documents = desk.ledger.snapshots(address.source)
    return tuple(url for url, said in documents.items() if any(entry.url == address.url for entry in said.entries))


def _visits(parts: Sequence[Part], requests: Sequence[tuple[str, Attempt]]) -> tuple[Visit, ...]:
    by_run: dict[str, list[Attempt]] = defaultdict(list)
    for run_id, request in requests:
        by_run[run_id].append(request)
    return tuple(
        Visit(
            run_id=part.run_id,
            started_at=part.started_at,
            result=part.result,
            reason=part.reason,
            requests=tuple(by_run[part.run_id]),
        )
        for part in parts
    )


def _kept(desk: Desk, url: str) -> tuple[Kept, ...]:
    records = desk.ledger.captures_of(url)
    shelf = extract.Shelf(store=desk.store)
    there = {file: shelf.holds(file) for file in {record.ref.file for record in records}}
    return tuple(Kept(record=record, there=there[record.ref.file]) for record in records)


def _page(desk: Desk, address: Address) -> tuple[Reading | None, str | None]:
    if address.capture is None:
        return None, None if address.captured_at is None else "the page was in the archive, and is gone from it"
    page = read(desk.store, address.capture, address.final_url or address.url)
    return (None, page) if isinstance(page, str) else (page, None)


def _story(desk: Desk, address: Address) -> tuple[Story | None, str | None]:
    """The article of the URL, or the one that it is a copy of, and then the URL that stands for that."""
    article_id = address.duplicate_of or address.article_id
    for standing in desk.ledger.standing([article_id] if article_id else []):
        source = _source_of(desk, standing.url) or address.source
        return story(desk, standing, source), None if standing.url == address.url else standing.url
    return None, None


def _source_of(desk: Desk, url: str) -> str | None:
    return next((one.source for one in desk.ledger.addresses([url]) if one.url == url), None)


def _differs(desk: Desk, told: Story | None, page: Reading | None) -> bool | None:
    """Compared over the bytes that the stored article was made of."""
    if told is None:
        return None
    if page is not None and page.content_hash == told.row["content_hash"]:
        return False
    record = desk.ledger.capture_at(told.row["capture_file"], told.row["capture_offset"])
    if record is None:
        return None
    again = read(desk.store, record.ref, record.final_url)
    return None if isinstance(again, str) else again.content_hash != told.row["content_hash"]
