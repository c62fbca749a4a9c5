"""Every column of every dataset, declared once: name, type, meaning. Data only.

A description says what the value is, its unit or format, and what null means; a column that does not say so is
never null.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.models import BlockKind, Label


def list_of(kind: pa.DataType) -> pa.DataType:
    """A list type with the item's name as Parquet has it, so that what is read back has the type that was declared."""
    return pa.list_(pa.field("element", kind))


TEXT = pa.string()
TEXTS = list_of(TEXT)
INSTANT = pa.timestamp("us", tz="UTC")
COUNTS = pa.map_(pa.string(), pa.int64())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. description: one paragraph for the data dictionary.

    since: the version of the schema that brought it. before: what rows have that were written under an earlier one.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    since: int = 1
    before: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One dataset. columns: those that stand in the file, in order. sort: the columns that order its rows.

    daily: whether there is one file per day, `date=YYYY-MM-DD/part-0.parquet`, else one file for everything. since: the
    version of the schema that brought it.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    sort: tuple[str, ...]
    daily: bool = True
    since: int = 1


def _column(name: str, kind: pa.DataType, description: str, *, since: int = 1, before: Any = None) -> Column:
    return Column(name=name, type=kind, description=description, since=since, before=before)


def _optional(name: str, kind: pa.DataType, description: str, *, since: int = 1) -> Column:
    return Column(name=name, type=kind, description=description, nullable=True, since=since)


# The day is spelt by the folder alone: pandas and pyarrow refuse a file that holds the folder's column as well.
DATE = _column(
    "date",
    pa.date32(),
    "The day (UTC) in the folder's name, `date=YYYY-MM-DD`; it is not in the file. pandas and pyarrow alone read it "
    "as text.",
)

_ARTICLE_ID = _column("article_id", TEXT, "Identity: the first 16 hex digits of the SHA-256 of canonical_url.")
_SOURCE = _column("source", TEXT, "The site: the id of its [[source]] in the configuration, such as northern-ballot.")
_REVISION = _column(
    "revision",
    pa.int32(),
    "Number of the revision, 1 for the first. Rows of several datasets that belong together have the same article_id "
    "and revision.",
)
_RUN_ID = _column("run_id", TEXT, "The run that wrote the row, such as 20260301T030000Z-5ee1.")
_WARNINGS = _column(
    "warnings",
    TEXTS,
    "Quality checks that the row did not pass and that only warn, such as future_date; empty when it passed all.",
    since=2,
    before=[],
)

_KINDS = ", ".join(kind for kind in BlockKind if kind is not BlockKind.HEADING)
_LABELS = ", ".join(label for label in Label if label is not Label.CONTENT)

BOXES = list_of(pa.struct([("name", TEXT), ("role", TEXT), ("bio", TEXT), ("link", TEXT)]))

