"""`docs/analysis.ipynb` answers its five questions over two nights of the demo, and is committed with these answers."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from docs.notebook import NOTEBOOK, executed
from tests.demo_store import make_demo_store

# what the cells have found, as JSON in the output of one more cell
_FOUND = """
import json
print(json.dumps({
    "by_day": volume.sum().tolist(),
    "by_source": by_source.set_index("source")["articles"].to_dict(),
    "on_topic": topic["on_topic"].tolist(),
    "copies": copies[["source_of_original", "source", "hours_later"]].round(1).values.tolist(),
    "effect": effect.astype(object).values.tolist(),
    "retitled": edits.loc[edits["kind"] == "title", ["before", "after"]].values.tolist(),
    "sections": lengths.set_index("source")["sections"].to_dict(),
    "longest": longest["heading"].iloc[0],
}))
"""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    return executed(make_demo_store(tmp_path_factory.mktemp("notebook")), nbformat.v4.new_code_cell(_FOUND))


@pytest.fixture(scope="module")
def found(notebook: NotebookNode) -> dict[str, Any]:
    (output,) = notebook.cells[-1].outputs
    answers: dict[str, Any] = json.loads(output.text)
    return answers


def test_volume_by_source_and_day(found: dict[str, Any]) -> None:
    assert found["by_day"] == [2, 6, 6, 6, 9, 7, 6, 1, 7]
    assert found["by_source"] == {
        "landbote-aktuell": 7,
        "liberty-dispatch": 10,
        "meridian-gazette": 9,
        "northern-ballot": 8,
        "statehouse-observer": 9,
        "the-quorum": 7,
    }


def test_coverage_of_a_topic_over_time(found: dict[str, Any]) -> None:
    assert sum(found["on_topic"]) == 16
    assert found["on_topic"][-1] == 5  # election day


def test_who_copies_whom(found: dict[str, Any]) -> None:
    assert found["copies"] == [
        ["statehouse-observer", "meridian-gazette", 1.3],
        ["statehouse-observer", "liberty-dispatch", 1.7],
        ["statehouse-observer", "northern-ballot", 2.6],
    ]


def test_what_was_edited_after_publication(found: dict[str, Any]) -> None:
    # source, title, parts changed, new and gone, another headline, a note that says so
    assert found["effect"] == [
        ["liberty-dispatch", "Three Firms Won Most Harbor Contracts in a Decade, Audit Finds", 3, 0, 2, True, False],
        [
            "meridian-gazette",
            "Regulator weighs special measures for water company that lost count of its leaks",
            2, 2, 0, False, True,
        ],
    ]  # fmt: skip
    assert found["retitled"] == [
        [
            "Three Firms Shared a Decade of Harbor Contracts, Audit Finds",
            "Three Firms Won Most Harbor Contracts in a Decade, Audit Finds",
        ]
    ]


def test_how_long_sections_are_and_what_they_head(found: dict[str, Any]) -> None:
    assert found["sections"] == {
        "landbote-aktuell": 13,
        "liberty-dispatch": 22,
        "meridian-gazette": 17,
        "northern-ballot": 13,
        "statehouse-observer": 11,
        "the-quorum": 18,
    }
    assert found["longest"] == "The arithmetic of distance"


def test_each_question_has_an_answer_in_words_a_table_and_a_plot(notebook: NotebookNode) -> None:
    kinds: dict[str, set[str]] = {}
    for cell in notebook.cells:
        if heading := re.match(r"## (.*)", cell.source):
            question = kinds.setdefault(heading[1], set())
        for output in cell.get("outputs", []):
            if "data" in output:
                question |= set(output.data)
    assert len(kinds) == 5
    assert all({"text/markdown", "text/html", "image/png"} <= shown for shown in kinds.values())


def test_a_first_night_without_edits_has_its_answers_too(tmp_path: Path) -> None:
    notebook = executed(make_demo_store(tmp_path, days=[1]))
    said = [output.data["text/markdown"] for cell in notebook.cells for output in cell.get("outputs", [])
            if "text/markdown" in output.get("data", {})]  # fmt: skip
    assert len(said) == 5
    assert said[0].startswith("**Answer.** 43 articles in 8 days.")
    assert said[3].startswith("**Answer.** 0 of 43 articles were edited")


def test_it_is_committed_with_the_answers_that_it_has(notebook: NotebookNode) -> None:
    """Mend with `make notebook`. Plots are not compared: they depend on the fonts of the machine."""
    assert _shown(nbformat.read(NOTEBOOK, as_version=4)) == _shown(notebook)[:-1]


def test_no_output_tells_of_the_machine_that_it_was_made_on() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not re.search(rf"127\.0\.0\.1|localhost|{re.escape(str(Path.home()))}|/tmp/|0x[0-9a-f]{{6,}}", text)


def _shown(notebook: NotebookNode) -> list[Any]:
    """What each code cell shows, but for its plots."""
    return [
        [
            output.get("text") or {kind: what for kind, what in output.data.items() if kind != "image/png"}
            for output in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
