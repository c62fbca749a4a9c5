"""What `coverage` quotes of an article, taken out of it."""

from collections.abc import Collection
from typing import Any

import pyarrow as pa

from pipeline.load.layout.columns import COVERAGE
from pipeline.load.layout.partition import days_of, read_partition, write_partition
from pipeline.storage import Store

_INSTEAD = "such as an article that was taken down"


def remove_mentions(store: Store, addresses: Collection[str]) -> None:
    """Take from the findings of `coverage` every detail that names one of the addresses; the numbers stay."""
    for day in days_of(store, COVERAGE):
        findings: list[Any] = read_partition(store, COVERAGE, day, ["findings"])["findings"].to_pylist()
        left = [[_without(finding, addresses) for finding in found] for found in findings]
        if left != findings:
            table = read_partition(store, COVERAGE, day)
            place = table.schema.get_field_index("findings")
            field = table.schema.field(place)
            write_partition(
                store, COVERAGE, day, table.set_column(place, field, pa.array(left, field.type)), keep_former=False
            )


def _without(finding: dict[str, Any], addresses: Collection[str]) -> dict[str, Any]:
    named = {word.removesuffix(":") for word in finding["detail"].split()} & {*addresses}
    return {**finding, "detail": _INSTEAD} if named else finding
