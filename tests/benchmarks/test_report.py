"""The tables: figures and times side by side, blank where a peer gives no such thing."""

from datetime import date
from typing import Any

from benchmarks.measure import Run
from benchmarks.predictions import Prediction
from benchmarks.report import Result, as_markdown, as_text, provenance
from benchmarks.systems import System


def measured(name: str, *times: float, gives: str = "") -> Run:
    def nothing(*_: Any) -> Any:
        raise AssertionError

    system = System(name=name, version="1.2", gives=frozenset(gives.split()), call=nothing, read=nothing)
    return Run(system, {str(page): Prediction(id=str(page), ms=ms) for page, ms in enumerate(times)})


def result(**more: Any) -> Result:
    runs = {
        "copydesk": measured("copydesk", 4.0, 4.0, 10.0, gives="title published"),
        "peer": measured("peer", 12.0, 12.0, 12.0),
        "parse": measured("parse", 1.0, 1.0, 1.0),
    }
    figures = {
        "copydesk": {"text_f1": 0.9561, "title": 0.5, "date": 1.0},
        "peer": {"text_f1": 0.9, "title": 0.0, "date": 0.0},
        "parse": {"text_f1": 0.0, "title": 0.0, "date": 0.0},
    }
    return Result("ledger", 3, runs, figures, **{"article": None, **more})


def test_the_table_for_a_terminal() -> None:
    assert as_text(result()) == (
        "ledger: 3 pages\n"
        "              text_f1  title   date    ms  ms / copydesk's  slowest / median\n"
        "copydesk 1.2    0.956  0.500  1.000   6.0             1.00               2.5\n"
        "peer 1.2        0.900                12.0             2.00               1.0\n"
        "Parsing alone (selectolax 1.2, lexbor) takes 1.00 ms: copydesk takes 6.0 times as long.\n"
    )


def test_the_table_for_the_readme() -> None:
    assert as_markdown(result()) == (
        "**ledger**, 3 pages:\n"
        "\n"
        "|  | text_f1 | title | date | ms | ms / copydesk's | slowest / median |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n"
        "| copydesk 1.2 | 0.956 | 0.500 | 1.000 | 6.0 | 1.00 | 2.5 |\n"
        "| peer 1.2 | 0.900 |  |  | 12.0 | 2.00 | 1.0 |\n"
        "\n"
        "* Parsing alone (selectolax 1.2, lexbor) takes 1.00 ms: copydesk takes 6.0 times as long.\n"
    )


def test_article_or_not_and_faults_are_said_below_the_table() -> None:
    found = result(article={"article_f1": 0.75, "article_precision": 0.6, "article_recall": 1.0})
    found.runs["peer"].failed.update({"1": KeyError("a"), "2": ValueError("b")})
    assert as_text(found).splitlines()[-2:] == [
        "Article or not, over the pages of all kinds: precision 0.600, recall 1.000, F1 0.750 (copydesk).",
        "peer raised on 2 pages (KeyError, ValueError): no text there.",
    ]


def test_a_table_says_when_it_was_measured() -> None:
    assert provenance(date(2026, 11, 24)).startswith("Measured on 2026-11-24 with CPython 3.")
