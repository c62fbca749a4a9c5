"""Answers over HTTP as values: a document with its validators, 304, redirects and errors."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from http import HTTPStatus

from pipeline.demo.folder import Fault
from pipeline.demo.rendering import Document

Headers = tuple[tuple[str, str], ...]
_HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResponse:
    """An answer over HTTP. headers: in order, without Content-Length and Date, which are the server's to add."""

    status: int
    headers: Headers
    body: bytes


def answer(document: Document, request_headers: Mapping[str, str]) -> DemoResponse:
    """The document, or 304 when the request's validators (RFC 9110, section 13.2.2) say that the client has it."""
    asked = {name.lower(): value for name, value in request_headers.items()}
    etag = f'"{hashlib.sha256(document.body).hexdigest()[:32]}"'
    modified = document.modified.astimezone(UTC)
    validators = (("ETag", etag), ("Last-Modified", format_datetime(modified, usegmt=True)))
    if _unchanged(asked, etag, modified):
        return DemoResponse(status=HTTPStatus.NOT_MODIFIED, headers=validators, body=b"")
    headers = (("Content-Type", document.content_type), *validators)
    return DemoResponse(status=HTTPStatus.OK, headers=headers, body=document.body)


def faulty(fault: Fault, base: str) -> DemoResponse:
    """What a [[fault]] answers: its status, with Location (a path made absolute) and Retry-After where it has them."""
    headers: Headers = (_HTML,)
    if fault.location is not None:
        target = base + fault.location if fault.location.startswith("/") else fault.location
        headers += (("Location", target),)
    if fault.retry_after is not None:
        headers += (("Retry-After", str(fault.retry_after)),)
    return DemoResponse(status=fault.status, headers=headers, body=plain_page(fault.status))


def not_found(body: bytes) -> DemoResponse:
    return DemoResponse(status=HTTPStatus.NOT_FOUND, headers=(_HTML,), body=body)


def plain_page(status: int) -> bytes:
    """The bare page that web servers send with a status; a status without a known name is an `Error`."""
    known = {member.value: member.phrase for member in HTTPStatus}
    title = escape(f"{status} {known.get(status, 'Error')}")
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n".encode()


def _unchanged(asked: Mapping[str, str], etag: str, modified: datetime) -> bool:
    if "if-none-match" in asked:
        given = {tag.strip().removeprefix("W/") for tag in asked["if-none-match"].split(",")}
        return etag in given or "*" in given
    if "if-modified-since" in asked:
        try:
            since = parsedate_to_datetime(asked["if-modified-since"])
        except ValueError:
            return False
        return modified.replace(microsecond=0) <= since.astimezone(UTC)
    return False
