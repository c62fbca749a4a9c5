"""Bytes to text: which encoding a page is in, and the few repairs that are certain.

Order of trust: a byte order mark; valid UTF-8 with any byte beyond ASCII (other encodings hardly ever are by chance,
while a wrong declaration is common); the HTTP header; `<meta>`; `bs4.UnicodeDammit`. `iso-8859-1` and `ascii` are
read as
`windows-1252`, as browsers do (WHATWG Encoding Standard, label table).
"""

import codecs
import encodings
import re
from encodings.aliases import aliases
from pkgutil import iter_modules

import ftfy
from bs4.dammit import UnicodeDammit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),  # without a mark, but no tag begins otherwise
    (b"\0<", "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_WINDOW = 4096  # bytes; browsers look at 1024, real pages put long comments first
_ASCII_SAFE = re.compile(
    r"^(utf-?(16|32)|iso-?2022|hz)", re.IGNORECASE
)  # their bytes are valid UTF-8 yet mean otherwise
_NO_CHARSETS = frozenset(("utf-7", "unicode-escape", "raw-unicode-escape"))  # browsers read no page in them
# Python remembers every label that it has been asked for, so it is asked for no other.
_KNOWN = frozenset((*aliases, *(module.name for module in iter_modules(encodings.__path__))))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x00"))
_ASCII, _WIDE = b"<a>a", ("utf-16", "utf-32")
_MISREAD = frozenset({"iso8859-1", "ascii"})

# UTF-8 that was read as windows-1252 and written again: "Ã¼", "â€™". Each pair is next to impossible in real prose.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0192\u2013-\u203a]|â€[\u0080-\u00bf\u0152-\u2122]")
_SIGNS = ("Ã", "Â", "â€")
_MAX_REPAIRED_LINE = 100_000
_MAX_REPAIRED = 2_000_000  # characters of a page; ftfy takes a second for a million


def decode(body: bytes, charset: str | None = None) -> str:
    """Text of `body` without NUL and without byte order mark. charset: from the Content-Type header. Never fails."""
    text = _decoded(body, charset).removeprefix("\ufeff")
    if b"\0" in body:
        text = text.replace("\0", "")
    return text


def is_binary(body: bytes) -> bool:
    """Whether this is no text in any encoding: a known file signature, or too many control bytes."""
    if body.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    head = body[:4096].lstrip()
    if head.startswith(
        (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
    ):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 0.05 * len(head) + 2 or head.count(0) > 0.3 * len(head) + 2


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    declared = [name for name in (_codec(charset), _codec(_meta_charset(body))) if name]
    if not any(_ASCII_SAFE.match(name) for name in declared):
        text = _utf8(body, trusted="utf-8" in declared)
        if text is not None:
            return text
    for name in declared:
        if name != "utf-8":
            return body.decode(name, errors="replace")
    return _guessed(body)


def _codec(label: str | None) -> str | None:
    label = (label or "").strip().strip("\"'").lower()
    if encodings.normalize_encoding(label) not in _KNOWN:
        return None
    try:
        name = codecs.lookup(label).name
        read = _ASCII.decode(name, errors="replace")  # base64, rot13, idna are registered too, but decode no page
    except (LookupError, ValueError, TypeError):
        return None
    if name in _NO_CHARSETS or not (read == "<a>a" or name.startswith(_WIDE)):
        return None
    return "windows-1252" if name in _MISREAD else name


def _meta_charset(body: bytes) -> str | None:
    found = _META.search(body, 0, _META_WINDOW)
    name = found[1].decode("ascii") if found else None
    # A declaration that could be read as ASCII cannot be in UTF-16: it means UTF-8 (WHATWG HTML, 13.2.3.2).
    return "utf-8" if name and name.lower().startswith("utf-16") else name


def _utf8(body: bytes, *, trusted: bool) -> str | None:
    """The text if `body` is UTF-8, perhaps cut off in a character; with stray bytes only if declared so."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", errors="replace")
    beyond_ascii = sum(map(text.count, "äöüéèñ’“”–—")) + 1
    return text if trusted and text.count("\ufffd") <= max(beyond_ascii, len(text) // 2000) else None


def _guessed(body: bytes) -> str:
    found = UnicodeDammit(body, known_definite_encodings=[], user_encodings=["windows-1252"])
    return found.unicode_markup or body.decode("windows-1252", errors="replace")


def is_damaged(text: str) -> bool:
    """Whether text was encoded twice. Asked of what a page shows: its markup is ten times as long."""
    if len(text) > _MAX_REPAIRED:
        return False
    return any(sign in text for sign in _SIGNS) and len(_MOJIBAKE.findall(text)) > 1


def repaired(text: str) -> str:
    """Text that `is_damaged` with its characters as they were meant, line by line."""
    return "\n".join(_repaired_line(line) for line in text.split("\n"))


def _repaired_line(line: str) -> str:
    if len(line) > _MAX_REPAIRED_LINE or not _MOJIBAKE.search(line):
        return line
    return ftfy.fix_encoding(line)