ARTICLE_COLUMNS = (
    _ARTICLE_ID,
    _column(
        "url",
        TEXT,
        "The address that was asked for and answered with the page; canonical_url says which article it is.",
    ),
    _column(
        "canonical_url",
        TEXT,
        "The address that identifies the article: the page's own canonical link where it stays on the site, without "
        "tracking parameters, AMP and fragment.",
    ),
    _SOURCE,
    _column("title", TEXT, "The headline, in Unicode NFC, white space made single."),
    _column(
        "title_method",
        TEXT,
        "Where the title came from: h1 to h6 (a heading of the page), json_ld, meta:og:title, meta:twitter:title, "
        "title (the title element) or url (the words of the address).",
    ),
    _optional(
        "standfirst",
        TEXT,
        "The deck under the headline, else the page's description of itself; null when it has neither. It is no part "
        "of text.",
    ),
    _column("authors", TEXTS, "Names of people or desks in the page's order; empty when none is stated."),
    _optional(
        "authors_method",
        TEXT,
        "Where they came from: json_ld, meta:<name of the element>, byline, microdata, rel_author or author_box; "
        "several are separated by a comma and a space; null without authors.",
    ),
    _optional(
        "published",
        TEXT,
        "Publication as the page states it: ISO 8601 with the page's own precision and offset, such as 2026-11-02, "
        "2026-11-02T07:15 or 2026-11-02T07:15:00+01:00; null when not stated.",
    ),
    _optional(
        "published_at",
        INSTANT,
        "The same as an instant, UTC: a bare date is its midnight UTC, a time without offset counts as UTC; "
        "null when not stated or less precise than a day.",
    ),
    _optional(
        "published_method",
        TEXT,
        "Where published came from: json_ld, meta:<name of the element>, microdata, time (a time element), date_line "
        "(a line of the page) or url; null when not stated.",
    ),
    _optional(
        "modified",
        TEXT,
        "Last update as the page states it, in the format of published; null when not stated. Sites state updates that "
        "change no text: see revision.",
    ),
    _optional("modified_at", INSTANT, "The same as an instant, by the rules of published_at; null when not stated."),
    _optional("modified_method", TEXT, "Where modified came from, values as published_method; null when not stated."),
    _optional("language", TEXT, "BCP 47 tag, lower case, such as en-us; null when unknown."),
    _optional("section", TEXT, "The site's own section, such as Politics, in its words; null when not stated."),
    _column("tags", TEXTS, "The site's own tags in its order; empty when none."),
    _optional("image", TEXT, "Address of the lead image; null when none is stated. The image itself is not kept."),
    _column(
        "access",
        TEXT,
        "full; teaser (only an opening, the rest is for who pays or signs in); paywall (marked as paid, yet the text "
        "is complete).",
    ),
    _column(
        "text",
        TEXT,
        "Headings and paragraphs in order, a blank line between them; without the title and the standfirst. It is what "
        "sections spells.",
    ),
    _column("word_count", pa.int32(), "Words in text, separated by white space."),
    _column("section_count", pa.int32(), "How many rows of sections this revision has."),
    _optional(
        "rating_value",
        pa.float64(),
        "Readers' rating on the scale of the page's own widget, mostly up to 5; null without votes or without a "
        "widget.",
    ),
    _optional(
        "rating_count",
        pa.int32(),
        "Votes behind rating_value; 0 when nobody voted, null when the page has no widget or shows no count.",
    ),
    _column(
        "author_boxes",
        BOXES,
        "What the page's author boxes say, from the top: name, role (as shown: in WordPress that of the account), bio, "
        "link (an address), each null when not shown; empty without boxes.",
    ),
    _column(
        "content_hash",
        TEXT,
        "SHA-256, 64 hex digits, over title, headings and paragraphs. A new value is a new revision; "
        "a changed widget, byline or tag is none.",
    ),
    _REVISION,
    _column(
        "first_captured_at",
        INSTANT,
        "When the article was first fetched, UTC; the same in all revisions. Its day is the partition.",
    ),
    _column(
        "captured_at",
        INSTANT,
        "When this revision was first fetched, UTC: by then at the latest the publisher had made the change.",
    ),
    _RUN_ID,
    _column(
        "capture_file",
        TEXT,
        "The WARC file with the raw page, relative to the folder archive; keep_raw_days may have let it go.",
    ),
    _column("capture_offset", pa.int64(), "Where the page's record begins in capture_file, in bytes from its start."),
    _WARNINGS,
)

ARTICLES = Dataset(
    name="articles",
    description="One row per article: its current revision. The day is that of the first capture.",
    columns=(
        *ARTICLE_COLUMNS,
        _optional(
            "cluster_id",
            TEXT,
            "The same for articles whose text is the same or nearly so: syndicated copies and light rewrites. It is "
            "the article_id of one of those captured on the earliest day, taken down or not, its own for an article "
            "that is like no other; null while a run has yet to compare.",
            since=2,
        ),
        _optional(
            "original",
            pa.bool_(),
            "Whether it is the one of its cluster published first, true for an article that is like no other: these "
            "rows alone have no text twice; null while a run has yet to compare.",
            since=2,
        ),
    ),
    sort=("source", "article_id"),
)

SECTIONS = Dataset(
    name="sections",
    description="One row per section of an article's current revision.",
    columns=(
        _ARTICLE_ID,
        _SOURCE,
        _REVISION,
        _column("position", pa.int32(), "Place in the article, 0 for the first section."),
        _column(
            "level",
            pa.int32(),
            "1 for the lead, 2 for a section, 3 for one below it, and so on, whatever level the page's markup has.",
        ),
        _optional("heading", TEXT, "The heading; null for the lead, which stands before the first heading."),
        _column(
            "text", TEXT, "The paragraphs, a blank line between them, without the heading; empty under a bare heading."
        ),
        _column("paragraphs", TEXTS, "The paragraphs in order; empty under a bare heading."),
        _column("kinds", TEXTS, f"What each of paragraphs is, in the same order: {_KINDS}."),
        _RUN_ID,
    ),
    sort=("source", "article_id", "revision", "position"),
)

