"""Names out of bylines."""

import pytest

from pipeline.transform.people import names_in, whole_name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Von Jörg Weßling und Aylin Yıldırım", ["Jörg Weßling", "Aylin Yıldırım"]),
        ("Written by: Ann Lee, Bo Ek & Cy Day", ["Ann Lee", "Bo Ek", "Cy Day"]),
        ("Ann Lee and Bo Ek, Political Editor", ["Ann Lee", "Bo Ek"]),
        ("Kommentar von Jörg Weßling", ["Jörg Weßling"]),
        ("By Ann Lee in Geneva", ["Ann Lee"]),
        ("admin", []),
        ("https://x.org/author/ann", []),
        ("105092", []),
        ("", []),
    ],
)
def test_bylines(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("raw", "name"), [("By Ann Lee", "Ann Lee"), ("Ann Lee (al)", "Ann Lee"), ("admin", None), ("7", None)]
)
def test_a_field_that_holds_one_name(raw: str, name: str | None) -> None:
    assert whole_name(raw) == name


@pytest.mark.parametrize("name", ["libertydispatch24.example", "news.example.org", "usa5911.com"])
def test_a_site_is_no_person(name: str) -> None:
    assert names_in(name) == []
    assert whole_name(name) is None
