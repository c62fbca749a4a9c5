"""SURT keys: addresses rewritten so that sorting brings a site's pages together, as indexes of web archives need them.

A key is what the Wayback Machine's canonicalisation gives: `https://www.example.org:443/A/?b=2&a=1#x` becomes
`org,example)/a?a=1&b=2`. The one library for it has seen no release since 2019, and is under the AGPL.
"""

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes, urljoin, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"^www\d*\.")
_SESSION = re.compile(
    r"(?:^|(?<=&))(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)"
    r"(?:&|$)"
)
_AS_THEY_ARE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "%#")


def surt(url: str) -> str:
    """The key of a web address; what cannot be taken apart is its own key."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if not host:
        return url
    ending = "" if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{port}"
    query = "&".join(sorted(_SESSION.sub("", _plain(parts.query)).split("&")))
    return f"{_reversed(host)}{ending}){_path(parts.path)}{'?' if query else ''}{query}"


def _reversed(host: str) -> str:
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        name = _plain(host)
    return name if ":" in name else ",".join(reversed(_WWW.sub("", name.removesuffix(".")).split(".")))


def _path(path: str) -> str:
    whole = re.sub("/+", "/", f"/{_plain(path)}")
    return urljoin("http://h/", whole).removeprefix("http://h").rstrip("/") or "/"


def _plain(text: str) -> str:
    """In lower case, nothing escaped but what has to be."""
    raw, before = text.encode(), b""
    while raw != before:
        raw, before = unquote_to_bytes(raw), raw
    return quote_from_bytes(raw, safe=_AS_THEY_ARE).lower()
