"""Everything that is told in the log: each event's name, level, sentence and fields. Data only.

`docs/logs.md` is this module for people; `python -m docs.generate` makes its tables, and a test keeps the two alike.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    """What is told. Closed: a new event is added here or nowhere."""

    RUN_BEGINS = "run.begins"
    RUN_TAKEN_UP = "run.taken_up"
    RUN_CRASHED = "run.crashed"
    RUN_BREAKS_OFF = "run.breaks_off"
    RUN_LEFT_OPEN = "run.left_open"
    RUN_TROUBLE = "run.trouble"
    RUN_ENDS = "run.ends"
    RUN_NOT_WELL = "run.not_well"
    STAGE_BEGINS = "stage.begins"
    STAGE_ENDS = "stage.ends"
    STAGE_BREAKS_OFF = "stage.breaks_off"
    DISCOVER_SOURCE = "discover.source"
    DISCOVER_UNANSWERED = "discover.unanswered"
    DISCOVER_OVERRAN = "discover.overran"
    DISCOVER_DUE = "discover.due"
    FETCH_NOTHING = "fetch.nothing"
    TRANSFORM_FAULT = "transform.fault"
    LOAD_COPIES = "load.copies"
    BACKFILL_DAMAGED = "backfill.damaged"
    REPORT_WRITTEN = "report.written"
    REPORT_FAILED = "report.failed"
    URL_FETCHED = "url.fetched"
    URL_NOT_MODIFIED = "url.not_modified"
    URL_TRANSFORMED = "url.transformed"
    URL_SETTLED = "url.settled"
    URL_REJECTED = "url.rejected"
    URL_FAILED = "url.failed"
    ARCHIVE_EXPIRED = "archive.expired"
    ARCHIVE_CUT = "archive.cut"
    DATASETS_MIGRATE = "datasets.migrate"
    LOCK_TAKEN_OVER = "lock.taken_over"
    LOCK_NOT_RENEWED = "lock.not_renewed"
    LOCK_NOT_GIVEN_BACK = "lock.not_given_back"
    ALERT_UNHEARD = "alert.unheard"
    PREFECT_UNTOLD = "prefect.untold"
    SERVE_WAITS = "serve.waits"
    COMMAND_FAILS = "command.fails"
    COMMAND_CRASHES = "command.crashes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How an event is told.

    text: its sentence. Between | are parts, each left out when a field that it names is not there. means: for
    `docs/logs.md`. more: fields that are not in the sentence. shown: the command shows it to who sits at a terminal, so
    that the log does not show it there again.
    """

    level: int
    text: str
    means: str
    more: tuple[str, ...] = ()
    shown: bool = False


_DEBUG, _INFO, _WARNING, _ERROR = logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR
_NUMBERS = (
    "discovered", "fetched", "written", "revised", "unchanged", "rejected", "pending", "status", "seconds", "verdict",
)  # fmt: skip
_ENDS = (
    "run {run} {status}| after {seconds:.0f} s|: {discovered} URLs, {written} written, {unchanged} unchanged, "
    "{rejected} rejected, {pending} left. {verdict}"
)
_REQUEST = ("status", "seconds", "attempts")

