"""Digests of bodies, spelled as WARC files spell them."""

import hashlib
from base64 import b32encode


def payload_digest(body: bytes) -> str:
    """A body's SHA-1 in Base32, such as `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`: two bodies of one digest are equal."""
    return f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"
