import pytest

from pipeline.extract.headers import content_type_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("Text/HTML; Charset=ISO-8859-1", ("text/html", "ISO-8859-1")),
        ('text/html; a=b; charset="utf-8"', ("text/html", "utf-8")),
        ("text/html; charset=", ("text/html", None)),
        ("", (None, None)),
    ],
)
def test_media_type_and_charset(value: str, expected: tuple[str | None, str | None]) -> None:
    assert content_type_of([("X-A", "b"), ("content-type", value)]) == expected


def test_no_such_header() -> None:
    assert content_type_of([]) == (None, None)
