import pytest

from pipeline.extract.fetching.kinds import binary_in, decodable


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x20ftypisom", "a video"),
        (b"<!DOCTYPE html>", None),
        (b"\xef\xbb\xbf<html>", None),
        (b"\xff\xfe<\x00h\x00", None),  # UTF-16
        (b"PKW fahren weiter", None),
        (b"", None),
    ],
)
def test_what_a_body_is_by_its_first_bytes(start: bytes, kind: str | None) -> None:
    assert binary_in(start) == kind


@pytest.mark.parametrize(
    ("coding", "expected"),
    [
        ("", True),
        ("gzip", True),
        ("GZIP, deflate", True),
        ("identity", True),
        ("UTF-8", True),
        ("rot13", False),
        ("gzip, rot13", False),
    ],
)
def test_what_can_be_decoded(coding: str, *, expected: bool) -> None:
    assert decodable(coding) is expected
