"""Gzipped documents, whatever their name and type say, and also gzipped twice: by the site and again by its server."""

import gzip
import io
import zlib

from pipeline.extract.discovery.entries import Unreadable
from pipeline.reasons import Reason

MAX_BYTES = 50 * 1024 * 1024  # what the sitemap protocol allows a sitemap, uncompressed

_MAGIC = b"\x1f\x8b"
_LAYERS = 2
_CHUNK = 64 * 1024


def unpacked(body: bytes, max_bytes: int = MAX_BYTES) -> bytes | Unreadable:
    """The document itself, of a broken one what unpacks; at most `max_bytes`. One that is not gzipped as it is."""
    for _ in range(_LAYERS):
        if not body.startswith(_MAGIC):
            break
        inner = _gunzip(body, max_bytes)
        if isinstance(inner, Unreadable):
            return inner
        body = inner
    return body


def _gunzip(body: bytes, max_bytes: int) -> bytes | Unreadable:
    found = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            while chunk := file.read1(_CHUNK):
                found += chunk
                if len(found) > max_bytes:
                    return Unreadable(detail=f"more than {max_bytes} bytes unpacked", reason=Reason.TOO_LARGE)
    except (OSError, EOFError, zlib.error) as error:
        if not found:
            return Unreadable(detail=f"broken gzip: {error}")
    return bytes(found)
