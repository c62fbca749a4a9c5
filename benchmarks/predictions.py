"""What an extractor says of a page, and the JSON lines that it is kept in."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.gold import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """An extractor's answer; empty text when the page is no article to it.

    published: begins with YYYY-MM-DD where it is right. sections: empty also where an extractor knows none.
    ms: milliseconds of processor time.
    """

    id: str
    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    sections: tuple[Passage, ...] = ()
    ms: float | None = None


def write(predictions: Iterable[Prediction], file: Path) -> None:
    """One prediction a line."""
    with file.open("w", encoding="utf-8") as lines:
        for prediction in predictions:
            lines.write(json.dumps(asdict(prediction), ensure_ascii=False) + "\n")
