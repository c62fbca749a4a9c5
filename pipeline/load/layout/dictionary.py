"""The data dictionary for analysts, made from the declared columns: `python -m pipeline.load.layout.dictionary` prints.

`docs/datasets.md` is what it prints; a test keeps the two alike.
"""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pipeline.load.layout.columns import ARTICLES, DATASETS, DATE, Column, Dataset
from pipeline.load.layout.schemas import VERSION

_INTRODUCTION = f"""\
# Datasets

This page is made from `pipeline/load/layout/columns.py` by `python -m pipeline.load.layout.dictionary`; a test fails
when the two part. [reading.md](reading.md) has recipes for pandas, DuckDB, Polars and pyarrow.

## What is promised

**One file a day.** A dataset is a folder below the storage root, and in it one Parquet file for each day (UTC):
`articles/date=2026-03-01/part-0.parquet`. The day is in the folder's name alone, as hive partitioning has it. `runs`
and `takedowns` are one file each. Rows are ordered within a file, so that a source's rows lie together.

**Always readable.** A file is replaced whole: who opens it finds the one before or the one after, never half of one,
also while a run writes and after one was killed. It keeps unseen what it replaced, for those who
are at it: [reading.md](reading.md#while-a-run-writes) has the details. What a run has not finished lies in folders that
begin with a dot, which are no datasets.

**The datasets agree.** `article_id` is an article, `revision` a version of its text, and every row names the run that
wrote it (`run_id`). Files of several datasets cannot be replaced in one instant, so a run that revises articles goes
in this order:

1. `sections` and `removed` get the rows of the new revisions, beside those of the present ones;
2. `revisions` gets the rows that are about to be superseded, with their sections;
3. `articles` gets the new revisions, which are the current ones from now on;
4. `sections` and `removed` lose the rows that are not current any more.

So read `articles` first and join the others on `article_id` and `revision`: rows of a revision that is not current, or
not yet, find no partner. Where a run did all four steps between your reading of the two, an article has fewer sections
than its `section_count` says: read again. [reading.md](reading.md#articles-with-their-sections) has it in ten lines.

**Rows never move.** The day of an article is that of its first capture, whatever happens to it later. A new revision
takes the place of the row, and the earlier one is in `revisions`. The same content is never a new revision:
`content_hash` decides.

**The schema has a version.** It is {VERSION} now, and stands in each file's metadata under `copydesk.schema_version`.
A new version only adds columns and datasets, so a query goes on working. `copydesk run` first brings the files of an
older store to the present version; `pipeline.load.read` reads older files as if they had it. A file of a newer version
than copydesk knows is refused with an error that says so. The column «since» tells the version that brought each
column.

## What is not in the datasets

* Raw pages. They are in the archive; `capture_file` and `capture_offset` lead to them. Images are not kept at all.
* What became no article: its URL and the reason are in `fetches`, the numbers in `coverage` and `runs`.
* Articles that failed a quality check, in all but `quarantine`, and articles that were taken out for good, of which
  only `takedowns` tells.
* Guesses without a name: a field that can be found in several ways has a `..._method` beside it. What the page does
  not state is null.

## How the datasets join

| from | to | on |
|---|---|---|
| `articles` | `sections`, `removed` | `article_id` and `revision` |
| `articles` | `revisions` | `article_id`; `revision` is the earlier one's |
| `articles`, `sections`, `removed`, `revisions`, `fetches`, `coverage`, `quarantine` | `runs` | `run_id` |
| `articles` | `coverage` | `run_id` and `source`: how the run that wrote the row fared |
| `articles` | `articles` | `cluster_id`: copies and light rewrites of one text |
| `articles` | `fetches` | `url`, where `purpose` is `article` |

`fetches`, `coverage` and `runs` get a run's rows when it ends; until then a `run_id` has no partner there.
"""

_WORDS = {
    pa.string(): "text",
    pa.int32(): "whole number",
    pa.int64(): "whole number",
    pa.float64(): "number",
    pa.bool_(): "true or false",
    pa.date32(): "day",
}


# Columns that no two rows of a dataset have alike.
KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "sections": ("article_id", "revision", "position"),
    "removed": ("article_id", "revision", "position"),
    "revisions": ("article_id", "revision"),
    "fetches": (),
    "coverage": ("run_id", "source"),
    "runs": ("run_id",),
    "quarantine": ("run_id", "article_id"),
    "takedowns": ("article_id",),
}

# Their rows are rows of `articles` with something beside them; those columns are explained once.
_LIKE_ARTICLES = ("revisions", "quarantine")


def dictionary() -> str:
    """The whole page, Markdown."""
    contents = "".join(f"| [`{d.name}`](#{d.name}) | {_escaped(d.description)} |\n" for d in DATASETS.values())
    overview = f"\n## The datasets\n\n| dataset | rows |\n|---|---|\n{contents}"
    return _INTRODUCTION + overview + "".join(map(_chapter, DATASETS.values()))


def _chapter(dataset: Dataset) -> str:
    shared = [column for column in dataset.columns if dataset.name in _LIKE_ARTICLES and column in ARTICLES.columns]
    own = [column for column in dataset.columns if column not in shared]
    return "\n".join(
        [
            f"\n### {dataset.name}\n",
            f"{_escaped(dataset.description)}\n",
            *_facts(dataset),
            *([f"\nThe columns of `articles` ({_named(column.name for column in shared)}), then:"] if shared else []),
            "\n| column | type | Arrow type | null | since | what it says |",
            "|---|---|---|---|---:|---|",
            *(_row(column, max(column.since, dataset.since)) for column in (*own, *((DATE,) if dataset.daily else ()))),
            "",
        ]
    )


def _facts(dataset: Dataset) -> Iterator[str]:
    place = (
        f"{dataset.name}/date=YYYY-MM-DD/part-0.parquet" if dataset.daily else f"{dataset.name}/{dataset.name}.parquet"
    )
    key = KEYS[dataset.name]
    yield f"* Where: `{place}`" + ("" if dataset.daily else ", one file")
    yield f"* Order of rows: {_named(dataset.sort)}"
    yield f"* Unique: {_named(key)}" if key else "* Unique: nothing; a URL may be asked for several times in a run"
    yield f"* Since schema version {dataset.since}"


def _row(column: Column, since: int) -> str:
    null = "yes" if column.nullable else "never"
    cells = (f"`{column.name}`", _in_words(column.type), f"`{column.type}`", null, str(since))
    return f"| {' | '.join(cells)} | {_escaped(column.description)} |"


def _in_words(kind: pa.DataType) -> str:
    if isinstance(kind, pa.TimestampType):
        return "instant, UTC"
    if isinstance(kind, pa.MapType):
        return f"map of {_in_words(kind.key_type)} to {_in_words(kind.item_type)}"
    if isinstance(kind, pa.ListType):
        return f"list of {_in_words(kind.value_type)}" + ("s" if kind.value_type == pa.string() else "")
    if isinstance(kind, pa.StructType):
        return f"records: {', '.join(field.name for field in kind)}"
    return _WORDS[kind]


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _escaped(text: str) -> str:
    """Plain text in a cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    print(dictionary(), end="")
