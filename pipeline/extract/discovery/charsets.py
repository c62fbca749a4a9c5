"""Bytes of feeds and sitemaps as text, piece by piece, whatever encoding they say that they have."""

import codecs
import re
from collections.abc import Iterator

_PIECE = 64 * 1024
_MARKS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})")
# Not for documents (decoding punycode takes time that grows with the square of the length), or, like UTF-16 without a
# byte order, told by the marks above or not at all.
_UNFIT = frozenset(
    {"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "utf-16", "utf-32"}
)
_OR_WINDOWS = "utf-8-or-windows-1252"


def decoded(body: bytes, charset: str | None) -> Iterator[str]:
    """The text in pieces. charset: from the Content-Type header.

    What is valid UTF-8 is UTF-8, whatever is declared. Else the header counts, then the XML declaration; where they are
    wrong too, each byte that is no UTF-8 is read as Windows-1252.
    """
    encoding, errors = _encoding(body, charset)
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(body), _PIECE):
        yield decoder.decode(body[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _encoding(body: bytes, charset: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding, "replace" if encoding != "utf-8" else _OR_WINDOWS
    declared = _DECLARED.search(body, 0, 1024)
    if not _is_utf8(body):
        for name in (charset, declared[1].decode("ascii", "replace") if declared else None):
            codec = _codec(name)
            if codec not in {None, "utf-8"}:
                return codec or "", "replace"
    return "utf-8", _OR_WINDOWS


def _is_utf8(body: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), _PIECE):
            decoder.decode(body[start : start + _PIECE])
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str | None) -> str | None:
    """The codec of an encoding's name; None when there is none, or none that is for text."""
    try:
        b"a".decode(name or "", "replace")  # which codecs that are not for text refuse
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):  # ValueError: a zero in the name
        return None
    return None if found in _UNFIT else found


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  registered for decoding only
    wrong = error.object[error.start : error.end]
    return wrong.decode("windows-1252", "replace"), error.end


codecs.register_error(_OR_WINDOWS, _as_windows_1252)
