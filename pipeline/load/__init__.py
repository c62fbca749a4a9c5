"""Parquet datasets: staged by many workers, checked, merged and compared by one, read by anyone.

layout/       columns, schemas, files and where they lie
quality/      checks before anything is written, and drift
merging/      from staged batches to articles, sections, removed and revisions
duplicates/   copies among the articles
accounts/     what runs say of themselves
keeping/      takedowns, files joined, references moved
rebuilding/   days made anew, compared with what stands, and put in its place
read          any dataset into pandas
lookup        the rows of one article in all datasets
"""

from pipeline.load.accounts.counts import rows_of_run
from pipeline.load.accounts.coverage import findings_of_run, write_coverage
from pipeline.load.accounts.fetches import write_fetches
from pipeline.load.accounts.runs import RunRow, SourceCounts, write_run
from pipeline.load.duplicates import Compared, compare
from pipeline.load.keeping.compact import compact, finish_joining, parquet_files, shed
from pipeline.load.keeping.moved import move_captures
from pipeline.load.keeping.remove import remove_articles
from pipeline.load.keeping.takedowns import Held, Tombstone, entomb, held, taken_down, tombstones
from pipeline.load.layout.migrate import migrate
from pipeline.load.lookup import ArticleRows, ClusterMember, cluster_of, quarantined, rows_of_article
from pipeline.load.merging.changes import Version, changes
from pipeline.load.merging.merge import merge
from pipeline.load.merging.rows import article_id, content_hash
from pipeline.load.merging.stage import clear_staged, stage
from pipeline.load.quality import Checked, assess, check
from pipeline.load.read import read
from pipeline.load.rebuilding.aftermath import settle_day, settle_quarantine
from pipeline.load.rebuilding.changes import Change, ChangesWriter, forget_changes, writing_changes
from pipeline.load.rebuilding.promotion import Prepared, clear_prepared, prepare, put_in_place
from pipeline.load.rebuilding.standing import Observed, copy_days, observed
from pipeline.load.rebuilding.views import View, views
from pipeline.load.records import Finding, Merged, SourceQuality, StagedArticle

__all__ = [
    "ArticleRows",
    "Change",
    "ChangesWriter",
    "Checked",
    "ClusterMember",
    "Compared",
    "Finding",
    "Held",
    "Merged",
    "Observed",
    "Prepared",
    "RunRow",
    "SourceCounts",
    "SourceQuality",
    "StagedArticle",
    "Tombstone",
    "Version",
    "View",
    "article_id",
    "assess",
    "changes",
    "check",
    "clear_prepared",
    "clear_staged",
    "cluster_of",
    "compact",
    "compare",
    "content_hash",
    "copy_days",
    "entomb",
    "findings_of_run",
    "finish_joining",
    "forget_changes",
    "held",
    "merge",
    "migrate",
    "move_captures",
    "observed",
    "parquet_files",
    "prepare",
    "put_in_place",
    "quarantined",
    "read",
    "remove_articles",
    "rows_of_article",
    "rows_of_run",
    "settle_day",
    "settle_quarantine",
    "shed",
    "stage",
    "taken_down",
    "tombstones",
    "views",
    "write_coverage",
    "write_fetches",
    "write_run",
    "writing_changes",
]
