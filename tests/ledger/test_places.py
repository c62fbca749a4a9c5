"""Where bytes lie when archive files are merged or deleted, and that nobody is sent to where they are not."""

import itertools
from datetime import timedelta

from pipeline.ledger import Ledger
from pipeline.models import CaptureRef, FetchTask, Payload
from tests.ledger.steps import DAY, NOON, attempt, begin, candidate, response, write

A, B, C = (f"https://example.org/{name}" for name in "abc")
_names = itertools.count()


def captured(  # noqa: PLR0913  # each test says what it is about
    ledger: Ledger,
    url: str,
    file: str,
    offset: int,
    *,
    digest: str = "",
    at: timedelta = timedelta(),
    known: bool = False,
) -> None:
    """A capture of a page in a run of its own. known: whether its body is in the archive already."""
    run_id, digest = f"r{next(_names)}", digest or f"sha1:{url}"
    begin(ledger, run_id, candidate(url, modified=run_id), at=NOON + at)
    ledger.record_capture(
        run_id,
        FetchTask(url=url, source="example"),
        response(url, NOON + at),
        CaptureRef(file=file, offset=offset, length=50),
        [attempt("fetched", url)],
        digest=digest,
        same_as=ledger.payload(digest) if known else None,
    )


def waiting(ledger: Ledger) -> dict[str, tuple[str, int]]:
    """Where the bytes of the pages lie that wait to be transformed."""
    refs = [one for run in ledger.unfinished_runs() for one in ledger.to_transform(run.run_id)]
    return {one.url: (one.ref.file, one.ref.offset) for one in refs}


def to_fetch(ledger: Ledger) -> list[str]:
    return [task.url for run in ledger.unfinished_runs() for task in ledger.to_fetch(run.run_id)]


def place(payload: Payload | None) -> tuple[str, int] | None:
    return payload and (payload.ref.file, payload.ref.offset)


def test_references_move_with_the_files(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100)
    captured(ledger, B, "2.warc.gz", 100)
    captured(ledger, C, "3.warc.gz", 100)
    for _ in range(2):  # again, as after a kill
        ledger.move_captures({"1.warc.gz": 0, "2.warc.gz": 1_000}, "m.warc.gz")
        assert waiting(ledger) == {A: ("m.warc.gz", 100), B: ("m.warc.gz", 1_100), C: ("3.warc.gz", 100)}
        assert place(ledger.payload(f"sha1:{B}")) == ("m.warc.gz", 1_100)
        assert (ledger.capture_end("m.warc.gz"), ledger.capture_end("1.warc.gz")) == (1_150, 0)


def test_more_files_than_a_statement_takes(ledger: Ledger) -> None:
    captured(ledger, A, "700.warc.gz", 100)
    ledger.move_captures({f"{number}.warc.gz": number * 1_000 for number in range(1_200)}, "m.warc.gz")
    assert waiting(ledger) == {A: ("m.warc.gz", 700_100)}


def test_a_page_whose_bytes_are_gone_is_fetched_again(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100)
    captured(ledger, B, "1.warc.gz", 200)
    ledger.forget([("1.warc.gz", 100)])
    assert waiting(ledger) == {B: ("1.warc.gz", 200)}
    assert to_fetch(ledger) == [A]
    assert ledger.payload(f"sha1:{A}") is None


def test_so_is_one_that_has_its_body_there(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100, digest="sha1:ONE")
    captured(ledger, B, "2.warc.gz", 100, digest="sha1:ONE", known=True)
    assert waiting(ledger)[B] == ("1.warc.gz", 100)
    ledger.forget_file("1.warc.gz")
    assert waiting(ledger) == {}
    assert sorted(to_fetch(ledger)) == [A, B]
    assert (ledger.capture_end("1.warc.gz"), ledger.capture_end("2.warc.gz")) == (0, 150)


def test_an_article_stays_one(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100)
    (run,) = ledger.unfinished_runs()
    write(ledger, run.run_id, A)
    ledger.forget_file("1.warc.gz")
    begin(ledger, "later", candidate(A), at=NOON + DAY)
    assert ledger.to_fetch("later") == []


def test_a_newer_capture_of_the_page_stays_known(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100, digest="sha1:OLD")
    (run,) = ledger.unfinished_runs()
    write(ledger, run.run_id, A)
    captured(ledger, A, "2.warc.gz", 100, digest="sha1:NEW", at=DAY)
    ledger.forget_file("1.warc.gz")
    assert waiting(ledger) == {A: ("2.warc.gz", 100)}


def test_a_file_is_needed_as_long_as_a_capture_in_it_is_young(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100)
    captured(ledger, B, "1.warc.gz", 200, at=5 * DAY)
    assert ledger.needed_since("1.warc.gz", NOON + 5 * DAY)
    assert ledger.needed_since("1.warc.gz", NOON + 6 * DAY) is False
    assert ledger.needed_since("2.warc.gz", NOON) is None


def test_a_file_is_needed_as_long_as_a_young_capture_refers_to_it(ledger: Ledger) -> None:
    captured(ledger, A, "1.warc.gz", 100, digest="sha1:ONE")
    captured(ledger, B, "2.warc.gz", 100, digest="sha1:ONE", at=5 * DAY, known=True)
    assert ledger.needed_since("1.warc.gz", NOON + 5 * DAY)
    assert ledger.needed_since("1.warc.gz", NOON + 6 * DAY) is False
