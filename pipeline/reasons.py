"""Why a URL did not become an article, and when it is asked again: the whole list, and the whole policy.

`docs/outcomes.md` is this module for people who do not read code; a test keeps the two alike.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a URL did not become an article. Closed: a new reason is added here or nowhere."""

    EXCLUDED = "excluded"  # a filter of the source, or a URL that leads off the source's site
    TOO_OLD = "too_old"  # published before the source's age limit
    ROBOTS_DENIED = "robots_denied"
    RESERVED = "reserved"  # the answer reserves its use: X-Robots-Tag, tdm-reservation or noai
    HOST_RESTING = "host_resting"  # not asked: its host had failed too often in this run
    HTTP_403 = "http_403"  # 401 and 403: not for us
    HTTP_404 = "http_404"
    HTTP_410 = "http_410"
    HTTP_429 = "http_429"
    HTTP_4XX = "http_4xx"  # any other client error
    HTTP_5XX = "http_5xx"
    TIMEOUT = "timeout"
    DNS = "dns"
    TLS = "tls"
    CONNECTION = "connection"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    CONTENT_TYPE = "content_type"
    PRIVATE_ADDRESS = "private_address"
    PAYWALL = "paywall"  # 402, or a page that gives nothing of the article but the wall before it
    CONSENT_WALL = "consent_wall"  # in the article's place, a dialog that asks for consent to tracking
    BOT_CHALLENGE = "bot_challenge"  # in its place, a test whether we are a browser, or «access denied»
    SOFT_404 = "soft_404"  # in its place, «page not found», though the status says that all is well
    NOT_ARTICLE = "not_article"  # a video, gallery, listing or other page that is no article
    NO_TEXT = "no_text"  # an article's page without enough text to be one
    DUPLICATE = "duplicate"  # another URL of this run is the same article (same canonical URL)
    QUALITY = "quality"  # a quality check failed: the article is kept aside in the dataset `quarantine`
    TAKEN_DOWN = "taken_down"  # taken out for good with `copydesk remove`
    TRANSFORM_ERROR = "transform_error"  # a fault of ours: the page is kept, the traceback is in the log

    @property
    def retry(self) -> "Retry":
        """When a URL turned away for this reason is asked again."""
        return RETRIES.get(self, FINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """When a request that was turned away is made again.

    within_run: the same run tries again after a pause. later: for each further run that may ask again, how long after
    the failure before it; zero is the next run, whenever that is. When they are used up, or where there are none, the
    reason is final. anew: decided without asking for the page, so decided again in every run that meets the URL.
    """

    within_run: bool = False
    later: tuple[timedelta, ...] = ()
    anew: bool = False


_NEXT_RUN = timedelta()
_DAY = timedelta(hours=20)  # less than 24, so that a nightly run that starts a little earlier still counts as a day on

FINAL = Retry()
_ANEW = Retry(anew=True)
_TROUBLE = Retry(within_run=True, later=(_NEXT_RUN, _NEXT_RUN, _DAY, 2 * _DAY, 4 * _DAY))
_TROUBLE_NOT_NOW = Retry(later=_TROUBLE.later)
_PERHAPS_LATER = Retry(later=(_DAY, 2 * _DAY))

RETRIES = {
    Reason.EXCLUDED: _ANEW,
    Reason.TOO_OLD: _ANEW,
    Reason.ROBOTS_DENIED: _ANEW,
    Reason.HOST_RESTING: _TROUBLE_NOT_NOW,
    Reason.HTTP_429: _TROUBLE,
    Reason.HTTP_5XX: _TROUBLE,
    Reason.TIMEOUT: _TROUBLE,
    Reason.DNS: _TROUBLE,
    Reason.CONNECTION: _TROUBLE,
    Reason.TLS: _TROUBLE_NOT_NOW,  # a certificate is not mended within seconds
    Reason.CONSENT_WALL: _TROUBLE_NOT_NOW,
    Reason.BOT_CHALLENGE: _TROUBLE_NOT_NOW,
    Reason.HTTP_403: _PERHAPS_LATER,
    Reason.HTTP_404: _PERHAPS_LATER,  # some sites announce an article before they publish it
    Reason.SOFT_404: _PERHAPS_LATER,
    Reason.HTTP_4XX: _PERHAPS_LATER,
    Reason.PAYWALL: _PERHAPS_LATER,
    Reason.RESERVED: _PERHAPS_LATER,
    Reason.REDIRECT_LOOP: _PERHAPS_LATER,
}
"""Every reason that is not final."""

FROM_ARCHIVE = frozenset(
    {
        Reason.TOO_LARGE, Reason.NOT_ARTICLE, Reason.NO_TEXT, Reason.DUPLICATE, Reason.QUALITY, Reason.TRANSFORM_ERROR,
    }
)  # fmt: skip
"""Said of the page itself once it was there: asked anew, its bytes in the archive answer, and not the site. What is
said of something in the article's place (a wall, «not found») is asked of the site."""

FAILURES = frozenset(
    {
        Reason.HOST_RESTING, Reason.HTTP_403, Reason.HTTP_404, Reason.HTTP_429, Reason.HTTP_4XX, Reason.HTTP_5XX,
        Reason.TIMEOUT, Reason.DNS, Reason.TLS, Reason.CONNECTION, Reason.REDIRECT_LOOP, Reason.PRIVATE_ADDRESS,
        Reason.CONSENT_WALL, Reason.BOT_CHALLENGE, Reason.SOFT_404, Reason.TRANSFORM_ERROR,
    }
)  # fmt: skip
"""Where there should be an article, something went wrong; the other reasons are decisions, of the site's or ours."""
