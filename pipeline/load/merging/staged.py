"""The shape of a staged batch: an article's row with its sections and removed blocks inside. Not for readers."""

from pipeline.load.layout.columns import DATE, UNMERGED_COLUMNS, Dataset

STAGED = Dataset(
    name="staged",
    description="One row per captured article, before the store has been asked what it knows of it.",
    columns=(*UNMERGED_COLUMNS, DATE),
    sort=("source", "article_id", "captured_at", "content_hash", "url"),
    daily=False,
)
