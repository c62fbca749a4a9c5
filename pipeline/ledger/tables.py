"""The ledger's tables as they are now, as SQLAlchemy Core. What led here from earlier ones is in `migrations`.

Addresses that are no keys may be of any length: PostgreSQL finds them by hashes, whose indexes take any.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC without offset, because SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Line(TypeDecorator[str]):
    """Text from outside; NUL and lone surrogates, which databases cannot keep, are kept as question marks."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.encode("utf-8", "replace").decode().replace("\0", "?")


metadata = MetaData()

# one row: what the first copydesk, which has no migrations, looks at to see that it is too old
schema = Table("copydesk_schema", metadata, Column("version", Integer, primary_key=True))

# one row per URL ever discovered
urls = Table(
    "urls",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", String(100), nullable=False),
    Column("found_by", Line, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),  # a State
    Column("reason", String(40)),  # a Reason, for rejected and failed
    Column("detail", Line, nullable=False, default=""),
    Column("failures", Integer, nullable=False, server_default="0"),  # runs in a row that failed
    Column("next_try_at", Instant),  # for failed: when the next run may try; None: when it meets the URL
    Column("modified", Line),  # what discovery last said of the page's modification
    Column("modified_fetched", Line),  # the same, when the server was last asked
    Column("etag", Line),
    Column("last_modified", Line),
    Column("final_url", Line),
    Column("capture_file", Text),  # where the bytes of the last capture lie
    Column("capture_offset", BigInteger),
    Column("capture_length", BigInteger),
    Column("first_captured_at", Instant),
    Column("captured_at", Instant),
    Column("visited_at", Instant),  # when the server last gave the page, or said that it is as we have it
    Column("not_modified", Integer, nullable=False, server_default="0"),  # how often in a row it said so
    Column("article_id", String(16)),
    Column("duplicate_of", String(16)),  # for rejected as a duplicate: the article that it is a copy of
    Index("urls_by_state", "state", "source", "next_try_at"),
    Index("urls_by_first_capture", "first_captured_at"),
)
# most pages are where they were asked for, and no copies: what is not so is few, and found by what it is
_redirected, _copies = urls.c.final_url != urls.c.url, urls.c.duplicate_of.is_not(None)
Index(
    "urls_by_final_url", urls.c.final_url, sqlite_where=_redirected, postgresql_where=_redirected,
    postgresql_using="hash",
)  # fmt: skip
Index("urls_by_duplicate", urls.c.duplicate_of, sqlite_where=_copies, postgresql_where=_copies)

# one row per capture: a record of the archive
captures = Table(
    "captures",
    metadata,
    Column("file", Text, primary_key=True),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
    Column("length", BigInteger, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Line, nullable=False),
    Column("run_id", String(40)),  # None for what was captured before the ledger kept it
    Column("digest", String(80)),  # as in WARC-Payload-Digest; None like run_id
    Column("captured_at", Instant, nullable=False),
    Column("revisit", Boolean, nullable=False),  # without a body, which an earlier record has
    Index("captures_by_digest", "digest"),
    Index("captures_by_url", "url", postgresql_using="hash"),
)

# one row per article: which URL stands for it, and the day whose partition holds it
articles = Table(
    "articles",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("url", Text, nullable=False),
    Column("date", Date, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("status", String(20), nullable=False),  # a RunStatus
    Column("parameters", JSON, nullable=False),
)

# one row per run and URL that the run is answerable for; result is None until it is settled
worklist = Table(
    "worklist",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("source", String(100), nullable=False),
    Column("result", String(20)),  # a Result
    Column("reason", String(40)),
)

# one row per source: how far the schedule of revisits was followed
revisits = Table(
    "revisits",
    metadata,
    Column("source", String(100), primary_key=True),
    Column("followed_to", Instant, nullable=False),
)

# one row per document of discovery: what it said when it was last read
snapshots = Table(
    "snapshots",
    metadata,
    Column("source", String(100), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("entries", JSON, nullable=False),  # a list of [url, published, modified]
    Column("etag", Line),
    Column("last_modified", Line),
    Column("conditional", Integer, nullable=False),
)

# one row per run and document of discovery that had moved on too far to show everything since the run before
overruns = Table(
    "overruns",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("source", String(100), primary_key=True),
    Column("url", Text, primary_key=True),
)

# one row per document of discovery that could not be had or read
problems = Table(
    "problems",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("source", String(100), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("reason", String(40), nullable=False),
    Column("detail", Line, nullable=False),
)

# one row per request
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run_id", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("source", String(100), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("status", Integer),
    Column("size", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("robots_rule", Line),
    Column("reservations", Line),
    Column("final_url", Line),
    Column("detail", Line, nullable=False),
    Index("attempts_by_run", "run_id"),
    Index("attempts_by_url", "url", postgresql_using="hash"),
)
