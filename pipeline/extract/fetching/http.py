"""One bounded request over HTTP. Nothing here retries, waits for a turn or asks robots.txt: see `asking`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import requests
from requests.cookies import RequestsCookieJar
from requests.utils import default_headers

from pipeline.config import FetchSettings
from pipeline.extract.fetching import challenges
from pipeline.extract.fetching.addresses import Resolver
from pipeline.extract.fetching.agents import names_of
from pipeline.extract.fetching.connections import GuardedAdapter
from pipeline.extract.fetching.deadlines import Guard, Watchdog
from pipeline.extract.fetching.faults import EXPECTED, one_line, reason_of_error, reason_of_status
from pipeline.extract.fetching.kinds import ENCODINGS, Accept, binary_in, decodable
from pipeline.extract.fetching.reservations import in_headers, in_page, said
from pipeline.extract.fetching.trips import Trip, turn
from pipeline.extract.outcomes import Exchange, NotModified, Outcome
from pipeline.models import Rejection, Response, Validators
from pipeline.reasons import Reason

MAX_DOCUMENT_BYTES = 50 * 1024 * 1024  # what the sitemap protocol allows a sitemap, however small pages must be
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Makes requests: TLS verified, redirects told of one by one, bodies bounded once decompressed, one deadline.

    Addresses that are not public are refused unless `settings.allow_private_addresses`, at every hop, and it is the
    address really connected to that counts. Neither proxies nor credentials are taken from the environment. Safe to
    share between threads. Cookies live as long as one trip.
    now: gives the instants that are noted as `started_at` and `fetched_at`.
    """

    def __init__(self, settings: FetchSettings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._settings = settings
        self._now = now
        self._names = names_of(settings.user_agent)
        self._resolver = Resolver(allow_private=settings.allow_private_addresses)
        self._adapter = GuardedAdapter(settings.concurrency)
        self._watchdog = Watchdog()
        self._headers = {**default_headers(), "User-Agent": settings.user_agent}

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

    def trip(
        self,
        url: str,
        validators: Validators | None = None,
        *,
        accept: Accept = Accept.PAGE,
        allow_reserved: bool = False,
        at_most: int | None = None,
    ) -> Trip:
        """What `advance` is to be called with, once for each request. Conditional with validators."""
        conditions = _conditions(validators)
        return Trip(
            asked=url,
            url=url,
            headers={"Accept": accept.value, "Accept-Encoding": ENCODINGS, **conditions},
            accept=accept,
            conditional=bool(conditions),
            allow_reserved=allow_reserved,
            at_most=at_most,
        )

    def advance(self, trip: Trip, answered: Callable[[], None] = lambda: None) -> Outcome | None:
        """Make the trip's next request. None: it is redirected to `trip.url`, and `advance` is to be called again.

        Failures of server and network are Rejections. The deadline is for all requests of the trip together, not for
        the time between them. answered: called once, when the answer begins or the request has failed.
        """
        trip.started_at = trip.started_at or self._now()
        trip.requests += 1
        trip.seen.add(trip.stop)
        begin = time.monotonic()
        with self._watchdog.guard(self._settings.timeout_seconds - trip.seconds, self._resolver) as guard:
            try:
                return self._request(trip, guard, answered)
            except EXPECTED as error:
                return self._failure(error, guard)
            finally:
                trip.seconds += time.monotonic() - begin

    def exchange(self, trip: Trip, outcome: Outcome) -> Exchange:
        """The record of a trip that has ended so."""
        return Exchange(
            url=trip.asked,
            outcome=outcome,
            final_url=trip.url,
            started_at=trip.started_at or self._now(),
            seconds=trip.seconds,
            requests=trip.requests,
            status=trip.status,
            retry_after=trip.retry_after,
            reservations=trip.reservations,
        )

    def _failure(self, error: Exception, guard: Guard) -> Rejection:
        if guard.over:
            return Rejection(reason=Reason.TIMEOUT, detail=f"not complete within {self._settings.timeout_seconds:g} s")
        return Rejection(reason=reason_of_error(error), detail=one_line(error))

    def _request(self, trip: Trip, guard: Guard, answered: Callable[[], None]) -> Outcome | None:
        try:
            answer = self._send(trip, guard)
        finally:
            answered()
        trip.status = answer.status_code
        trip.retry_after = answer.headers.get("Retry-After")
        with answer:
            _check(guard)
            if answer.status_code in _REDIRECTS:
                _discard(answer)
                return turn(trip, answer.headers.get("Location"))
            return self._judge(answer, trip, guard)

    def _send(self, trip: Trip, guard: Guard) -> requests.Response:
        # Straight to the adapter: a session costs half as much again, to merge settings that are the same each time.
        request = requests.PreparedRequest()
        request.prepare_method("GET")
        request.prepare_url(trip.url, None)
        request.prepare_headers({**self._headers, **trip.headers})
        if trip.cookies:
            request.prepare_cookies(trip.cookies)
        answer = self._adapter.send(request, stream=True, timeout=guard.remaining(), verify=True)
        if answer.cookies:
            trip.cookies = trip.cookies or RequestsCookieJar()
            trip.cookies.update(answer.cookies)
        return answer

    def _judge(self, answer: requests.Response, trip: Trip, guard: Guard) -> Outcome:
        """What an answer that is no redirect comes to; reads its body when that is wanted."""
        if answer.status_code == 304:
            return self._unchanged(answer, trip)
        refusal = _refusal(answer)
        if refusal is not None:
            _discard(answer)
            return refusal
        kind, coding = answer.headers.get("Content-Type"), answer.headers.get("Content-Encoding", "")
        if not trip.accept.takes(kind):
            return Rejection(reason=Reason.CONTENT_TYPE, detail=kind or "")
        if not decodable(coding):
            return Rejection(reason=Reason.CONTENT_TYPE, detail=f"Content-Encoding: {coding}, which was not asked for")
        # Before the body is read: what a header reserves need not come over the wire.
        return self._reserved(answer, trip) or self._read(answer, trip, guard)

    def _unchanged(self, answer: requests.Response, trip: Trip) -> NotModified | Rejection:
        _discard(answer)
        if not trip.conditional:
            return Rejection(reason=Reason.HTTP_5XX, detail="304 to an unconditional request")
        return NotModified(url=trip.asked, final_url=trip.url, fetched_at=self._now(), validators=_validators(answer))

    def _limit(self, accept: Accept) -> int:
        most = self._settings.max_bytes
        return max(most, MAX_DOCUMENT_BYTES) if accept is Accept.DOCUMENT else most

    def _read(self, answer: requests.Response, trip: Trip, guard: Guard) -> Response | Rejection:
        limit = trip.at_most or self._limit(trip.accept)
        too_large = Rejection(reason=Reason.TOO_LARGE, detail=f"more than {limit} bytes")
        announced = answer.headers.get("Content-Length", "")
        if trip.at_most is None and announced.isascii() and announced.isdigit() and int(announced) > limit:
            return too_large
        body = bytearray()
        for chunk in answer.raw.stream(_CHUNK, decode_content=True):
            kind = binary_in(chunk) if trip.accept is Accept.PAGE and not body else None
            if kind is not None:
                claim = answer.headers.get("Content-Type", "nothing")
                return Rejection(reason=Reason.CONTENT_TYPE, detail=f"{kind}, sent as {claim}")
            body += chunk
            if len(body) > limit and trip.at_most is None:
                return too_large
            if len(body) > limit:
                break
        _check(guard)
        content = bytes(memoryview(body)[:limit])
        return self._reserved(answer, trip, content) or self._response(answer, trip, content)

    def _reserved(self, answer: requests.Response, trip: Trip, body: bytes = b"") -> Rejection | None:
        """Note what the answer says of its use; a refusal when it denies ours, and that is not overruled."""
        statements = [*in_headers(answer.raw.headers.items())]
        if trip.accept is Accept.PAGE:
            statements += in_page(body, self._names)
        reservations = said(statements, self._names)
        trip.reservations = reservations.raw
        # A feed or sitemap is read for its links only, and `noindex` is usual for them.
        if reservations.denying is None or trip.allow_reserved or trip.accept is not Accept.PAGE:
            return None
        return Rejection(reason=Reason.RESERVED, detail=reservations.denying)

    def _response(self, answer: requests.Response, trip: Trip, body: bytes) -> Response:
        return Response(
            url=trip.asked,
            final_url=trip.url,
            status=answer.status_code,
            reason=answer.reason or "",
            headers=tuple(answer.raw.headers.items()),
            request_headers=tuple((name, _text(value)) for name, value in answer.request.headers.items()),
            body=body,
            fetched_at=self._now(),
            validators=_validators(answer),
        )


def _refusal(answer: requests.Response) -> Rejection | None:
    """The rejection of an answer that is no success, or that tests whether a browser asks."""
    status = answer.status_code
    reason = reason_of_status(status)
    if challenges.may_challenge(status):
        start = _start(answer) if reason is not None else b""
        mark = challenges.challenge_in({k.lower(): v for k, v in answer.headers.items()}, start)
        if mark is not None:
            return Rejection(reason=Reason.BOT_CHALLENGE, detail=f"{status}, {mark}")
    return None if reason is None else Rejection(reason=reason, detail=f"{status} {answer.reason}".strip())


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


def _start(answer: requests.Response) -> bytes:
    """The beginning of a refusing answer's body; empty when it cannot be had."""
    try:
        return bytes(answer.raw.read(challenges.READ, decode_content=True))
    except EXPECTED:
        return b""


def _discard(answer: requests.Response) -> None:
    """Read a small body to its end, which frees the connection for the next request; closing ends a longer one."""
    try:
        answer.raw.read(_CHUNK, decode_content=True)
    except EXPECTED:
        answer.close()


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")
