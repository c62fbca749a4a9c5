"""The shape of a staged batch: an article's row with its sections and removed blocks inside. Not for readers."""

import pyarrow as pa

from pipeline.load.columns import ARTICLE_COLUMNS, DATE, TEXT, TEXTS, Column, Dataset, list_of

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

STAGED = Dataset(
    name="staged",
    description="One row per captured article, before the store has been asked what it knows of it.",
    columns=(
        # which revision it becomes, the merge decides
        *(column for column in ARTICLE_COLUMNS if column.name != "revision"),
        DATE,
        Column(name="sections", type=STAGED_SECTIONS, description="Its rows of sections."),
        Column(name="removed", type=STAGED_REMOVED, description="Its rows of removed."),
    ),
    sort=("source", "article_id", "captured_at", "content_hash", "url"),
    daily=False,
)
