"""The marks of answers that test whether a browser asks. Data, and one question.

Sources: the documentation of Cloudflare, AWS WAF, DataDome and Vercel; denial pages as they are served.
"""

from collections.abc import Mapping

READ = 16 * 1024
"""So many bytes of a refusing answer are looked at."""

_STATUSES = frozenset({202, 401, 403, 405, 429, 503})

# header, in lower case: what its value begins with, "" for any
_HEADERS: dict[str, str | tuple[str, ...]] = {
    "cf-mitigated": "challenge",
    "x-vercel-mitigated": "challenge",
    "x-amzn-waf-action": ("challenge", "captcha"),
    "x-dd-b": ("1", "2"),
    "x-datadome": "",
    "x-kpsdk-ct": "",
    "x-sucuri-block": "",
}

# What stands in the pages of such tests and of the denials that come in their stead.
_BODIES = (
    b"/cdn-cgi/challenge-platform/",  # Cloudflare
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"captcha-delivery.com",  # DataDome
    b"px-captcha",  # PerimeterX
    b"_pxAppId",
    b"_Incapsula_Resource",  # Imperva
    b"Incapsula incident ID",
    b"awsWafCookieDomainList",
    b"geetest.com",
    b"hcaptcha.com/1/api.js",
    b"google.com/recaptcha/",
)
_SERVERS = {"akamaighost": b"Access Denied"}  # whose word for it is too common to count without its server's name


def may_challenge(status: int) -> bool:
    """Whether answers with this status are worth a look."""
    return status in _STATUSES


def challenge_in(headers: Mapping[str, str], start: bytes) -> str | None:
    """The mark of a challenge in an answer's headers (asked for in lower case) and the start of its body, or None."""
    for name, values in _HEADERS.items():
        value = headers.get(name)
        if value is not None and value.lower().startswith(values):
            return f"{name}: {value}"[:100]
    server = headers.get("server", "")
    if _SERVERS.get(server.lower(), b"\0") in start:
        return f"Server: {server}, {_SERVERS[server.lower()].decode()}"
    return next((mark.decode() for mark in _BODIES if mark in start), None)