REMOVED = Dataset(
    name="removed",
    description="One row per block of the page that is not the article's text.",
    columns=(
        _ARTICLE_ID,
        _SOURCE,
        _REVISION,
        _column(
            "position",
            pa.int32(),
            "Place among all blocks of the page, 0 for the first; the numbers in between are the text's.",
        ),
        _column("label", TEXT, f"What the block is: {_LABELS}."),
        _column(
            "rule",
            TEXT,
            "The rule that gave the label, such as named:newsletter (an element is called that) or tag:aside; model "
            "is the learned judge of blocks that may be text.",
        ),
        _column("text", TEXT, "The block's text. Readers' comments with their names are among them."),
        _column(
            "path",
            TEXT,
            "Where it stood in the page, from the outside in, as element.class, such as "
            "main/article/div.entry-content/p.",
        ),
        _RUN_ID,
    ),
    sort=("source", "article_id", "revision", "position"),
)

CHANGES = list_of(pa.struct([("kind", TEXT), ("before", TEXT), ("after", TEXT)]))
OLD_SECTIONS = list_of(pa.struct([("level", pa.int32()), ("heading", TEXT), ("paragraphs", TEXTS)]))

REVISIONS = Dataset(
    name="revisions",
    description="One row per earlier revision: the row of articles as it was, and its sections.",
    columns=(
        *ARTICLE_COLUMNS,
        _column(
            "superseded_at",
            INSTANT,
            "When the run wrote the next revision, UTC. When that was first seen is its captured_at.",
        ),
        _column("superseded_by_run", TEXT, "The run that wrote the next revision."),
        _column(
            "sections",
            OLD_SECTIONS,
            "Its sections from the top, as in the dataset sections: level, heading (null for the lead), paragraphs.",
        ),
        _column(
            "changes",
            CHANGES,
            "What the next revision changed, from the top: kind (title, heading or paragraph), its text before (null "
            "when it is new) and after (null when it is gone). Empty in rows of before schema 2.",
            since=2,
            before=[],
        ),
    ),
    sort=("source", "article_id", "revision"),
)

FETCHES = Dataset(
    name="fetches",
    description="One row per request for a URL; a backfill makes none. The day is that of the run.",
    columns=(
        _column("url", TEXT, "The address asked for."),
        _SOURCE,
        _RUN_ID,
        _column("started_at", INSTANT, "When the request was sent, UTC."),
        _column(
            "purpose",
            TEXT,
            "What for: article (a page), discovery (a feed, sitemap, listing or API answer) or robots (a robots.txt).",
        ),
        _column(
            "outcome", TEXT, "fetched, not_modified, or the reason for which there is no page: one of docs/outcomes.md."
        ),
        _optional("status", pa.int32(), "HTTP status, such as 200; null without an answer."),
        _column("size", pa.int64(), "Bytes of the body, unpacked; 0 without one."),
        _column("seconds", pa.float64(), "Seconds from the request to the last byte."),
        _optional(
            "robots_rule",
            TEXT,
            "The line of robots.txt that decided, such as Disallow: /members/ (user-agent: *), or that none did, such "
            "as allowed: no rule matches; null when robots.txt was not asked.",
        ),
        _optional(
            "reservations",
            TEXT,
            "What the answer says of the use that may be made of it, as it says it, such as X-Robots-Tag: noai; null "
            "when it says nothing.",
        ),
        _optional("final_url", TEXT, "The address at which redirects ended; null when there was none."),
        _column(
            "detail",
            TEXT,
            "The error in one line; empty when there was none. It begins with «not requested» where nothing was sent.",
        ),
    ),
    sort=("source", "url", "started_at", "run_id"),
)

_NUMBERS = (
    _column(
        "discovered",
        pa.int64(),
        "URLs that the run had to account for: new ones, known ones that it met again, and those left by earlier runs.",
    ),
    _column("fetched", pa.int64(), "Of discovered: URLs that answered with a page in this run."),
    _column("written", pa.int64(), "Articles that the run wrote, new ones and new revisions of known ones."),
    _column("revised", pa.int64(), "Of written: new revisions of known articles."),
    _column("unchanged", pa.int64(), "URLs whose article is in the store already, with the same content."),
    _column("rejected", pa.int64(), "URLs that became no article."),
    _column("pending", pa.int64(), "URLs left for a later run."),
    _column(
        "rejected_by_reason",
        COUNTS,
        "How many of rejected by reason, which are those of docs/outcomes.md; empty when none.",
    ),
)

FINDINGS = list_of(pa.struct([("check", TEXT), ("severity", TEXT), ("rows", pa.int64()), ("detail", TEXT)]))

