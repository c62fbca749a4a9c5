"""A file that takes another's place still holds that one, for whoever has begun to read it."""

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.layout.packed import Former, packed, superfluous

words = st.text("abcdefghij ", max_size=200)
tables = st.lists(words, max_size=60).map(lambda texts: pa.table({"n": range(len(texts)), "text": texts}))


def read(data):
    return pq.read_table(pa.BufferReader(data))


def replaced(table, data):
    return packed(table, Former.of(data)).to_pybytes()


def numbers(first, count=10_000):
    return pa.table({"n": [first + n * n % 9_973 for n in range(count)]})


@given(st.lists(tables, min_size=2, max_size=8))
def test_the_new_content_is_read_and_the_former_is_where_it_was(versions):
    former, table = packed(versions[0]).to_pybytes(), versions[0]
    for version in versions[1:]:
        data = replaced(version, former)
        assert read(data).equals(version)
        # by who knows the former footer or no more than the former length
        assert read(data[: len(former)]).equals(table)
        former, table = data, version


def test_a_file_stays_within_three_times_its_content_and_a_footer_for_each_time():
    alone, footer = len(packed(numbers(0))), 500
    data = packed(numbers(0)).to_pybytes()
    lengths = []
    for version in range(1, 100):
        data = replaced(numbers(version), data)
        lengths.append(len(data))
    assert 2 * alone < lengths[0] < 2.125 * alone + 2 * footer
    assert lengths[-1] < 3 * alone + 100 * footer


def test_what_was_replaced_twice_is_gone():
    secret = pa.table({"text": ["the quick brown fox"]})
    other = pa.table({"text": ["x"]})
    data = packed(secret).to_pybytes()
    once = replaced(other, data)
    assert b"brown fox" in once
    assert b"brown fox" not in replaced(other, once)


def test_what_is_superfluous_is_counted():
    def count(data):
        return superfluous(pq.read_metadata(pa.BufferReader(data)), len(data))

    data = packed(numbers(0)).to_pybytes()
    assert count(data) == 0
    assert count(packed(numbers(0, count=0)).to_pybytes()) == 0
    again = replaced(numbers(1), data)
    alone = len(packed(numbers(1)))
    assert alone <= len(again) - count(again) < alone + 20  # larger offsets take more bytes
