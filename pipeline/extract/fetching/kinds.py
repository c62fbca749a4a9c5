"""Which answers are worth reading, by what they say they are and by what they are. Data, and three questions."""

from enum import StrEnum

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_DOCUMENTS = _PAGES | {
    "application/xml",
    "text/xml",
    "application/json",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",  # how many servers send a `.xml.gz`
    "binary/octet-stream",
}
_DOCUMENT_SUFFIXES = ("+xml", "+json")  # such as application/rss+xml

# How files begin that are no text. At least three bytes, so that no page begins so by chance.
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"%!PS": "PostScript",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"RIFF": "a WebP image, or sound",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"ID3": "sound",
    b"OggS": "sound",
    b"\x00\x00\x00\x18ftyp": "a video",
    b"\x00\x00\x00\x1cftyp": "a video",
    b"\x00\x00\x00\x20ftyp": "a video",
    b"\x1aE\xdf\xa3": "a video",
    b"\x7fELF": "a program",
    b"wOF2": "a font",
}
_LONGEST_SIGNATURE = max(map(len, _SIGNATURES))

# What servers write that have not encoded anything, beside what can be decoded.
_NO_CODING = frozenset({"", "identity", "none", "utf-8", "utf8"})
_CODINGS = _NO_CODING | {"gzip", "x-gzip", "deflate"}

ENCODINGS = "gzip, deflate"
"""The `Accept-Encoding` header: what can be decoded everywhere, whatever else happens to be installed."""


class Accept(StrEnum):
    """What the caller can read; the value is the `Accept` header that says so."""

    PAGE = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5,*/*;q=0.1"
    DOCUMENT = (
        "application/rss+xml,application/atom+xml,application/feed+json,application/xml,application/json,*/*;q=0.5"
    )
    ANYTHING = "*/*"

    def takes(self, content_type: str | None) -> bool:
        """Whether to read a body of this Content-Type (header value). One without a type is read."""
        kind = (content_type or "").partition(";")[0].strip().lower()
        if self is Accept.ANYTHING or not kind:
            return True
        if self is Accept.PAGE:
            return kind in _PAGES
        return kind in _DOCUMENTS or kind.endswith(_DOCUMENT_SUFFIXES)


def decodable(content_encoding: str) -> bool:
    """Whether a body of this Content-Encoding (header value) can be made text."""
    return all(coding.strip() in _CODINGS for coding in content_encoding.lower().split(","))


def binary_in(start: bytes) -> str | None:
    """What a body is that begins so, when it is certainly no page; None otherwise."""
    start = start[:_LONGEST_SIGNATURE]
    return next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), None)
