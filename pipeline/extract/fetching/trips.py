"""A URL on its way from redirect to redirect, and where it may be led."""

from dataclasses import dataclass, field
from datetime import datetime

from requests.cookies import RequestsCookieJar

from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.walls import wall_at
from pipeline.extract.urls import absolute
from pipeline.models import Rejection
from pipeline.reasons import Reason

MAX_REDIRECTS = 10


@dataclass(slots=True, kw_only=True)
class Trip:
    """A URL under way, from redirect to redirect; `Fetcher.trip` makes it. url: where the next request goes.

    at_most: so many bytes of a body are enough, and what follows is left; None takes bodies whole. seconds: spent in
    requests so far. status, retry_after, reservations: of the latest answer.
    """

    asked: str
    url: str
    headers: dict[str, str]
    accept: Accept
    conditional: bool
    allow_reserved: bool
    at_most: int | None
    started_at: datetime | None = None
    seconds: float = 0.0
    requests: int = 0
    status: int | None = None
    retry_after: str | None = None
    reservations: str | None = None
    cookies: RequestsCookieJar | None = None
    seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def stop(self) -> tuple[str, str]:
        """What makes a redirect a loop: the same address again is none when a cookie was set meanwhile."""
        return self.url, repr(sorted(self.cookies.items())) if self.cookies else ""


def turn(trip: Trip, target: str | None) -> Rejection | None:
    """Point the trip to where a redirect leads (raw Location header), unless it must not go there."""
    if target is None:
        return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"{trip.status} without a Location")
    url = absolute(_as_utf8(target), trip.url)
    if url is None:
        return Rejection(reason=Reason.EXCLUDED, detail=f"redirected to {target[:200]}, which is no web address")
    wall = wall_at(url, trip.asked) if trip.accept is Accept.PAGE else None
    if wall is not None:
        return Rejection(reason=wall, detail=f"redirected to {url}")
    trip.url = url
    if trip.stop in trip.seen:
        return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"redirected back to {url}")
    if trip.requests > MAX_REDIRECTS:
        return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"more than {MAX_REDIRECTS} redirects")
    return None


def _as_utf8(location: str) -> str:
    """A Location header as servers mean it: raw UTF-8 arrives decoded as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
