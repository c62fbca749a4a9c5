"""Which content types are worth reading. Data, and one question."""

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
