"""One polite, bounded request over HTTP. Nothing here retries, waits for a turn or asks robots.txt: see `visits`."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import requests
from requests.cookies import RequestsCookieJar

from pipeline.config import FetchSettings
from pipeline.extract.connections import GuardedAdapter, Session
from pipeline.extract.deadlines import Guard, Watchdog
from pipeline.extract.faults import EXPECTED, one_line, reason_of_error, reason_of_status
from pipeline.extract.kinds import Accept
from pipeline.extract.outcomes import Exchange, NotModified, Outcome
from pipeline.extract.urls import absolute
from pipeline.models import Rejection, Response, Validators
from pipeline.reasons import Reason

MAX_REDIRECTS = 10
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Permit = Callable[[str], Rejection | None]
"""Asked before a redirect is followed; may wait for its host's turn; a Rejection ends the request with it."""


@dataclass(slots=True)
class _Trip:
    """A request under way, from hop to hop."""

    asked: str
    url: str
    headers: dict[str, str]
    accept: Accept
    permit: Permit | None
    guard: Guard
    conditional: bool
    status: int | None = None
    retry_after: str | None = None
    paused: float = 0.0
    cookies: RequestsCookieJar = field(default_factory=RequestsCookieJar)
    seen: set[tuple[str, str]] = field(default_factory=set)


