"""Answers read from WARC files, whole ones and others."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.backfill.reading import Read, read_answers
from pipeline.backfill.records import Answer, Damage
from tests.backfill.warcs import HTML, Record, story, write_warc

PAGES = [Record(url=f"https://example.org/{name}", body=story(name)) for name in ("one", "two", "three")]
MOST = 1_000_000


def read(file: Path, most: int = MOST) -> tuple[list[Answer | None], list[bytes], Damage | None]:
    answers: list[Answer | None] = []
    bodies: list[bytes] = []

    def take(answer: Answer | None, read: Read) -> None:
        body = read(most)
        answers.append(answer)
        bodies.append(body)

    damage = read_answers(file, take)
    return answers, bodies, damage


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_every_answer_is_read(tmp_path: Path, name: str) -> None:
    answers, bodies, damage = read(write_warc(tmp_path / name, PAGES))
    assert [answer and answer.url for answer in answers] == [page.url for page in PAGES]
    assert bodies == [page.body for page in PAGES]
    assert damage is None


def test_an_answer_tells_what_its_record_says(tmp_path: Path) -> None:
    file = write_warc(tmp_path / "pages.warc.gz", PAGES[:1])
    ((answer,), _, _) = read(file)
    assert answer == Answer(
        file=file,
        offset=answer.offset if answer else 0,
        url="https://example.org/one",
        final_url="https://example.org/one",
        captured_at=datetime(2026, 11, 2, 12, tzinfo=UTC),
        status=200,
        status_text="OK",
        headers=(HTML,),
        revisit=False,
        digest=answer.digest if answer else None,
    )
    assert answer.offset > 0


def test_a_body_is_decoded(tmp_path: Path) -> None:
    packed = gzip.compress(b"hello")
    chunked = b"5\r\nhello\r\n0\r\n\r\n"
    records = [
        Record(url="https://example.org/gzip", body=packed, headers=(HTML, ("Content-Encoding", "gzip"))),
        Record(url="https://example.org/chunked", body=chunked, headers=(HTML, ("Transfer-Encoding", "chunked"))),
    ]
    assert read(write_warc(tmp_path / "pages.warc.gz", records))[1] == [b"hello", b"hello"]


def test_of_a_bomb_no_more_is_read_than_is_asked_for(tmp_path: Path) -> None:
    bomb = Record(
        url="https://example.org/bomb",
        body=gzip.compress(b"0" * 5_000_000),
        headers=(HTML, ("Content-Encoding", "gzip")),
    )
    answers, bodies, damage = read(write_warc(tmp_path / "pages.warc.gz", [bomb, *PAGES[:1]]), most=1000)
    assert ([len(body) for body in bodies], damage) == ([1000, len(PAGES[0].body)], None)
    assert len(answers) == 2


def test_what_is_no_answer_is_not_read(tmp_path: Path) -> None:
    records = [Record(url="https://example.org/asked", kind="request", status="GET / HTTP/1.1"), *PAGES[:1]]
    answers, _, _ = read(write_warc(tmp_path / "pages.warc.gz", records))
    assert [answer and answer.url for answer in answers] == ["https://example.org/one"]


def test_an_answer_without_a_date_is_none(tmp_path: Path) -> None:
    file = write_warc(tmp_path / "pages.warc", [Record(url="https://example.org/one", at="yesterday"), *PAGES[1:]])
    answers, _, damage = read(file)
    assert [answer and answer.url for answer in answers] == [None, PAGES[1].url, PAGES[2].url]
    assert damage is None


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_file_that_is_cut_off_is_read_up_to_there(tmp_path: Path, name: str) -> None:
    whole = write_warc(tmp_path / name, PAGES)
    (_, _, third), _, _ = read(whole)
    assert third is not None
    cut = tmp_path / f"cut-{name}"
    for length in (third.offset + 1, third.offset + 100, whole.stat().st_size - 20):
        cut.write_bytes(whole.read_bytes()[:length])
        answers, bodies, damage = read(cut)
        assert bodies == [page.body for page in PAGES[:2]]
        assert len(answers) == 2
        assert damage is not None
        assert (damage.file, damage.offset) == (cut, third.offset)


def test_a_file_that_is_broken_in_the_middle_is_read_up_to_there(tmp_path: Path) -> None:
    file = write_warc(tmp_path / "pages.warc.gz", PAGES)
    (_, second, third), _, _ = read(file)
    assert second is not None
    assert third is not None
    content = bytearray(file.read_bytes())
    for byte in range(second.offset + 60, third.offset - 30):
        content[byte] ^= 0xFF
    file.write_bytes(content)
    answers, bodies, damage = read(file)
    assert (len(answers), bodies) == (1, [PAGES[0].body])
    assert damage is not None
    assert damage.offset == second.offset


@pytest.mark.parametrize("content", [b"no WARC at all\r\n", b"\x1f\x8b", b""])
def test_a_file_that_is_no_warc_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.warc"
    file.write_bytes(content)
    answers, _, damage = read(file)
    assert answers == []
    assert (damage is None) == (content == b"")
    assert damage is None or damage.offset == 0
