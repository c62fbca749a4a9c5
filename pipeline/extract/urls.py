"""Web addresses: one spelling for each, and the two questions that the crawl asks of them.

What counts as the same page is told conservatively, for two articles must never become one. Two spellings of an article
that stay two cost a request, and its canonical link unites them afterwards; two articles that become one lose one. So a
trailing slash and an `index.html` stay as given (not every server has the other), and so do parameters that may number
an article. https and http are one only on the source's own host.
"""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

import requests
from tld import get_fld

from pipeline.extract.tracking import PERHAPS_TRACKING, TRACKING, TRACKING_PREFIXES, VARIANT_HOSTS, VARIANTS

MAX_LENGTH = 2_048  # the longest that the sitemap protocol allows; what is longer is no article's address

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")  # a name or IPv4 address, or an IPv6 address

_AMP_VIEWERS = (  # what follows is the publisher's own address, `s/` before it stands for https
    re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?([^/]+\..+)"),
    re.compile(r"https?://(?:[\w-]+\.)?cdn\.ampproject\.org/[cv]/(s/)?([^/]+\..+)"),
)
_AMP_PATH = re.compile(r"(.*)/amp(/?)", re.IGNORECASE)
_AMP_FILE = re.compile(r"(.*[^/.])\.amp(\.html?)?", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_PAGE = re.compile(r".+\.s?html?", re.IGNORECASE)
_SCRIPT = re.compile(r".+\.(?:php\d?|aspx?|jsp|do|cgi|dll)", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d{4}(?:\d\d)?")
_LONG_NUMBER = re.compile(r"\d{5}")
_HYPHENS = re.compile(r"[-_]+")

_LONE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # RFC 3986, 2.3
_SLASHES = re.compile(r"/{2,}")
_ESCAPED_AMPERSAND = re.compile(r"(?:^|&)(?:amp;)+")  # left in many feeds by escaping twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A source's own host, on which it is known to be found: other spellings of that host are turned into it.

    scheme, host: of its homepage, the host with its port unless that is the default one. bare: the host without `www.`;
    empty when it has no other spellings: an IP address, or a site that has its home among its mobile pages.
    """

    scheme: str
    host: str
    bare: str

    @classmethod
    def of(cls, homepage: str) -> Self:
        parts = urlsplit(absolute(homepage) or homepage)
        bare = parts.netloc.removeprefix("www.")
        registered = get_fld(homepage, fail_silently=True, search_private=True)
        in_another_dress = registered is None or registered not in bare or bare.startswith(VARIANT_HOSTS)
        return cls(scheme=parts.scheme, host=parts.netloc, bare="" if in_another_dress else bare)

    def of_this(self, parts: SplitResult) -> SplitResult:
        """The address on the home's host when it is on `www.`, `m.`, `amp.` or `mobile.` of it, or on it by http."""
        host = parts.netloc
        if self.bare and host != self.host and host in {self.bare, *(dress + self.bare for dress in VARIANT_HOSTS)}:
            host = self.host
        is_home = host == self.host and ":" not in host
        return parts._replace(netloc=host, scheme="https" if is_home and self.scheme == "https" else parts.scheme)


def absolute(url: str, base: str | None = None) -> str | None:
    """The address that `url` means on the page `base`, without fragment or credentials; None when it is no web address.

    Host in ASCII (IDNA) and lower case, default port dropped, dot segments resolved. Path and query stay as they are.
    """
    try:
        parts = urlsplit(urljoin(base or "", url.strip()))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    host = (host or "").removesuffix(".")
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc = f"{netloc}:{port}"
    return _ascii(urlunsplit((parts.scheme, netloc, _resolved(parts.path) or "/", parts.query, "")))


def normalise(url: str, base: str | None = None, home: Home | None = None) -> str | None:
    """`absolute`, and the one spelling of it, under which an article is known. None also for one that is too long.

    Characters are escaped alike, slashes single, parameters sorted, those gone that only tell how the reader came, and
    AMP's and the printer's variant is the article itself, also behind Google's viewer and cache. With `home` the mobile
    host's page is the home's; without it nobody knows whether the site is there at all. A fragment goes, unless it is a
    hash-bang, which names the page. A query that is no list of parameters (`/?1234`) is kept in its order.
    """
    address = absolute(url, base) if len(url) <= MAX_LENGTH else None
    if address is None:
        return None
    parts = urlsplit(_unwrapped(address))
    if home is not None:
        parts = home.of_this(parts)
    try:
        path = _path(parts.path)
        query = _query(parts.query, path)
        fragment = _hash_bang(url)
    except UnicodeEncodeError:  # half a character
        return None
    spelled = urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
    return spelled if len(spelled) <= MAX_LENGTH else None


def host_of(url: str) -> str:
    """Host with its port unless that is the default one: the unit of politeness. `url` as `absolute` returns it."""
    return urlsplit(url).netloc


def same_site(url: str, homepage: str) -> bool:
    """Whether both lie under one registered domain of the Public Suffix List; without one (an IP address, localhost)
    whether host and port are equal."""
    mine, other = absolute(url), absolute(homepage)
    if mine is None or other is None:
        return False
    return _site(mine) == _site(other)


def _site(url: str) -> str:
    domain = get_fld(url, fail_silently=True, search_private=True)
    return domain or host_of(url)


def _unwrapped(address: str) -> str:
    """The publisher's address in one of an AMP viewer or cache."""
    for viewer in _AMP_VIEWERS:
        match = viewer.fullmatch(address)
        inner = absolute(f"{'https' if match[1] else 'http'}://{match[2]}") if match else None
        if inner is not None:
            return _unwrapped(inner)
    return address


def _path(path: str) -> str:
    path = _resolved(_SLASHES.sub("/", _SESSION.sub("", _quoted(path, "/!=:,;"))))
    while (shorter := _without_amp(path)) != path:
        path = shorter
    return path or "/"


def _without_amp(path: str) -> str:
    if match := _AMP_FILE.fullmatch(path):
        return match[1] + (match[2] or "")
    match = _AMP_PATH.fullmatch(path)
    if match and _is_article(match[1], words=2):  # `/tag/amp` is a page of its own
        return match[1] + match[2]
    return path


def _is_article(path: str, words: int) -> bool:
    """Whether the last segment is an article's: so many words, or a long number. Dates and scripts' names are not."""
    segment = path.removesuffix("/").rpartition("/")[2]
    if _SCRIPT.fullmatch(segment) or _DATE.fullmatch(segment):
        return False
    if _LONG_NUMBER.search(segment):
        return True
    spelled_out = [word for word in _HYPHENS.split(segment) if any(map(str.isalpha, word))]
    return len(spelled_out) >= words or (words == 2 and _PAGE.fullmatch(segment) is not None)


def _query(query: str, path: str) -> str:
    spelled = _quoted(_ESCAPED_AMPERSAND.sub("&", query), "!$&'()*+,/:;=?@[]")
    pairs = [pair.partition("=") for pair in spelled.split("&") if pair]
    named = _is_article(path, words=3)
    kept = ["".join(pair) for pair in pairs if not _is_noise(unquote(pair[0]).lower(), unquote(pair[2]).lower(), named)]
    if all("=" in pair for pair in kept):
        kept.sort(key=lambda pair: pair.partition("=")[0])
    return "&".join(kept)


def _is_noise(name: str, value: str, named: bool) -> bool:
    if name in TRACKING or name.startswith(TRACKING_PREFIXES) or (named and name in PERHAPS_TRACKING):
        return True
    return value in VARIANTS.get(name, ())


def _hash_bang(url: str) -> str:
    fragment = url.strip().partition("#")[2]
    return _quoted(fragment, "!/:=&?,") if fragment.startswith("!") else ""


def _quoted(text: str, safe: str) -> str:
    """Escaped where it must be, and nowhere else."""
    text = _ESCAPE.sub(_plain_or_upper, _LONE_PERCENT.sub("%25", text))
    return quote(text, safe=f"%{safe}")


def _plain_or_upper(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _resolved(path: str) -> str:
    """Without dot segments. urljoin resolves them in relative references only, and `//` would begin another host."""
    return urlsplit(urljoin("http://h/", path)).path if "/." in path else path


def _ascii(url: str) -> str | None:
    """The URL with an internationalised host encoded as requests will send it."""
    if urlsplit(url).netloc.isascii():
        return url
    try:
        return requests.Request("GET", url).prepare().url
    except requests.RequestException:
        return None
