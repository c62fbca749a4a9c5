"""The values that travel through the pipeline: frozen, slotted, without behaviour beyond small questions.

Text is `str` in Unicode NFC unless a field says raw. Instants are aware `datetime`s in UTC unless a field says else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A URL or page that does not become an article, and why. `detail` is one line for an operator."""

    reason: Reason
    detail: str = ""


class RunStatus(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    FINISHED = "finished"  # every URL has its end, and the numbers add up
    FAILED = "failed"  # ended by an error
    CRASHED = "crashed"  # its process was killed, and nobody took it up the same day


# --- discovery and fetching -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that discovery found.

    url: normalised (see `pipeline.extract.urls`). source: the source's id. found_by: address of the feed, sitemap,
    listing or API answer that named it. modified: when that document says the page last changed, ISO 8601 as given.
    """

    url: str
    source: str
    found_by: str
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a feed, sitemap, listing or API answer names.

    url: absolute, else as given. published, modified: ISO 8601 as the document states them, None when it does not.
    """

    url: str
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave us to ask «has it changed?» with: the raw ETag and Last-Modified header values."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a feed, sitemap, listing or API answer said when it was last read: what discovery remembers of it.

    entries: its pages, urls normalised. validators: to ask for it conditionally. conditional: how many answers in a
    row have been «not modified»; some servers say so wrongly, so that it does not go on for ever.
    """

    url: str
    entries: tuple[Entry, ...]
    validators: Validators
    conditional: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A feed, sitemap, listing or API answer that could not be had or read; the others of its source still count."""

    source: str
    url: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchTask:
    """A URL to fetch. validators is None for a page whose bytes we do not have."""

    url: str
    source: str
    validators: Validators | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request for one URL; a row of the `fetches` dataset.

    purpose: `article` for a page, `discovery` for a feed, sitemap, listing or API answer, `robots` for a robots.txt.
    outcome: `fetched`, `not_modified` or a `Reason`. status: HTTP status or None without an answer. size: bytes of the
    decoded body. seconds: from the request to the last byte. robots_rule: the line of robots.txt that decided, such as
    `Disallow: /private/ (user-agent: *)`, else `allowed: no rule matches`, `no robots.txt (404)` or `robots.txt
    unreachable (timeout)`. reservations: what the answer says of its use, raw, such as `X-Robots-Tag: noai;
    tdm-reservation: 1`, None when it says nothing. final_url: where redirects ended, when not `url`. detail: the error
    in a line; it begins with `not requested` when the URL was not asked for at all.
    """

    url: str
    source: str
    started_at: datetime
    outcome: str
    purpose: str = "article"
    status: int | None = None
    size: int = 0
    seconds: float = 0.0
    robots_rule: str | None = None
    reservations: str | None = None
    final_url: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRef:
    """Where a response lies in the archive. file: name in its folder. offset, length: bytes of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A body that is in the archive already. digest: as in WARC-Payload-Digest. url, fetched_at: of its response."""

    digest: str
    ref: CaptureRef
    url: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer over HTTP that has a body worth keeping.

    url: as asked for. final_url: after redirects. headers: as received, in order. body: after content decoding.
    """

    url: str
    final_url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    validators: Validators


# --- transform ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What transform is given. url: after redirects. charset: from the Content-Type header, or None."""

    url: str
    body: bytes
    charset: str | None = None
    content_type: str | None = None


class Label(StrEnum):
    """What a block of a page is. Exactly one a block."""

    CONTENT = "content"
    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"  # publication and update lines, reading times, view counts
    CAPTION = "caption"
    RATING_WIDGET = "rating_widget"
    AUTHOR_BOX = "author_box"
    SHARE_BAR = "share_bar"
    NEWSLETTER = "newsletter"  # sign-up boxes, app promotions, donation appeals
    RELATED = "related"
    COMMENTS = "comments"
    NAVIGATION = "navigation"  # menus, breadcrumbs, previous and next, search, site header and footer
    TAGS = "tags"
    ADVERTISEMENT = "advertisement"
    CONSENT = "consent"
    PAYWALL = "paywall"
    LEGAL = "legal"  # copyright, licence, disclaimer
    TOC = "toc"
    PLAYER = "player"  # prompts and rubble of audio and video players
    OTHER = "other"  # outside the article, of no known kind


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A block that is not the article's text: its label, the rule that gave it, and where it stood."""

    position: int
    label: Label
    rule: str
    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one heading heads. level: 2 for a section, 3 below it, ...; the lead section has level 1, heading None.

    paragraphs: the texts in order, list items and quotes among them. kinds: the `BlockKind` of each.
    """

    position: int
    level: int
    heading: str | None
    paragraphs: tuple[str, ...]
    kinds: tuple[BlockKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a reader-rating widget says. value: None when nobody voted. count: votes, None when unknown."""

    value: float | None
    count: int | None
    best: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorBox:
    """What an author box says. role as displayed: in WordPress it is the account's role, not a job."""

    name: str | None
    role: str | None
    bio: str | None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A guessed field and where it came from. value: normalised. method: such as `json_ld`, `h1`. raw: as found."""

    value: str
    method: str
    raw: str


class Access(StrEnum):
    """What a page gave of its article. The last three are no article's: the page is a `Rejection` of the same value."""

    FULL = "full"
    TEASER = "teaser"  # only an opening: the rest is for who pays or signs in
    PAYWALL = "paywall"  # marked as not free, but the text is there
    CONSENT_WALL = "consent_wall"
    BOT_CHALLENGE = "bot_challenge"
    SOFT_404 = "soft_404"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page's article, complete.

    url: the page's. canonical_url: the identity, after the page's own canonical link when it is on the same site.
    published, modified: ISO 8601, as precise as the page is, its offset kept. language: BCP 47, lower case.
    sections spell the text; removed is every other block, so that nothing of the page is unaccounted for.
    """

    url: str
    canonical_url: str
    title: Stated
    standfirst: Stated | None
    authors: tuple[Stated, ...]
    published: Stated | None
    modified: Stated | None
    language: Stated | None
    section: Stated | None
    tags: tuple[str, ...]
    image: Stated | None
    access: Access
    sections: tuple[Section, ...]
    removed: tuple[Removed, ...]
    rating: Rating | None
    author_boxes: tuple[AuthorBox, ...]

    @property
    def text(self) -> str:
        """Headings and paragraphs in order, blank lines between them."""
        parts = (part for s in self.sections for part in ((s.heading,) if s.heading else ()) + s.paragraphs)
        return "\n\n".join(parts)
