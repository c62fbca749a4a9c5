"""A page that a killed run had archived is taken over by whoever comes next, if somebody waits for it."""

from pathlib import Path

import pytest

from pipeline.extract import Orphan, payload_digest
from pipeline.ledger import Ledger
from pipeline.models import Attempt, CaptureRef
from pipeline.orphans import adopt
from tests.ledger.steps import NOON, URL, begin, candidate, response


@pytest.fixture
def orphan() -> Orphan:
    return Orphan(
        response=response(),
        ref=CaptureRef(file="r1-0000.warc.gz", offset=400, length=90),
        digest=payload_digest(b"<p>text</p>"),
        attempt=Attempt(url=URL, source="example", started_at=NOON, outcome="fetched"),
    )


def test_a_page_that_is_waited_for_is_noted(tmp_path: Path, orphan: Orphan) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        begin(ledger, "r1", candidate())
        assert adopt(ledger, "r1", orphan)
        assert [one.ref for one in ledger.to_transform("r1")] == [orphan.ref]
        assert not adopt(ledger, "r1", orphan)


def test_a_page_that_nobody_waits_for_is_not(tmp_path: Path, orphan: Orphan) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        begin(ledger, "r1")
        assert not adopt(ledger, "r1", orphan)
        assert not adopt(ledger, None, orphan)
