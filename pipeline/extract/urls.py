"""Web addresses: one spelling for each, and the two questions that the crawl asks of them."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import requests
from courlan import normalize_url
from requests.utils import requote_uri
from tld import get_fld

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")  # a name or IPv4 address, or an IPv6 address


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
    # urljoin resolves dot segments, but only in relative references; "//" would begin another host.
    path = urlsplit(urljoin("http://h/", parts.path)).path if "/." in parts.path else parts.path
    return _ascii(urlunsplit((parts.scheme, netloc, path or "/", parts.query, "")))


def normalise(url: str, base: str | None = None) -> str | None:
    """`absolute`, and the one spelling of it: no tracking parameters, the others sorted, characters escaped alike.

    A query that is no list of parameters (`/?1234`) is kept: it is often the article's number.
    """
    address = absolute(url, base)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.query and "=" not in parts.query:
        path = urlsplit(_courlan(parts._replace(query=""))).path
        return urlunsplit(parts._replace(path=path, query=requote_uri(parts.query)))
    return _ascii(_courlan(parts))


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


def _courlan(parts: SplitResult) -> str:
    # Given as parts, because courlan unescapes entities in strings, which turns `&copy=2` into `©=2`.
    return str(normalize_url(parts, strict=False))


def _ascii(url: str) -> str | None:
    """The URL with an internationalised host encoded as requests will send it."""
    if urlsplit(url).netloc.isascii():
        return url
    try:
        return requests.Request("GET", url).prepare().url
    except requests.RequestException:
        return None