class Fetcher:
    """Makes requests: TLS verified, redirects followed hop by hop, bodies bounded once decompressed, one deadline.

    Addresses that are not public are refused unless `settings.allow_private_addresses`, at every hop, and it is the
    address really connected to that counts. Neither proxies nor credentials are taken from the environment. Safe to
    share between threads: each has its own session, and cookies live as long as one request.
    now: gives the instants that are noted as `started_at` and `fetched_at`.
    """

    def __init__(self, settings: FetchSettings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._settings = settings
        self.now = now
        self._adapter = GuardedAdapter(settings.concurrency)
        self._watchdog = Watchdog()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the idle connections; requests under way in other threads end at their deadline at the latest."""
        self._adapter.close()
        self._watchdog.close()

    def get(
        self,
        url: str,
        validators: Validators | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        accept: Accept = Accept.PAGE,
    ) -> Outcome:
        """What `fetch` comes to, for callers that do not account for the request."""
        return self.fetch(url, validators, headers, accept=accept).outcome

    def fetch(
        self,
        url: str,
        validators: Validators | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        accept: Accept = Accept.PAGE,
        permit: Permit | None = None,
    ) -> Exchange:
        """One attempt at `url`, conditional with validators. Failures of server and network are Rejections."""
        started_at, begin = self.now(), time.monotonic()
        settings = self._settings
        sent = {"Accept": accept.value, **_conditions(validators), **(headers or {})}
        conditional = any(name.lower() in {"if-none-match", "if-modified-since"} for name in sent)
        allow_private = settings.allow_private_addresses
        with self._watchdog.guard(settings.timeout_seconds, allow_private=allow_private) as guard:
            trip = _Trip(url, url, sent, accept, permit, guard, conditional)
            try:
                outcome = self._travel(trip)
            except EXPECTED as error:
                outcome = self._failure(error, guard)
        return Exchange(
            outcome=outcome,
            final_url=trip.url,
            started_at=started_at,
            seconds=time.monotonic() - begin - trip.paused,
            status=trip.status,
            retry_after=trip.retry_after,
        )

    def _failure(self, error: Exception, guard: Guard) -> Rejection:
        if guard.over:
            return Rejection(reason=Reason.TIMEOUT, detail=f"not complete within {self._settings.timeout_seconds:g} s")
        return Rejection(reason=reason_of_error(error), detail=one_line(error))

    def _travel(self, trip: _Trip) -> Outcome:
        """Follow redirects until an answer that is none, or a reason to stop."""
        session = self._session()
        for _ in range(MAX_REDIRECTS + 1):
            # The same address again is no loop when a cookie was set meanwhile.
            stop = (trip.url, repr(sorted(trip.cookies.items())))
            if stop in trip.seen:
                return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"redirected back to {trip.url}")
            trip.seen.add(stop)
            answer = self._send(session, trip)
            with answer:
                if answer.status_code not in _REDIRECTS:
                    return self._judge(answer, trip)
                target = answer.headers.get("Location")
                _discard(answer)
            refusal = self._turn(trip, target)
            if refusal is not None:
                return refusal
        return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"more than {MAX_REDIRECTS} redirects")

    def _turn(self, trip: _Trip, target: str | None) -> Rejection | None:
        """Point the trip to where a redirect leads, unless it must not go there."""
        if target is None:
            return Rejection(reason=Reason.REDIRECT_LOOP, detail=f"{trip.status} without a Location")
        url = absolute(_as_utf8(target), trip.url)
        if url is None:
            return Rejection(reason=Reason.EXCLUDED, detail=f"redirected to {target[:200]}, which is no web address")
        trip.url = url
        if trip.permit is None:
            return None
        begin = time.monotonic()
        with self._watchdog.paused(trip.guard):
            refusal = trip.permit(url)
        trip.paused += time.monotonic() - begin
        return refusal

    def _send(self, session: Session, trip: _Trip) -> requests.Response:
        session.cookies = trip.cookies
        request = session.prepare_request(requests.Request("GET", trip.url, headers=trip.headers))
        answer = session.send(request, stream=True, timeout=trip.guard.remaining(), allow_redirects=False)
        trip.status = answer.status_code
        trip.retry_after = answer.headers.get("Retry-After")
        _check(trip.guard)
        return answer

    def _judge(self, answer: requests.Response, trip: _Trip) -> Outcome:
        """What an answer that is no redirect comes to; reads its body when that is wanted."""
        if answer.status_code == 304:
            _discard(answer)
            if not trip.conditional:
                return Rejection(reason=Reason.HTTP_5XX, detail="304 to an unconditional request")
            return NotModified(
                url=trip.asked, final_url=trip.url, fetched_at=self.now(), validators=_validators(answer)
            )
        reason = reason_of_status(answer.status_code)
        if reason is not None:
            _discard(answer)
            return Rejection(reason=reason, detail=f"{answer.status_code} {answer.reason}".strip())
        kind = answer.headers.get("Content-Type")
        if not trip.accept.takes(kind):
            return Rejection(reason=Reason.CONTENT_TYPE, detail=kind or "")
        return self._read(answer, trip)

    def _read(self, answer: requests.Response, trip: _Trip) -> Response | Rejection:
        limit = self._settings.max_bytes
        too_large = Rejection(reason=Reason.TOO_LARGE, detail=f"more than {limit} bytes")
        announced = answer.headers.get("Content-Length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > limit:
            return too_large
        body = bytearray()
        for chunk in answer.raw.stream(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > limit:
                return too_large
        _check(trip.guard)
        return Response(
            url=trip.asked,
            final_url=trip.url,
            status=answer.status_code,
            reason=answer.reason or "",
            headers=tuple(answer.raw.headers.items()),
            request_headers=tuple((name, _text(value)) for name, value in answer.request.headers.items()),
            body=bytes(body),
            fetched_at=self.now(),
            validators=_validators(answer),
        )

    def _session(self) -> Session:
        session: Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = Session(self._adapter, self._settings.user_agent)
        return session


def _check(guard: Guard) -> None:
    """A connection that was cut looks like one that came to its end, in the headers as in a body without a length."""
    if guard.over:
        raise TimeoutError


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    pairs = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _validators(answer: requests.Response) -> Validators:
    return Validators(etag=answer.headers.get("ETag"), last_modified=answer.headers.get("Last-Modified"))


def _discard(answer: requests.Response) -> None:
    """Read a small body to its end, which frees the connection for the next request; closing ends a longer one."""
    try:
        answer.raw.read(_CHUNK, decode_content=False)
    except EXPECTED:
        answer.close()


def _as_utf8(location: str) -> str:
    """A Location header as servers mean it: raw UTF-8 arrives decoded as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")
