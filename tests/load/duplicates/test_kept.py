from datetime import date

import numpy as np

from pipeline.load.duplicates.kept import Signed, read_signed, write_signed
from pipeline.load.duplicates.signatures import VALUES, signatures_of
from pipeline.load.duplicates.wording import wording

DAY = date(2026, 3, 1)


def test_signatures_come_back_as_they_were_kept(store):
    wordings = [wording("One", "a text"), wording("Two", "")]
    signed = Signed(
        keys=[("a", "hash of a"), ("b", "hash of b")],
        digests=np.array([one.digest for one in wordings]),
        signatures=signatures_of(wordings),
    )
    write_signed(store, DAY, signed)
    found = read_signed(store, DAY)
    assert found.keys == signed.keys
    assert found.digests.tolist() == signed.digests.tolist()
    assert found.signatures.tolist() == signed.signatures.tolist()


def test_of_a_day_without_signatures_nothing_is_kept(store):
    found = read_signed(store, DAY)
    assert found.keys == []
    assert found.signatures.shape == (0, VALUES)
