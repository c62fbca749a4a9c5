"""Parquet datasets: staged by many workers, merged by one, read by anyone."""

from pipeline.load.counts import rows_of_run
from pipeline.load.coverage import findings_of_run, write_coverage
from pipeline.load.fetches import write_fetches
from pipeline.load.merge import merge
from pipeline.load.migrate import migrate
from pipeline.load.quality import Checked, assess, check
from pipeline.load.read import read
from pipeline.load.records import Finding, Merged, SourceQuality, StagedArticle
from pipeline.load.rows import article_id
from pipeline.load.runs import RunRow, SourceCounts, write_run
from pipeline.load.stage import clear_staged, stage

__all__ = [
    "Checked",
    "Finding",
    "Merged",
    "RunRow",
    "SourceCounts",
    "SourceQuality",
    "StagedArticle",
    "article_id",
    "assess",
    "check",
    "clear_staged",
    "findings_of_run",
    "merge",
    "migrate",
    "read",
    "rows_of_run",
    "stage",
    "write_coverage",
    "write_fetches",
    "write_run",
]
