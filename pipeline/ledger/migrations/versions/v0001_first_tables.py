"""The tables of the first copydesk."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    schema = op.create_table("copydesk_schema", sa.Column("version", sa.Integer, primary_key=True))
    op.bulk_insert(schema, [{"version": 1}])
    op.create_table(
        "urls",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("found_by", sa.Text, nullable=False),
        sa.Column("first_seen_at", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("modified", sa.Text),
        sa.Column("modified_fetched", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("final_url", sa.Text),
        sa.Column("capture_file", sa.Text),
        sa.Column("capture_offset", sa.BigInteger),
        sa.Column("capture_length", sa.BigInteger),
        sa.Column("first_captured_at", sa.DateTime),
        sa.Column("captured_at", sa.DateTime),
        sa.Column("article_id", sa.String(16)),
    )
    op.create_index("urls_by_state", "urls", ["state", "source"])
    op.create_index("urls_by_capture", "urls", ["capture_file", "capture_offset"])
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("run_id", sa.String(40), primary_key=True),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
    )
    op.create_table(
        "worklist",
        sa.Column("run_id", sa.String(40), primary_key=True),
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("result", sa.String(20)),
        sa.Column("reason", sa.String(40)),
    )
    op.create_table(
        "problems",
        sa.Column("run_id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(100), primary_key=True),
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("run_id", sa.String(40), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("robots_rule", sa.Text),
        sa.Column("final_url", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("attempts_by_run", "attempts", ["run_id"])
