"""Everything that talks to the outside: discover, fetch, archive. The caller passes values in and takes values out."""

from pipeline.extract.archive.blank import blank
from pipeline.extract.archive.captures import Capture
from pipeline.extract.archive.compact import Merge, build, is_whole, planned
from pipeline.extract.archive.digests import payload_digest
from pipeline.extract.archive.files import read, recover
from pipeline.extract.archive.finished import Indexed, file_of, finished
from pipeline.extract.archive.notes import COPIED_FROM, notes_of
from pipeline.extract.archive.orphans import Orphan
from pipeline.extract.archive.retention import delete, newest_in, record_expired
from pipeline.extract.archive.search import indexed_at, indexed_bodies
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import REQUESTED_URI, Packed, pack
from pipeline.extract.archive.writer import ArchiveWriter
from pipeline.extract.discovery.check import DocumentCheck, SourceCheck, check
from pipeline.extract.discovery.discover import discover
from pipeline.extract.discovery.explore import Findings, Tried, explore
from pipeline.extract.discovery.filters import UrlFilter
from pipeline.extract.fetching.crawl import crawl
from pipeline.extract.fetching.foreign import is_page, page_refusal
from pipeline.extract.fetching.retries import RetryPolicy
from pipeline.extract.fetching.visits import Crawler, crawler
from pipeline.extract.headers import content_type_of, header
from pipeline.extract.outcomes import Discovery, Fetched, NotModified, Outcome
from pipeline.extract.urls import Home, host_of, normalise, same_site

__all__ = [
    "COPIED_FROM",
    "REQUESTED_URI",
    "ArchiveWriter",
    "Capture",
    "Crawler",
    "Discovery",
    "DocumentCheck",
    "Fetched",
    "Findings",
    "Home",
    "Indexed",
    "Merge",
    "NotModified",
    "Orphan",
    "Outcome",
    "Packed",
    "RetryPolicy",
    "Shelf",
    "SourceCheck",
    "Tried",
    "UrlFilter",
    "blank",
    "build",
    "check",
    "content_type_of",
    "crawl",
    "crawler",
    "delete",
    "discover",
    "explore",
    "file_of",
    "finished",
    "header",
    "host_of",
    "indexed_at",
    "indexed_bodies",
    "is_page",
    "is_whole",
    "newest_in",
    "normalise",
    "notes_of",
    "pack",
    "page_refusal",
    "payload_digest",
    "planned",
    "read",
    "record_expired",
    "recover",
    "same_site",
]
