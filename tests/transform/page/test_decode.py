"""Which encoding bytes are in."""

import encodings

import pytest

from pipeline.transform.page.decode import decode, is_binary, is_damaged, repaired

TEXT = "Grüße – „Über Maß“"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        pytest.param(TEXT.encode(), None, id="utf-8 declared nowhere"),
        pytest.param(TEXT.encode(), "iso-8859-1", id="utf-8 declared as latin-1"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), "windows-1252", id="the mark beats the header"),
        pytest.param(TEXT.encode("utf-16"), None, id="utf-16 with its mark"),
        pytest.param(TEXT.encode("cp1252"), "windows-1252", id="the header"),
        pytest.param(TEXT.encode("cp1252"), "ISO-8859-1", id="latin-1 means windows-1252"),
        pytest.param(TEXT.encode("cp1252"), "utf-8", id="a header that cannot be true"),
        pytest.param(TEXT.encode("cp1252"), "no-such-charset", id="a header that means nothing"),
        pytest.param(TEXT.encode("cp1252"), None, id="nothing declared"),
    ],
)
def test_text_comes_out_whole(body: bytes, charset: str | None) -> None:
    assert decode(body, charset) == TEXT


@pytest.mark.parametrize(
    "meta",
    ['<meta charset="windows-1251">', "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>"],
)
def test_a_meta_tag_names_the_charset(meta: str) -> None:
    page = f"<html><head>{meta}</head><p>Привет"
    assert decode(page.encode("cp1251")) == page


def test_iso_2022_jp_is_ascii_on_the_wire_and_yet_not_utf_8() -> None:
    assert decode("日本".encode("iso2022_jp"), "iso-2022-jp") == "日本"


def test_a_page_cut_off_inside_a_character_loses_that_character_only() -> None:
    assert decode("Grüße".encode()[:3], "utf-8") == "Gr"


def test_one_stray_byte_does_not_change_the_encoding_of_a_page() -> None:
    assert decode("Grüße und Küsse ".encode() + b"\xff", "utf-8") == "Grüße und Küsse \ufffd"


def test_nul_bytes_are_dropped() -> None:
    assert decode(b"a\0b") == "ab"


def test_mojibake_is_mended_on_the_lines_that_have_it() -> None:
    damaged = "schÃ¶ne GrÃ¼ÃŸe\nsão paulo"
    assert is_damaged(damaged)
    assert repaired(damaged) == "schöne Grüße\nsão paulo"
    assert not is_damaged("São Paulo, Ängelholm, «Â»")


def test_letters_that_only_look_like_mojibake_stay() -> None:
    assert decode("ÃO PAULO, EDIÇÃO".encode()) == "ÃO PAULO, EDIÇÃO"


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04", bytes(range(32)) * 9]
)
def test_binary(body: bytes) -> None:
    assert is_binary(body)


@pytest.mark.parametrize(
    "body", [b"", b"<p>text", TEXT.encode("utf-16"), TEXT.encode("cp1252"), b"a\0b\0c and more text"]
)
def test_text_is_not_binary(body: bytes) -> None:
    assert not is_binary(body)


def test_python_is_not_asked_for_charsets_that_it_does_not_know() -> None:
    remembered = len(encodings._cache)  # type: ignore[attr-defined]  # where it keeps them for good
    for number in range(100):
        assert decode(TEXT.encode("cp1252"), f"x-charset-{number}") == TEXT
    assert len(encodings._cache) == remembered  # type: ignore[attr-defined]
