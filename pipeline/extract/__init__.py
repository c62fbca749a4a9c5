"""Everything that talks to the outside: discover, fetch, archive. The caller passes values in and takes values out."""

from pipeline.extract.archive.captures import Capture
from pipeline.extract.archive.digests import payload_digest
from pipeline.extract.archive.files import read, recover
from pipeline.extract.archive.notes import notes_of
from pipeline.extract.archive.orphans import Orphan
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import Packed, pack
from pipeline.extract.archive.writer import ArchiveWriter
from pipeline.extract.discovery.check import DocumentCheck, SourceCheck, check
from pipeline.extract.discovery.discover import discover
from pipeline.extract.discovery.explore import Findings, Tried, explore
from pipeline.extract.fetching.crawl import crawl
from pipeline.extract.fetching.retries import RetryPolicy
from pipeline.extract.fetching.visits import Crawler, crawler
from pipeline.extract.headers import content_type_of
from pipeline.extract.outcomes import Discovery, Fetched, NotModified, Outcome
from pipeline.extract.urls import host_of, normalise, same_site

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
    "Shelf",
    "SourceCheck",
    "Tried",
    "check",
    "content_type_of",
    "crawl",
    "crawler",
    "discover",
    "explore",
    "host_of",
    "normalise",
    "notes_of",
    "pack",
    "payload_digest",
    "read",
    "recover",
    "same_site",
]
