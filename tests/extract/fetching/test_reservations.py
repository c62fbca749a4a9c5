import time

import pytest

from pipeline.extract.fetching.reservations import Reservations, in_headers, in_page, said

NAMES = frozenset({"copydesk"})


def of_header(*values: str) -> Reservations:
    return said(in_headers([("x-robots-tag", value) for value in values]), NAMES)


def of_page(html: str) -> Reservations:
    return said(in_page(html.encode(), NAMES), NAMES)


@pytest.mark.parametrize(
    "value", ["noai", "noindex", "none", "NoAI", "all, noai", "max-snippet:-1,noai", "copydesk: noai"]
)
def test_directives_that_deny(value: str) -> None:
    assert of_header(value).denying is not None
    assert of_page(f'<meta name="robots" content="{value}">').denying is not None


@pytest.mark.parametrize(
    "value",
    [
        "all",
        "index, follow",
        "nofollow",
        "nosnippet",
        "noarchive",
        "noimageai",
        "noimageindex",
        "max-image-preview:none",
        "unavailable_after: 25 Jun 2030 15:00:00 GMT",
    ],
)
def test_directives_that_do_not(value: str) -> None:
    assert of_header(value) == Reservations(raw=f"X-Robots-Tag: {value}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("googlebot: noindex", Reservations()),
        ("googlebot: noindex, noai", Reservations()),
        ("googlebot: nofollow, copydesk: noai", Reservations(raw="", denying="X-Robots-Tag: noai")),
        ("CopyDesk: noindex", Reservations(raw="", denying="X-Robots-Tag: noindex")),
        ("noai, googlebot: noindex", Reservations(raw="", denying="X-Robots-Tag: noai")),
        ("unavailable_after: noindex", Reservations(raw="")),
    ],
)
def test_what_is_for_another_crawler_does_not_count(value: str, expected: Reservations) -> None:
    raw = None if expected.raw is None else f"X-Robots-Tag: {value}"
    assert of_header(value) == Reservations(raw=raw, denying=expected.denying)


def test_every_header_counts() -> None:
    found = of_header("max-snippet:-1", "googlebot: none", "noai")
    assert found == Reservations(raw="X-Robots-Tag: max-snippet:-1; X-Robots-Tag: noai", denying="X-Robots-Tag: noai")


@pytest.mark.parametrize(
    ("value", "denying"), [("1", "tdm-reservation: 1"), (" 1 ", "tdm-reservation: 1"), ("0", None), ("", None)]
)
def test_the_tdm_reservation_protocol(value: str, denying: str | None) -> None:
    assert said(in_headers([("TDM-Reservation", value)]), NAMES).denying == denying
    assert of_page(f'<meta name="tdm-reservation" content="{value}">').denying == denying


def test_the_policy_is_kept_with_it() -> None:
    headers = [("TDM-Reservation", "1"), ("TDM-Policy", "https://a.example/policy.json")]
    assert said(in_headers(headers), NAMES).raw == "tdm-reservation: 1; tdm-policy: https://a.example/policy.json"


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="robots" content="noai">',
        "<meta name='robots' content='noai'>",
        "<META NAME=robots CONTENT=noai>",
        '<meta content="noai" name="robots"/>',
        '<meta data-rh="true" name="ROBOTS"\n content = "noai, noimageai" />',
        '<meta name="robots" content="index"><meta name="copydesk" content="noai">',
        '<!-- <meta name="robots" content="index"> --><meta name="robots" content="noai">',
    ],
)
def test_spellings_of_the_meta_element(html: str) -> None:
    assert of_page(f"<html><head><title>a</title>{html}</head>").denying is not None


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="googlebot" content="noai">',
        '<!-- <meta name="robots" content="noai"> -->',
        '<!-- <meta name="robots" content="noai">',
        '<meta name="description" content="robots, noai">',
        '<meta property="robots" data-content="noai">',
        '&lt;meta name="robots" content="noai"&gt;',
        "x" * 300_000 + '<meta name="robots" content="noai">',
    ],
)
def test_what_is_no_such_element(html: str) -> None:
    assert of_page(html) == Reservations()


@pytest.mark.parametrize(
    "hostile",
    [
        b"<meta " * 50_000,
        b"<!--" * 80_000,
        b'<meta a="' * 40_000,
        b"<meta " + b"name" * 80_000,
        b"<meta " + b"name = " * 50_000,
    ],
)
def test_hostile_pages_take_linear_time(hostile: bytes) -> None:
    begin = time.monotonic()
    assert said(in_page(hostile, NAMES), NAMES) == Reservations()
    assert time.monotonic() - begin < 1
