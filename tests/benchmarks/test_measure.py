"""Every system sees every page once; a fault of one is a result, not the end."""

from pathlib import Path
from typing import Any

from benchmarks.formats import read_sets
from benchmarks.gold import GoldPage
from benchmarks.measure import best_of, run, slowest_to_median
from benchmarks.predictions import Prediction
from benchmarks.systems import Sample, System
from tests.benchmarks.gold_folders import own_set


def pages(folder: Path, *ids: str) -> tuple[GoldPage, ...]:
    rows = [{"id": id_, "url": f"https://ledger.example/{id_}"} for id_ in ids]
    return read_sets(own_set(folder, rows, {id_: f"<p>Straße {id_}" for id_ in ids}))[0].pages


def system(name: str, call: Any) -> System:
    gives: frozenset[str] = frozenset()
    return System(
        name=name, version="1", gives=gives, call=call, read=lambda page, text: Prediction(id=page, text=text)
    )


def test_systems_take_turns_page_by_page(tmp_path: Path) -> None:
    calls: list[str] = []
    both = [system(name, lambda sample, name=name: calls.append(name + sample.id) or "") for name in "XY"]
    run(pages(tmp_path, "1", "2", "3"), both)
    warm_up = ["X1", "Y1", "X2", "Y2", "X3", "Y3"]
    assert calls == [*warm_up, "X1", "Y1", "Y2", "X2", "X3", "Y3"]


def test_a_page_is_given_as_bytes_and_as_text(tmp_path: Path) -> None:
    seen: list[Sample] = []
    run(pages(tmp_path, "1"), [system("X", lambda sample: seen.append(sample) or "")])
    page = Sample(id="1", url="https://ledger.example/1", body="<p>Straße 1".encode(), html="<p>Straße 1")
    assert seen == [page, page]  # to warm up, then in earnest


def test_a_fault_is_an_empty_prediction_and_is_kept(tmp_path: Path) -> None:
    fault = KeyError("byline")

    def call(sample: Sample) -> str:
        if sample.id == "2":
            raise fault
        return sample.html

    done = run(pages(tmp_path, "1", "2"), [system("X", call)])["X"]
    assert done.failed == {"2": fault}
    assert [(said.id, said.text) for said in done.predictions.values()] == [("1", "<p>Straße 1"), ("2", "")]


def test_only_the_call_is_timed(tmp_path: Path) -> None:
    def work(_: Any) -> str:
        return str(sum(range(200_000)))

    def read(page: str, _: Any) -> Prediction:
        return Prediction(id=page, text=work(None))

    gives: frozenset[str] = frozenset()
    slow = System(
        name="slow", version="1", gives=gives, call=work, read=lambda page, text: Prediction(id=page, text=text)
    )
    quick = System(name="quick", version="1", gives=gives, call=lambda _: "", read=read)
    runs = run(pages(tmp_path, "1"), [slow, quick])
    assert runs["quick"].milliseconds()[0] < runs["slow"].milliseconds()[0] / 2


def test_the_best_time_of_a_page_is_the_shortest() -> None:
    assert best_of([{"1": 5.0, "2": 3.0}, {"1": 4.0}, {"1": 6.0}]) == {"1": 4.0, "2": 3.0}


def test_the_slowest_page_is_told_by_the_median() -> None:
    assert slowest_to_median([2.0, 1.0, 8.0]) == 4.0
