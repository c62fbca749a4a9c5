"""Answers that somebody else got, judged as a request's own answer is: what may be read, and what its site reserves."""

from collections.abc import Iterable

from pipeline.config import FetchSettings
from pipeline.extract.fetching.agents import names_of
from pipeline.extract.fetching.kinds import Accept, binary_in
from pipeline.extract.fetching.reservations import in_headers, in_page, said
from pipeline.extract.headers import header
from pipeline.models import Rejection
from pipeline.reasons import Reason

Headers = Iterable[tuple[str, str]]


def is_page(headers: Headers) -> bool:
    """Whether an answer says that it is a page, or does not say what it is."""
    return Accept.PAGE.takes(header(headers, "Content-Type"))


def page_refusal(headers: Headers, body: bytes, settings: FetchSettings, *, allow_reserved: bool) -> Rejection | None:
    """Why a page is not taken as it came, None when it is.

    body: after content decoding; of one that is longer than `max_bytes`, a byte more is enough.
    """
    if len(body) > settings.max_bytes:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"more than {settings.max_bytes} bytes")
    if (kind := binary_in(body)) is not None:
        return Rejection(reason=Reason.CONTENT_TYPE, detail=kind)
    names = names_of(settings.user_agent)
    denying = said([*in_headers(headers), *in_page(body, names)], names).denying
    if denying is None or allow_reserved:
        return None
    return Rejection(reason=Reason.RESERVED, detail=denying)
