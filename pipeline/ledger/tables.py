"""The ledger's tables, as SQLAlchemy Core. One version number for all of them; see `VERSION`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
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

VERSION = 1


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC without offset, because SQLite has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

# one row: which version of these tables the database has
schema = Table("copydesk_schema", metadata, Column("version", Integer, primary_key=True))

# one row per URL ever discovered
urls = Table(
    "urls",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", String(100), nullable=False),
    Column("found_by", Text, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),  # a State
    Column("reason", String(40)),  # a Reason, for rejected and failed
    Column("detail", Text, nullable=False, default=""),
    Column("modified", Text),  # what discovery last said of the page's modification
    Column("modified_fetched", Text),  # the same, when the capture below was made
    Column("etag", Text),
    Column("last_modified", Text),
    Column("final_url", Text),
    Column("capture_file", Text),
    Column("capture_offset", BigInteger),
    Column("capture_length", BigInteger),
    Column("first_captured_at", Instant),
    Column("captured_at", Instant),
    Column("article_id", String(16)),
    Index("urls_by_state", "state", "source"),
    Index("urls_by_capture", "capture_file", "capture_offset"),
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

# one row per document of discovery that could not be had or read
problems = Table(
    "problems",
    metadata,
    Column("run_id", String(40), primary_key=True),
    Column("source", String(100), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("reason", String(40), nullable=False),
    Column("detail", Text, nullable=False),
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
    Column("robots_rule", Text),
    Column("reservations", Text),
    Column("final_url", Text),
    Column("detail", Text, nullable=False),
    Index("attempts_by_run", "run_id"),
)