WORDINGS = {
    Event.RUN_BEGINS: Wording(
        level=_INFO,
        text="run {run} begins: {kind}, {sources} sources|, {urls} URLs|, of run {of}",
        means="a run begins, or one that was killed goes on",
    ),
    Event.RUN_TAKEN_UP: Wording(
        level=_WARNING,
        text="run {run} was interrupted: taking it up where it stopped",
        means="the run's process was killed earlier on the same day; its work is not done again",
    ),
    Event.RUN_CRASHED: Wording(
        level=_WARNING,
        text="run {run} was interrupted: closed as crashed, what it left is taken up now",
        means="the process of this earlier run was killed, and nobody took it up",
    ),
    Event.RUN_BREAKS_OFF: Wording(
        level=_ERROR,
        text="run {run} breaks off: {detail}",
        means="an error of this class ends the run; what it says is told by the command, or by Prefect",
        shown=True,
    ),
    Event.RUN_LEFT_OPEN: Wording(
        level=_WARNING,
        text="run {run} stays open, the next one takes it up: {detail}",
        means="a run that broke off could not even be closed",
    ),
    Event.RUN_TROUBLE: Wording(
        level=_WARNING,
        text="{topic}: |{source}: |{detail}",
        means="something that the verdict on the run names and that was not told when it happened",
        shown=True,
    ),
    Event.RUN_ENDS: Wording(level=_INFO, text=_ENDS, more=_NUMBERS, means="the run's numbers; all is well"),
    Event.RUN_NOT_WELL: Wording(
        level=_ERROR,
        text=_ENDS,
        more=_NUMBERS,
        means="the run's numbers; not all is well, and the verdict says why",
        shown=True,
    ),
    Event.STAGE_BEGINS: Wording(
        level=_INFO, text="{stage}: begins|, {total} to do", means="a stage has something to do", shown=True
    ),
    Event.STAGE_ENDS: Wording(
        level=_INFO, text="{stage}: ends|, {count} done| after {seconds:.1f} s", means="a stage is done", shown=True
    ),
    Event.STAGE_BREAKS_OFF: Wording(
        level=_INFO,
        text="{stage}: breaks off|, {count} done| after {seconds:.1f} s",
        means="an error ends the stage, and the run",
    ),
    Event.DISCOVER_SOURCE: Wording(
        level=_INFO,
        text="discover: {source}: asked {documents}, found {candidates} URLs, new {new}, turned away {turned_away}",
        more=("stage",),
        means="what a source offers",
    ),
    Event.DISCOVER_UNANSWERED: Wording(
        level=_WARNING,
        text="discover: {source}: no answer from {url}: {detail}",
        more=("stage", "reason"),
        means="a feed, sitemap or listing could not be had or read",
        shown=True,
    ),
    Event.DISCOVER_OVERRAN: Wording(
        level=_WARNING,
        text="discover: {source}: {url} overran: all of it is new, articles may have been missed",
        more=("stage",),
        means="a feed has moved on too far since it was last read",
        shown=True,
    ),
    Event.DISCOVER_DUE: Wording(
        level=_INFO,
        text="discover: {revisited} articles to visit again, {carried} URLs carried over from earlier runs",
        more=("stage",),
        means="work that no feed names",
    ),
    Event.FETCH_NOTHING: Wording(
        level=_INFO,
        text="fetch: nothing to fetch, every URL is known",
        more=("stage",),
        means="the worklist has nothing that is not in the archive",
    ),
    Event.TRANSFORM_FAULT: Wording(
        level=_ERROR,
        text="transform: {source}: {url}: {detail}",
        more=("stage", "outcome", "reason"),
        means="a fault of copydesk's own; the page is rejected as transform_error, the traceback follows",
    ),
    Event.LOAD_COPIES: Wording(
        level=_INFO,
        text="load: {copies} of {count} articles compared are copies",
        more=("stage",),
        means="how many articles are copies of others",
    ),
    Event.BACKFILL_DAMAGED: Wording(
        level=_WARNING,
        text="backfill: {file}: not read from byte {offset} on: {detail}",
        means="a WARC file is damaged from there on; what stands before it was read",
    ),
    Event.REPORT_WRITTEN: Wording(
        level=_INFO, text="report: {file}", more=("stage",), means="the run's page is written, and the index of all"
    ),
    Event.REPORT_FAILED: Wording(
        level=_ERROR,
        text="report: run {run} has no page: {detail}",
        more=("stage",),
        means="the run's page could not be written, the traceback follows; the run itself is as it should be",
    ),
    Event.URL_FETCHED: Wording(
        level=_DEBUG,
        text="{stage}: {source}: {url}: {outcome}",
        more=(*_REQUEST, "size"),
        means="the page is in the archive",
    ),
    Event.URL_NOT_MODIFIED: Wording(
        level=_DEBUG,
        text="{stage}: {source}: {url}: {outcome}",
        more=_REQUEST,
        means="the server says that the page is as we have it",
    ),
    Event.URL_TRANSFORMED: Wording(
        level=_DEBUG, text="{stage}: {source}: {url}: {outcome}", means="the page is an article, ready to be loaded"
    ),
    Event.URL_SETTLED: Wording(
        level=_DEBUG,
        text="{stage}: {url}: {outcome}",
        more=("article",),
        means="the article is written, revised or unchanged",
    ),
    Event.URL_REJECTED: Wording(
        level=_DEBUG,
        text="{stage}: |{source}: |{url}: {reason}|: {detail}",
        more=("outcome", *_REQUEST),
        means="the URL is no article, by a decision of the site's or ours, such as to let its host rest",
    ),
    Event.URL_FAILED: Wording(
        level=_INFO,
        text="{stage}: |{source}: |{url}: {reason}|: {detail}",
        more=("outcome", *_REQUEST),
        means="there should be an article, and something went wrong",
    ),
    Event.ARCHIVE_EXPIRED: Wording(
        level=_INFO,
        text="archive: deleted {count} files with nothing younger than {days:g} days",
        means="raw pages older than `storage.keep_raw_days` are gone",
    ),
    Event.ARCHIVE_CUT: Wording(
        level=_WARNING,
        text="archive: {file} is cut off: {detail}",
        means="a page that a killed run had archived is not taken over; it is fetched again",
    ),
    Event.DATASETS_MIGRATE: Wording(
        level=_WARNING,
        text="datasets: bringing {count} files to schema version {version}",
        means="the store is of an earlier copydesk, and every file is rewritten once",
    ),
    Event.LOCK_TAKEN_OVER: Wording(
        level=_WARNING,
        text="lock: {holder} was killed: its hold has ended",
        means="the bucket is taken over from a process that gave no more signs of life",
    ),
    Event.LOCK_NOT_RENEWED: Wording(
        level=_WARNING,
        text="lock: not renewed, tried again in {seconds:g} s: {detail}",
        means="the bucket cannot be reached; after two minutes of it the run fails",
    ),
    Event.LOCK_NOT_GIVEN_BACK: Wording(
        level=_WARNING,
        text="lock: not given back: {detail}",
        means="the bucket cannot be reached at the end; other machines have to wait five minutes",
    ),
    Event.ALERT_UNHEARD: Wording(
        level=_WARNING,
        text="alerts.webhook: {detail}, nobody was told",
        means="the address that is to be told of a run that is not all right did not take it",
    ),
    Event.PREFECT_UNTOLD: Wording(
        level=_WARNING,
        text="prefect: the run's numbers are not shown: {detail}",
        means="Prefect's server did not take the run's table and verdict; the run is as it should be",
    ),
    Event.SERVE_WAITS: Wording(
        level=_WARNING,
        text="serve: the run under way ends first; once more, and it is broken off",
        means="`copydesk serve` was asked to end while a run is under way",
    ),
    Event.COMMAND_FAILS: Wording(
        level=_ERROR, text="copydesk: {detail}", means="why a command ends with status 2 or 3", shown=True
    ),
    Event.COMMAND_CRASHES: Wording(
        level=_ERROR,
        text="copydesk: {detail}",
        means="a fault of copydesk's own ends the command; the traceback follows",
        shown=True,
    ),
}

