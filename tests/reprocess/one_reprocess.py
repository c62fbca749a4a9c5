"""Reprocessing in a process of its own, for the test that kills it, and a reader who looks on."""

import logging
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from pipeline.reprocess import Work, promote
from tests.loading import READERS
from tests.reprocess.newsdesk import desk_at, use

Event = Any  # multiprocessing's has no class that could be named


def run(folder: str, extractor: str, begun: Event) -> None:
    """Reprocess the desk in a folder with an extractor. begun: set when it comes to promote."""
    logging.disable(logging.CRITICAL)

    def promoting(work: Work, rebuilt: Any) -> None:
        begun.set()
        promote(work, rebuilt)

    with pytest.MonkeyPatch.context() as patch:
        use(patch, extractor)
        patch.setattr("pipeline.reprocess.promote", promoting)
        desk_at(Path(folder) / "store", Path(folder)).reprocess()


def look_on(
    reader: str, folder: str, stop: Event, answer: "multiprocessing.SimpleQueue[tuple[str, int, list[str]]]"
) -> None:
    """Read in a loop until told to stop: how often, and what went wrong."""
    read, looks, wrong = READERS[reader](Path(folder) / "store"), 0, list[str]()
    while not stop.is_set():
        try:
            articles, sections = read()
        except BaseException as error:  # Polars panics with one of these
            wrong.append(f"{type(error).__name__}: {error}")
        else:
            if not articles or not sections:
                wrong.append("nothing there")
        looks += 1
    answer.put((reader, looks, wrong))
