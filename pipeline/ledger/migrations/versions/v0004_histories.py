"""Indexes by which all that is known of one URL is found at once, however many URLs there are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("attempts_by_url", "attempts", ["url"], postgresql_using="hash")
    op.create_index("captures_by_url", "captures", ["url"], postgresql_using="hash")
    redirected = sa.text("final_url != url")
    op.create_index(
        "urls_by_final_url", "urls", ["final_url"],
        sqlite_where=redirected, postgresql_where=redirected, postgresql_using="hash",
    )  # fmt: skip
    copies = sa.text("duplicate_of IS NOT NULL")
    op.create_index("urls_by_duplicate", "urls", ["duplicate_of"], sqlite_where=copies, postgresql_where=copies)
    op.execute("UPDATE copydesk_schema SET version = 4")
