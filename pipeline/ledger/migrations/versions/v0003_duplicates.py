"""Which article each duplicate is a copy of, so that taking the article out takes its copies as well."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("urls", sa.Column("duplicate_of", sa.String(16)))
    # until now only the detail told it, by the address after these 20 characters
    op.execute(
        "UPDATE urls SET duplicate_of = "
        "(SELECT other.article_id FROM urls AS other WHERE other.url = substr(urls.detail, 21)) "
        "WHERE reason = 'duplicate' AND detail LIKE 'the same article as %'"
    )
    op.execute("UPDATE copydesk_schema SET version = 3")