COVERAGE = Dataset(
    name="coverage",
    description="One row per run and source: discovered = written + unchanged + rejected + pending. The day is that of "
    "the run; a day with several runs has several rows of a source.",
    columns=(
        _SOURCE,
        _RUN_ID,
        *_NUMBERS,
        _column(
            "unanswered",
            TEXTS,
            "Addresses of feeds, sitemaps, listings and API answers that could not be had or read; empty when all "
            "could.",
        ),
        _column(
            "overran",
            TEXTS,
            "Addresses of feeds whose items were all new since they were last read: articles in between may have been "
            "missed. Empty when none.",
        ),
        _column("new", pa.int64(), "Of written: articles that were not known before.", since=2, before=0),
        _optional("words_median", pa.float64(), "Median word_count of the new ones; null without any.", since=2),
        _optional(
            "removed_share",
            pa.float64(),
            "Of the characters of the new ones' pages, the share that was removed, 0 to 1; null without any.",
            since=2,
        ),
        _column(
            "missing",
            COUNTS,
            "How many of the new ones do not state a field: authors, published, language, section, image, standfirst.",
            since=2,
            before=[],
        ),
        _column(
            "findings",
            FINDINGS,
            "Quality checks that did not pass: check, severity (warn or fail), rows (that did not; 0 where the check "
            "is of the source) and detail in words.",
            since=2,
            before=[],
        ),
    ),
    sort=("source", "run_id"),
)

SOURCE_COUNTS = list_of(pa.struct([("source", TEXT), *((c.name, c.type) for c in _NUMBERS)]))

RUNS = Dataset(
    name="runs",
    description="One row per run: discovered = written + unchanged + rejected + pending.",
    columns=(
        _RUN_ID,
        _column("started_at", INSTANT, "When the run first started, UTC."),
        _optional("finished_at", INSTANT, "When it ended, UTC; null when it crashed, as nobody was there to see."),
        _column(
            "status",
            TEXT,
            "finished (every URL has its end, the numbers add up); failed (ended by an error); crashed (killed, and "
            "not taken up again on the same day).",
        ),
        _column("copydesk_version", TEXT, "Version of copydesk that wrote it, such as 0.1.0."),
        _column("parameters", TEXT, "What the run was asked for: a JSON object, sources being the ids."),
        *_NUMBERS,
        _column(
            "sources", SOURCE_COUNTS, "The same numbers for each source, ordered by source; coverage has them as rows."
        ),
    ),
    sort=("started_at", "run_id"),
    daily=False,
)

STAGED_SECTIONS = list_of(
    pa.struct(
        [
            ("position", pa.int32()),
            ("level", pa.int32()),
            ("heading", TEXT),
            ("text", TEXT),
            ("paragraphs", TEXTS),
            ("kinds", TEXTS),
        ]
    )
)
STAGED_REMOVED = list_of(
    pa.struct([("position", pa.int32()), ("label", TEXT), ("rule", TEXT), ("text", TEXT), ("path", TEXT)])
)
# which revision it becomes, the merge decides
UNMERGED_COLUMNS = (
    *(column for column in ARTICLE_COLUMNS if column.name != "revision"),
    _column("sections", STAGED_SECTIONS, "Its rows of sections."),
    _column("removed", STAGED_REMOVED, "Its rows of removed."),
)

QUARANTINE = Dataset(
    name="quarantine",
    description="One row per article that a run kept aside because quality checks failed, as it would have been "
    "written. The day is that of the run.",
    columns=(
        *UNMERGED_COLUMNS,
        _column("failures", TEXTS, "The checks that failed, such as empty_body."),
        _column("details", TEXTS, "What was found, one for each of failures."),
    ),
    sort=("source", "article_id", "captured_at", "run_id"),
    since=2,
)

TAKEDOWNS = Dataset(
    name="takedowns",
    description="One row per article that was taken out for good: what is left of it.",
    columns=(
        _ARTICLE_ID,
        _column("url", TEXT, "The address that was named when it was taken out."),
        _SOURCE,
        _column("reason", TEXT, "Why, in the words of who did it."),
        _column("removed_at", INSTANT, "When it was taken out, UTC."),
    ),
    sort=("removed_at", "article_id"),
    daily=False,
    since=2,
)

DATASETS = {d.name: d for d in (ARTICLES, SECTIONS, REMOVED, REVISIONS, FETCHES, COVERAGE, RUNS, QUARANTINE, TAKEDOWNS)}
