"""A night with three planted problems, over two nights of the demo newsroom and twelve before of which only numbers are
known: a site that is silent, one with another layout, and one that answers every page with 403; and titles that
mean harm, of new articles and of known ones.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path
from random import Random

from pipeline import config, summary
from pipeline.config import Settings
from pipeline.ledger import Ledger
from pipeline.load import RunRow, SourceCounts, SourceQuality, write_coverage, write_run
from pipeline.models import RunStatus
from pipeline.storage import Store
from pipeline.summary import Summary
from tests.demo_store import NIGHTS, at
from tests.extract.conftest import Answer, Site
from tests.support import free_ports, newsroom, run_night, write_settings

SILENT, CHANGED, BLOCKED, HOSTILE = PLANTED = ("quiet-post", "redesigned-times", "walled-herald", "odd-gazette")
SCRIPT = "<script>alert(1)</script>"
LONG_WORD = "Donaudampfschifffahrt" * 477  # 10,017 characters
OVERRIDE = "Vote \u202egnitoV\u202c and \u2066more\u2069"
HOSTILE_TITLES = (
    SCRIPT,
    LONG_WORD,
    OVERRIDE,
    "انتخابات مجلس المدينة تؤجل إلى الربيع",
    "🗳️ Votes 👩🏽‍⚖️ counted 🇺🇳",
    '"><img src=x onerror=alert(1)>',
)

_EARLIER = 12  # nights of which only the numbers are planted
_WORDS = [
    "council", "votes", "harbour", "budget", "minister", "says", "ferry", "winter", "district", "court", "review",
    "bridge", "funding", "report", "county", "officials", "residents", "hearing", "proposal", "treasurer", "school",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A store with both nights. summaries: of its runs, oldest first."""

    settings: Settings
    store: Store
    ledger: Ledger
    summaries: tuple[Summary, Summary]


@contextmanager
def planted(folder: Path) -> Iterator[Planted]:
    """The store of both nights, in a new folder."""
    port = free_ports(6)
    with ExitStack() as stack:
        sites = {source: stack.enter_context(closing(Site())) for source in PLANTED}
        file = write_settings(folder, port)
        file.write_text(file.read_text(encoding="utf-8") + "".join(map(_entry, sites.items())), encoding="utf-8")
        settings = config.load(file, {})
        store = Store.at(settings.root, settings.work)
        sources = [source.id for source in settings.sources]
        for night in range(_EARLIER):
            _plant_numbers(store, sources, night)
        for day, change in ((1, _first_night), (2, _second_night)):
            change(sites)
            with newsroom(day, port), at(NIGHTS[day]):
                run_night(settings)
        with Ledger.open(settings.ledger_url) as ledger:
            first, second = (summary.of_run(settings, ledger, run) for run in reversed(ledger.latest_runs(2)))
            yield Planted(settings=settings, store=store, ledger=ledger, summaries=(first, second))


def _entry(site: tuple[str, Site]) -> str:
    source, served = site
    return f'\n[[source]]\nid = "{source}"\nhomepage = "{served.root}/"\nfeeds = ["{served.root}/feed"]\n'


def _plant_numbers(store: Store, sources: Sequence[str], night: int) -> None:
    """A run of which `coverage` and `runs` tell, without articles."""
    chance = Random(night)
    counts = tuple(_counts(source, 6 if source == CHANGED else chance.randint(1, 4), chance) for source in sources)
    started = NIGHTS[1] - timedelta(days=_EARLIER - night)
    totals = {name: sum(getattr(one, name) for one in counts) for name in _NUMBERS}
    row = RunRow(
        run_id=f"{started:%Y%m%dT%H%M%SZ}-0000",
        started_at=started,
        finished_at=started + timedelta(minutes=3, seconds=night),
        status=RunStatus.FINISHED,
        copydesk_version="0.1.0",
        parameters='{"kind": "nightly", "sources": []}',
        rejected_by_reason={"excluded": totals["rejected"]},
        sources=counts,
        **totals,
    )
    quality = SourceQuality(words_median=600.0 + 9 * chance.random(), removed_share=0.08, missing={"authors": 0})
    write_coverage(store, row, unanswered={}, overran={}, quality=dict.fromkeys(sources, quality))
    write_run(store, row)


_NUMBERS = ("discovered", "fetched", "written", "revised", "unchanged", "rejected", "pending")


def _counts(source: str, new: int, chance: Random) -> SourceCounts:
    rejected = chance.randint(0, 2)
    return SourceCounts(
        source=source,
        discovered=new + rejected,
        fetched=new,
        written=new,
        revised=0,
        unchanged=0,
        rejected=rejected,
        pending=0,
        rejected_by_reason={"excluded": rejected} if rejected else {},
    )


def _first_night(sites: dict[str, Site]) -> None:
    _serve(sites[SILENT], 1, [])
    _serve(sites[CHANGED], 1, [f"Report {number} of the committee" for number in range(6)])
    _serve(sites[BLOCKED], 1, ["Court hears the harbour case", "School board elects a treasurer"])
    _serve(sites[HOSTILE], 1, [f"An ordinary title, number {number}" for number in range(len(HOSTILE_TITLES))])


def _second_night(sites: dict[str, Site]) -> None:
    sites[SILENT]["/feed"] = Answer(b"moved", status=404)  # which no run asks again for
    _serve(sites[CHANGED], 2, [f"Review {number} of the district" for number in range(7)], changed=True)
    _serve(sites[BLOCKED], 2, [f"Hearing {number} is closed" for number in range(12)])
    for number in range(12):
        sites[BLOCKED][f"/2/{number}"] = Answer(b"forbidden", status=403)
    _serve(sites[HOSTILE], 2, [SCRIPT, LONG_WORD])
    for number, title in enumerate(HOSTILE_TITLES):
        sites[HOSTILE][f"/1/{number}"] = _page(title, 1, number, tail=f"{title} {LONG_WORD}")


def _serve(site: Site, day: int, titles: Sequence[str], *, changed: bool = False) -> None:
    items = "".join(f"<item><link>{site.url(f'/{day}/{number}')}</link></item>" for number in range(len(titles)))
    again = f"<item><link>{site.url('/1/0')}</link><pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate></item>"
    feed = f"<rss version='2.0'><channel>{items}{again if day == 2 else ''}</channel></rss>"
    site["/feed"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    for number, title in enumerate(titles):
        site[f"/{day}/{number}"] = _page(title, day, number, changed=changed)


def _page(title: str, day: int, number: int, *, changed: bool = False, tail: str = "") -> Answer:
    """changed: all but the first paragraph stands in boxes that are not the text, and no author is stated."""
    chance = Random(f"{day}/{number}")
    paragraphs = [" ".join(chance.choices(_WORDS, k=60)).capitalize() + "." for _ in range(10)]
    author = "" if changed else '<meta name="author" content="Ann Ode">'
    text = "".join(f"<p>{one}</p>" for one in paragraphs[: 1 if changed else None])
    boxes = "".join(f"<li><a href='/other'>{one}</a></li>" for one in paragraphs[1 if changed else 9 :])
    body = (
        f"<!doctype html><html lang='en'><head><title>{escape(title)}</title>{author}</head><body><article>"
        f"<h1>{escape(title)}</h1>{text}{f'<p>{escape(tail)}</p>' if tail else ''}</article>"
        f"<aside class='related-posts'><ul>{boxes}</ul></aside></body></html>"
    )
    return Answer(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
