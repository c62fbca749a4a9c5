"""Names out of bylines."""

import pytest

from pipeline.transform.fields.people import field_names, names_in, whole_name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("Von Jörg Weßling und Aylin Yıldırım", ["Jörg Weßling", "Aylin Yıldırım"]),
        ("Written by: Ann Lee, Bo Ek & Cy Day", ["Ann Lee", "Bo Ek", "Cy Day"]),
        ("Ann Lee and Bo Ek, Political Editor", ["Ann Lee", "Bo Ek"]),
        ("Kommentar von Jörg Weßling", ["Jörg Weßling"]),
        ("By Ann Lee in Geneva", ["Ann Lee"]),
        ("Von Jörg Weßling und Aylin Yıldırım, Berlin", ["Jörg Weßling", "Aylin Yıldırım"]),
        ("By Ann Lee, New York", ["Ann Lee"]),
        ("Par Ann Lee et Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Por Ann Lee y Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Av Ann Lee og Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Ann LEE, Bo EK", ["Ann LEE", "Bo EK"]),
        ("Ann Lee (dpa)", ["Ann Lee"]),
        ("By Ann Lee @annlee", ["Ann Lee"]),
        ("By Ann Lee ann.lee@example.org", ["Ann Lee"]),
        ("By Ann Lee, MD", ["Ann Lee, MD"]),
        ("ByAnn LeePublished: Mar 5, 2026", ["Ann Lee"]),
        ("2 May 2026 • Ann Lee • 3 min read", ["Ann Lee"]),
        ("Home | Politics | By Ann Lee", ["Ann Lee"]),
        ("Ann Lee Senior Editor", ["Ann Lee"]),
        ("By Ann Lee with AP", ["Ann Lee"]),
        ("By Annlee", ["Annlee"]),
        ("Reviewed by Ann Lee", []),
        ("Photo: Ann Lee", []),
        ("Marketing Director", []),
        ("Last updated 5 March 2026", []),
        ("岳弘彬", ["岳弘彬"]),
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


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Lee, Ann", ["Lee, Ann"]),
        ("Ann Lee, MS, RD", ["Ann Lee, MS, RD"]),
        ("Ann Lee | The Example", ["Ann Lee"]),
        ("Ann Lee - Example Team", ["Ann Lee"]),
        ("Ann McLee and Bo DeEk", ["Ann McLee", "Bo DeEk"]),
        ("Example Staff", ["Example Staff"]),
        ("annlee", ["annlee"]),
        (", The Example", []),
        ("https://www.example.net/ann", []),
    ],
)
def test_a_field_that_holds_authors_only(raw: str, names: list[str]) -> None:
    assert field_names(raw) == names


@pytest.mark.parametrize("name", ["libertydispatch24.example", "news.example.org", "usa5911.com"])
def test_a_site_is_no_person(name: str) -> None:
    assert names_in(name) == []
    assert whole_name(name) is None
