"""Whether a staged row agrees with itself, where Arrow's types do not see to it."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.models import BlockKind, Label


def disagreements(batch: pa.Table) -> list[str]:
    """What is wrong within each row of a batch (`staged.STAGED`), in words; "" where nothing is."""
    sections, removed = batch["sections"].combine_chunks(), batch["removed"].combine_chunks()
    owners, items = pc.list_parent_indices(sections), pc.list_flatten(sections)
    kinds, paragraphs = pc.struct_field(items, "kinds"), pc.struct_field(items, "paragraphs")
    uneven = pc.not_equal(pc.list_value_length(kinds), pc.list_value_length(paragraphs))
    strange_kinds = _outside(pc.list_flatten(kinds), BlockKind)
    strange_labels = _outside(pc.struct_field(pc.list_flatten(removed), "label"), Label)
    rows_with: dict[str, pa.Array[Any]] = {
        "section_count is not the number of its sections": pc.indices_nonzero(
            pc.not_equal(pc.list_value_length(sections), batch["section_count"].combine_chunks())
        ),
        "a section has not one kind for each paragraph": owners.filter(uneven),
        "a paragraph is of an unknown kind": owners.take(pc.list_parent_indices(kinds).filter(strange_kinds)),
        "a removed block has an unknown label": pc.list_parent_indices(removed).filter(strange_labels),
    }
    found = [""] * batch.num_rows
    for problem, numbers in rows_with.items():
        rows: list[Any] = numbers.to_pylist()
        for number in rows:
            found[number] = problem
    return found


def _outside(values: "pa.Array[Any]", known: Iterable[str]) -> "pa.Array[Any]":
    return pc.invert(pc.is_in(values, pa.array([str(one) for one in known])))
