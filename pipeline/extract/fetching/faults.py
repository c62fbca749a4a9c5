"""Which `Reason` a failed request has: by the status of its answer, or by the exception that ended it."""

import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as pool

from pipeline.extract.fetching.addresses import PrivateAddress
from pipeline.reasons import Reason

_STATUSES = {
    401: Reason.HTTP_403,
    402: Reason.PAYWALL,
    403: Reason.HTTP_403,
    404: Reason.HTTP_404,
    408: Reason.TIMEOUT,
    410: Reason.HTTP_410,
    429: Reason.HTTP_429,
}

# The first kind that stands anywhere in an exception's chain decides: urllib3 and requests wrap causes several times.
_KINDS: tuple[tuple[tuple[type[BaseException], ...], Reason], ...] = (
    ((PrivateAddress,), Reason.PRIVATE_ADDRESS),
    ((pool.NameResolutionError, socket.gaierror), Reason.DNS),
    ((pool.NewConnectionError,), Reason.CONNECTION),  # derived from urllib3's timeout, but no timeout
    ((TimeoutError, pool.TimeoutError, requests.Timeout), Reason.TIMEOUT),
    ((ssl.SSLError, pool.SSLError, requests.exceptions.SSLError), Reason.TLS),
)

# What a request may raise that is the network's or the server's doing. Anything else is a fault of ours.
EXPECTED: tuple[type[Exception], ...] = (requests.RequestException, pool.HTTPError, PrivateAddress, OSError)


def reason_of_status(status: int) -> Reason | None:
    """The reason to reject an answer with this status; None for a success (2xx)."""
    if 200 <= status < 300:
        return None
    if status >= 500:
        return Reason.HTTP_5XX
    return _STATUSES.get(status, Reason.HTTP_4XX)


def reason_of_error(error: BaseException) -> Reason:
    """The reason that an exception of `EXPECTED` amounts to."""
    chain = list(_chain(error))
    for kinds, reason in _KINDS:
        if any(isinstance(each, kinds) for each in chain):
            return reason
    return Reason.CONNECTION


def one_line(error: BaseException) -> str:
    """The innermost cause in one line for an operator."""
    *_, root = _chain(error)
    text = " ".join(str(root).split())
    return f"{type(root).__name__}: {text}"[:300] if text else type(root).__name__


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and what caused it, outermost first. urllib3 keeps causes in `reason` and `args` as well."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        inner = [each for each in (getattr(current, "reason", None), *current.args) if isinstance(each, BaseException)]
        current = inner[0] if inner else current.__cause__ or current.__context__
