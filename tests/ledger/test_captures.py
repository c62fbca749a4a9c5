"""Every record of the archive is known: where it lies, whose bytes it has, and where a file may be cut."""

from pipeline.ledger import Ledger
from pipeline.models import CaptureRef, Payload
from tests.ledger.steps import DAY, NOON, begin, candidate, capture, publish

A, B, C = (f"https://example.org/{name}" for name in "abc")


def test_a_payload_is_found_by_its_digest(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B))
    ref = capture(ledger, "r1", A, digest="sha1:ONE")
    capture(ledger, "r1", B, digest="sha1:TWO")
    assert ledger.payload("sha1:ONE") == Payload(digest="sha1:ONE", ref=ref, url=A, fetched_at=NOON)
    assert ledger.payload("sha1:THREE") is None


def test_a_page_with_the_same_payload_is_transformed_from_the_earlier_bytes(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B))
    ref = capture(ledger, "r1", A, digest="sha1:ONE")
    capture(ledger, "r1", B, digest="sha1:ONE", same_as=ledger.payload("sha1:ONE"), at=NOON + DAY)
    waiting = [(one.url, one.ref, one.captured_at) for one in ledger.to_transform("r1")]
    assert waiting == [(A, ref, NOON), (B, ref, NOON + DAY)]


def test_a_revisit_record_is_no_payload(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B))
    ref = capture(ledger, "r1", A, digest="sha1:ONE", at=NOON + DAY)
    capture(ledger, "r1", B, digest="sha1:ONE", same_as=ledger.payload("sha1:ONE"), at=NOON)
    assert ledger.payload("sha1:ONE") == Payload(digest="sha1:ONE", ref=ref, url=A, fetched_at=NOON + DAY)


def test_the_earliest_of_two_equal_payloads_is_the_one(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B))
    capture(ledger, "r1", A, digest="sha1:ONE", at=NOON + DAY)
    earliest = capture(ledger, "r1", B, digest="sha1:ONE", at=NOON)
    assert ledger.payload("sha1:ONE") == Payload(digest="sha1:ONE", ref=earliest, url=B, fetched_at=NOON)


def test_a_file_ends_after_its_last_record_whatever_it_is(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B), candidate(C))
    capture(ledger, "r1", A, offset=200)
    capture(ledger, "r1", B, offset=100)
    assert ledger.capture_end("a.warc.gz") == 250
    elsewhere = Payload(
        digest="sha1:A", ref=CaptureRef(file="0.warc.gz", offset=900, length=50), url=A, fetched_at=NOON
    )
    capture(ledger, "r1", C, offset=300, same_as=elsewhere)
    assert ledger.capture_end("a.warc.gz") == 350
    assert ledger.capture_end("unknown.warc.gz") == 0


def test_an_earlier_capture_of_the_same_page_stays_known(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A, modified="1"))
    first = ledger.payload("sha1:A")
    begin(ledger, "r2", candidate(A, modified="2"))
    capture(ledger, "r2", A, digest="sha1:NEW", at=NOON + DAY)
    assert ledger.payload("sha1:A") == first
