"""Retries over several runs, revisits of articles, every capture, and what discovery's documents said."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _change_urls()
    _make_captures()
    op.create_table(
        "revisits",
        sa.Column("source", sa.String(100), primary_key=True),
        sa.Column("followed_to", sa.DateTime, nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("source", sa.String(100), primary_key=True),
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("conditional", sa.Integer, nullable=False),
    )
    op.create_table(
        "overruns",
        sa.Column("run_id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(100), primary_key=True),
        sa.Column("url", sa.Text, primary_key=True),
    )
    op.add_column("attempts", sa.Column("reservations", sa.Text))
    op.execute("UPDATE copydesk_schema SET version = 2")


def _change_urls() -> None:
    op.add_column("urls", sa.Column("failures", sa.Integer, nullable=False, server_default="0"))
    op.add_column("urls", sa.Column("next_try_at", sa.DateTime))
    op.add_column("urls", sa.Column("visited_at", sa.DateTime))
    op.add_column("urls", sa.Column("not_modified", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE urls SET visited_at = captured_at")
    # what had failed was to be tried by the next run
    op.execute("UPDATE urls SET failures = 1, next_try_at = first_seen_at WHERE state = 'failed'")
    op.drop_index("urls_by_capture", "urls")
    op.drop_index("urls_by_state", "urls")
    op.create_index("urls_by_state", "urls", ["state", "source", "next_try_at"])
    op.create_index("urls_by_first_capture", "urls", ["first_captured_at"])


def _make_captures() -> None:
    op.create_table(
        "captures",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("offset", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("final_url", sa.Text, nullable=False),
        sa.Column("run_id", sa.String(40)),
        sa.Column("digest", sa.String(80)),
        sa.Column("captured_at", sa.DateTime, nullable=False),
        sa.Column("revisit", sa.Boolean, nullable=False),
    )
    op.create_index("captures_by_digest", "captures", ["digest"])
    op.execute(
        'INSERT INTO captures (file, "offset", length, url, final_url, captured_at, revisit) '
        "SELECT capture_file, capture_offset, capture_length, url, final_url, captured_at, false "
        "FROM urls WHERE capture_file IS NOT NULL"
    )
