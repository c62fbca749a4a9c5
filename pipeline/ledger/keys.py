"""Addresses as keys, which are no longer than an index takes: PostgreSQL's take 2,704 bytes, other columns included."""

import hashlib

LONGEST = 2_000
"""Bytes of a key. No article's address is longer; a hostile or broken feed's may be."""


def key_of(url: str) -> str:
    """The address; of one that is too long, its beginning and a digest of all of it."""
    data = url.encode("utf-8", "replace")
    if len(data) <= LONGEST:
        return url
    digest = hashlib.sha256(data).hexdigest()
    return f"{data[: LONGEST - len(digest) - 1].decode('utf-8', 'ignore')}#{digest}"
