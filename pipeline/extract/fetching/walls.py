"""Redirects that lead to a wall in place of the page. Data, and one question.

Only what is certain counts: a host that does nothing but ask for consent, a path that is nothing but a login.
"""

import re
from urllib.parse import urlsplit

from pipeline.reasons import Reason

_CONSENT_HOSTS = re.compile(r"consent\.(?:[\w-]+\.)+[a-z]+|myprivacy\.dpgmedia\.(?:nl|be)")
_LOGIN_PATHS = re.compile(
    r"(?:/(?:account|accounts|auth|user|users|member|members|my))?"
    r"/(?:login|log-in|logon|signin|sign-in|subscribe|subscription|register)(?:\.\w+)?/?",
    re.IGNORECASE,
)


def wall_at(url: str, asked: str) -> Reason | None:
    """The wall to which a request for `asked` was redirected, None when `url` is none for certain."""
    if _CONSENT_HOSTS.fullmatch(urlsplit(url).hostname or "") and urlsplit(url).hostname != urlsplit(asked).hostname:
        return Reason.CONSENT_WALL
    if _LOGIN_PATHS.fullmatch(urlsplit(url).path) and not _LOGIN_PATHS.fullmatch(urlsplit(asked).path):
        return Reason.PAYWALL
    return None
