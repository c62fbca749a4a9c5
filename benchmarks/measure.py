"""Extractors over pages, in one process: what each says, and the processor time that it takes to say it."""

import gc
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from benchmarks.gold import GoldPage
from benchmarks.predictions import Prediction
from benchmarks.systems import Sample, System

_WARM_UP = 5  # pages: caches fill and code is imported outside the measurement


@dataclass(slots=True)
class Run:
    """What one system said of each page, by id. failed: what it raised, by page; there the prediction is empty."""

    system: System
    predictions: dict[str, Prediction] = field(default_factory=dict)
    failed: dict[str, Exception] = field(default_factory=dict)

    def milliseconds(self) -> list[float]:
        return [said.ms for said in self.predictions.values() if said.ms is not None]


def run(pages: Sequence[GoldPage], systems: Sequence[System]) -> dict[str, Run]:
    """Every system over every page, page by page, so that a noisy minute of the machine hits all of them alike."""
    for sample in _samples(pages[:_WARM_UP]):
        for system in systems:
            _timed(system, sample)
    gc.collect()
    gc.freeze()  # so that no collection inside a call walks through what was there before
    runs = {system.name: Run(system) for system in systems}
    for turn, sample in enumerate(_samples(pages)):
        first = turn % len(systems)  # whoever comes first finds the page in no cache
        for system in (*systems[first:], *systems[:first]):
            prediction, error = _timed(system, sample)
            runs[system.name].predictions[sample.id] = prediction
            if error:
                runs[system.name].failed[sample.id] = error
    gc.unfreeze()
    return runs


def slowest_to_median(times: Sequence[float]) -> float:
    """How many times the median page the slowest page takes."""
    return max(times) / median(times)


def best_of(runs: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The shortest time of each page over several runs: the longer ones are the machine's."""
    best: dict[str, float] = {}
    for times in runs:
        for page, ms in times.items():
            best[page] = min(ms, best.get(page, ms))
    return best


def _samples(pages: Sequence[GoldPage]) -> Iterator[Sample]:
    for page in pages:
        body = page.body()
        yield Sample(id=page.id, url=page.url, body=body, html=body.decode("utf-8", "replace"))


def _timed(system: System, sample: Sample) -> tuple[Prediction, Exception | None]:
    """The prediction, and what the system raised instead of one."""
    began = time.process_time()
    try:
        answer = system.call(sample)
    except Exception as error:  # any fault of a peer is a result
        return Prediction(id=sample.id, ms=_milliseconds_since(began)), error
    ms = _milliseconds_since(began)
    return replace(system.read(sample.id, answer), ms=ms), None


def _milliseconds_since(began: float) -> float:
    return (time.process_time() - began) * 1000