FIELDS = {
    "run": "the run's id",
    "stage": "`discover`, `fetch`, `transform`, `load`, ...",
    "source": "the source's id",
    "url": "the address of a page, or of a feed, sitemap or listing",
    "outcome": "of a URL: `fetched`, `not_modified`, `transformed`, `written`, `revised`, `unchanged`, or the reason",
    "reason": "one of [outcomes.md](outcomes.md)",
    "detail": "the reason or error in a line",
    "status": "of a request: the HTTP status of the last answer; of a run: `finished`, `failed` or `crashed`",
    "seconds": "how long it took, or takes until the next try",
    "count": "how many were done, deleted, compared or rewritten",
    "total": "how many there are to do, where that is known",
    "kind": "of the run: `nightly`, `rerun` or `backfill`",
    "sources": "how many sources are read",
    "urls": "how many URLs are named",
    "of": "the run that is done again",
    "topic": "of a trouble: `failed pages`, `quality`, ...",
    "discovered": "URLs found",
    "fetched": "pages fetched",
    "written": "articles written, new or revised",
    "revised": "those of them that their publisher changed",
    "unchanged": "articles that are as they were",
    "rejected": "URLs that are no article",
    "pending": "URLs left for the next run",
    "verdict": "whether all is well, in a line",
    "documents": "feeds, sitemaps, listings and API answers asked for",
    "candidates": "URLs that they name",
    "new": "those of them that were never seen before",
    "turned_away": "those of them that filters refuse",
    "revisited": "articles due for another visit",
    "carried": "URLs that earlier runs left",
    "copies": "articles that are copies of others",
    "attempts": "requests made for the page",
    "size": "bytes of the body, unpacked",
    "article": "the article's id",
    "days": "`storage.keep_raw_days`",
    "file": "an archive file, one that a backfill reads, or a report",
    "offset": "a byte's number in the file",
    "version": "of the datasets' schema",
    "holder": "which process held the bucket",
}
"""Every field beside `time`, `level`, `event`, `message` and `traceback`, in the order in which JSON has them."""
