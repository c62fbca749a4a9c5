"""Everything that talks to the outside: discover, fetch, archive. The caller passes values in and takes values out."""

from pipeline.extract.archive import ArchiveWriter, next_name, read, recover
from pipeline.extract.captures import Capture
from pipeline.extract.check import DocumentCheck, SourceCheck, check
from pipeline.extract.crawl import crawl
from pipeline.extract.digests import payload_digest
from pipeline.extract.discover import discover
from pipeline.extract.explore import Findings, Tried, explore
from pipeline.extract.headers import content_type_of
from pipeline.extract.notes import notes_of
from pipeline.extract.orphans import Orphan
from pipeline.extract.outcomes import Discovery, Fetched, NotModified, Outcome
from pipeline.extract.retries import RetryPolicy
from pipeline.extract.urls import host_of, normalise, same_site
from pipeline.extract.visits import Crawler, crawler
from pipeline.extract.warc import Packed, pack

__all__ = [
    "ArchiveWriter",
    "Capture",
    "Crawler",
    "Discovery",
    "DocumentCheck",
    "Fetched",
    "Findings",
    "NotModified",
    "Orphan",
    "Outcome",
    "Packed",
    "RetryPolicy",
    "SourceCheck",
    "Tried",
    "check",
    "content_type_of",
    "crawl",
    "crawler",
    "discover",
    "explore",
    "host_of",
    "next_name",
    "normalise",
    "notes_of",
    "pack",
    "payload_digest",
    "read",
    "recover",
    "same_site",
]
