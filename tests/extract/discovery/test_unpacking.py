import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.entries import Unreadable
from pipeline.extract.discovery.unpacking import unpacked
from pipeline.reasons import Reason

BODY = b"<urlset/>"


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        gzip.compress(BODY),
        gzip.compress(gzip.compress(BODY)),
        gzip.compress(b"<url") + gzip.compress(b"set/>"),
        gzip.compress(BODY) + b"trailing rubbish",
    ],
    ids=["plain", "gzipped", "gzipped twice", "in two members", "with rubbish after it"],
)
def test_the_document_itself(body: bytes) -> None:
    assert unpacked(body) == BODY


def test_of_a_broken_one_what_unpacks() -> None:
    lines = "".join(f"{n * 7919 % 10007}\n" for n in range(50_000)).encode()
    cut = unpacked(gzip.compress(lines)[:-20_000])
    assert isinstance(cut, bytes)
    assert len(cut) > 64 * 1024
    assert lines.startswith(cut)


def test_broken_from_the_start() -> None:
    assert unpacked(b"\x1f\x8b\x07broken, as it says") == Unreadable(detail="broken gzip: Unknown compression method")


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_too_large(layers: int) -> None:
    bomb = b" " * 3_000_000
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    assert unpacked(bomb, 1_000_000) == Unreadable(detail="more than 1000000 bytes unpacked", reason=Reason.TOO_LARGE)


@given(st.binary() | st.binary().map(lambda tail: b"\x1f\x8b\x08" + tail))
def test_any_bytes_unpack_or_do_not(body: bytes) -> None:
    assert isinstance(unpacked(body, 1_000_000), bytes | Unreadable)
