"""What the row checks look at, measured for each row of a staged batch."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.quality.damage import markup, misread
from pipeline.load.quality.leftovers import leftovers
from pipeline.load.quality.shape import disagreements

# Scripts without spaces between words: two letters count as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_MISREAD_AT_LEAST = 3  # an article may quote what went wrong elsewhere
_MARKUP_AT_LEAST = 2
_REPEATED_FROM = 80  # characters; what is shorter may well be said twice
_SHOWN = 120  # characters of an example
_AS_THEY_ARE = ("article_id", "content_hash", "url", "canonical_url", "source", "title", "access")
_STATED = ["published_at", "modified_at"]


def facts_of(batch: pa.Table) -> pd.DataFrame:
    """A row for each row of the batch (`staged.STAGED`), in its order.

    words: of the paragraphs. hours_ahead: from the capture to the latest of the dates that the page states, negative
    for one that has been. earliest_year: of these dates. days_backwards: from the last update to the publication. NaN
    where the page does not state them. disagreement, boilerplate, markup, encoding, repeated: what was found, in words,
    else "". Besides these, columns of the batch as they are.
    """
    paragraphs = _paragraphs(batch)
    texts = [f"{title}\n{text}" for title, text in zip(_listed(batch, "title"), _listed(batch, "text"), strict=True)]
    return pd.DataFrame(
        {
            **{name: _texts(_listed(batch, name)) for name in _AS_THEY_ARE},
            "disagreement": _texts(disagreements(batch)),
            "words": _words(batch),
            **_dates(batch),
            "boilerplate": _texts(_told(leftovers(one), "paragraph", 1) for one in paragraphs),
            "markup": _texts(_told(markup(one), "piece", _MARKUP_AT_LEAST) for one in texts),
            "encoding": _texts(_told(misread(one), "place", _MISREAD_AT_LEAST) for one in texts),
            "repeated": _texts(_told(_repeated(one), "paragraph", 1) for one in paragraphs),
        }
    )


def _dates(batch: pa.Table) -> dict[str, "pd.Series[float]"]:
    frame = batch.select([*_STATED, "captured_at"]).to_pandas()
    stated = frame[_STATED]
    ahead = stated.sub(frame["captured_at"], axis="index").max(axis="columns")
    backwards = frame["published_at"] - frame["modified_at"]
    return {
        "hours_ahead": ahead.dt.total_seconds() / 3_600,
        "earliest_year": stated.min(axis="columns").dt.year.astype("float64"),
        "days_backwards": backwards.dt.total_seconds() / 86_400,
    }


def _paragraphs(batch: pa.Table) -> list[list[str]]:
    """The paragraphs of each row."""
    nested = batch["sections"].combine_chunks()
    found: list[list[str]] = [[] for _ in range(batch.num_rows)]
    owners: list[Any] = pc.list_parent_indices(nested).to_pylist()
    paragraphs = pc.struct_field(pc.list_flatten(nested), "paragraphs").to_pylist()
    for owner, texts in zip(owners, paragraphs, strict=True):
        found[owner] += texts
    return found


def _words(batch: pa.Table) -> "pd.Series[int]":
    """Words of the paragraphs: those of the text without those of the headings."""
    nested = batch["sections"].combine_chunks()
    words: list[Any] = batch["word_count"].to_pylist()
    owners: list[Any] = pc.list_parent_indices(nested).to_pylist()
    headings: list[Any] = pc.struct_field(pc.list_flatten(nested), "heading").to_pylist()
    for owner, heading in zip(owners, headings, strict=True):
        words[owner] -= len((heading or "").split())
    unspaced = (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2 for text in _listed(batch, "text"))
    most = [spaced and max(spaced, letters) for spaced, letters in zip(words, unspaced, strict=True)]
    return pd.Series(most, dtype="int64")


def _repeated(paragraphs: Sequence[str]) -> list[str]:
    """Long paragraphs that stand there more than once."""
    long = [one for one in paragraphs if len(one) >= _REPEATED_FROM]
    return [] if len({*long}) == len(long) else [one for one in dict.fromkeys(long) if long.count(one) > 1]


def _told(found: Sequence[str], what: str, at_least: int) -> str:
    """Such as `3 paragraphs, the first is «Share this»`; nothing for fewer than `at_least`."""
    if len(found) < at_least:
        return ""
    example = " ".join(found[0].split())
    shown = example if len(example) <= _SHOWN else f"{example[:_SHOWN]}…"
    return f"{len(found)} {what}s, the first is «{shown}»" if len(found) > 1 else f"one {what}, «{shown}»"


def _texts(values: Any) -> "pd.Series[str]":
    return pd.Series([*values], dtype="str")


def _listed(batch: pa.Table, column: str) -> list[Any]:
    return batch[column].to_pylist()
