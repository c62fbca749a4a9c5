"""Parquet datasets: staged by many workers, merged by one, read by anyone."""

from pipeline.load.compact import compact, finish_joining, parquet_files, shed
from pipeline.load.counts import rows_of_run
from pipeline.load.coverage import findings_of_run, write_coverage
from pipeline.load.duplicates import Compared, compare
from pipeline.load.fetches import write_fetches
from pipeline.load.merge import merge
from pipeline.load.migrate import migrate
from pipeline.load.moved import move_captures
from pipeline.load.quality import Checked, assess, check
from pipeline.load.read import read
from pipeline.load.records import Finding, Merged, SourceQuality, StagedArticle
from pipeline.load.remove import remove_articles
from pipeline.load.rows import article_id
from pipeline.load.runs import RunRow, SourceCounts, write_run
from pipeline.load.stage import clear_staged, stage
from pipeline.load.takedowns import Held, Tombstone, entomb, held, taken_down, tombstones

__all__ = [
    "Checked",
    "Compared",
    "Finding",
    "Held",
    "Merged",
    "RunRow",
    "SourceCounts",
    "SourceQuality",
    "StagedArticle",
    "Tombstone",
    "article_id",
    "assess",
    "check",
    "clear_staged",
    "compact",
    "compare",
    "entomb",
    "findings_of_run",
    "finish_joining",
    "held",
    "merge",
    "migrate",
    "move_captures",
    "parquet_files",
    "read",
    "remove_articles",
    "rows_of_run",
    "shed",
    "stage",
    "taken_down",
    "tombstones",
    "write_coverage",
    "write_fetches",
    "write_run",
]
