"""`docs/reading.md` is true: every recipe runs over a store of two demo nights and prints what stands below it."""

import os
import re
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pipeline.load import read, write_coverage, write_run
from pipeline.load.layout.dictionary import KEYS
from pipeline.load.records import Finding, SourceQuality
from pipeline.storage import Store
from tests import s3
from tests.demo_store import make_demo_store
from tests.load.accounts.test_runs import RUN, SOURCE
from tests.load.load_samples import NIGHT, article, captured, load

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
RECIPE = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<prints>.*?)^```\n)?", re.MULTILINE | re.DOTALL)
ADDRESS = "s3://bucket/news"


def recipes() -> list[Any]:
    """Every recipe: its code and what it prints, under its chapter's name."""
    found = []
    for title, chapter in re.findall(
        r"^## (.*?)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        found += [pytest.param(m["code"], m["prints"] or "", id=title) for m in RECIPE.finditer(chapter)]
    return found


def run(code: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """What a recipe prints in a folder, and the names that it leaves."""
    names: dict[str, Any] = {}
    before, out = Path.cwd(), StringIO()
    os.chdir(folder)
    try:
        with redirect_stdout(out):
            exec(compile(code, "reading.md", "exec"), names)  # noqa: S102
    finally:
        os.chdir(before)
    return out.getvalue(), names


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_store(tmp_path_factory.mktemp("reading")).parent


@pytest.fixture(scope="module")
def bucket(folder: Path, s3_port: int) -> str:
    """The address of the same articles in a bucket."""
    address = s3.address(s3_port, uuid4().hex)
    here, there = Store.at(folder / "data"), Store.at(address, folder)
    for file in here.files("articles"):
        there.write(file.name, here.read(file.name))
    return address


@pytest.mark.parametrize(("code", "prints"), [r for r in recipes() if ADDRESS not in r.values[0]])
def test_a_recipe_prints_what_stands_below_it(folder: Path, code: str, prints: str) -> None:
    assert run(code, folder)[0] == prints


@pytest.mark.parametrize(("code", "prints"), [r for r in recipes() if ADDRESS in r.values[0]])
def test_a_recipe_for_buckets_prints_what_stands_below_it(folder: Path, bucket: str, code: str, prints: str) -> None:
    assert run(code.replace(ADDRESS, bucket), folder)[0] == prints


def test_the_page_has_what_analysts_need() -> None:
    chapters = [recipe.id for recipe in recipes()]
    assert chapters.count("One day, one source, a few columns") == 5
    contents = re.findall(r"^\* \[(.*?)\]\(#(.*?)\)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    in_words = {"While a run writes", "Peculiarities"}
    assert [title for title, _ in contents if title not in in_words] == [*dict.fromkeys(chapters)]
    assert [re.sub(r"[^\w ]", "", title.lower()).replace(" ", "-") for title, _ in contents] == [
        to for _, to in contents
    ]


def recipe(title: str, number: int = 0) -> str:
    return [r.values[0] for r in recipes() if r.id == title][number]


def test_gaps_are_what_did_not_answer_overran_or_was_found(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "data")
    sources = tuple(replace(SOURCE, source=name) for name in ("deaf", "fast", "odd", "well"))
    finding = Finding(check="volume", severity="warn", rows=0, detail="3 articles, 12 to 20 are usual")
    write_coverage(
        store,
        replace(RUN, sources=sources),
        unanswered={"deaf": ["https://deaf.example/feed"]},
        overran={"fast": ["https://fast.example/feed"]},
        quality={"odd": SourceQuality(findings=(finding,))},
    )
    _, names = run(recipe("Coverage and gaps"), tmp_path)
    assert names["gaps"]["source"].to_list() == ["deaf", "fast", "odd"]


def test_a_failed_run_and_what_it_left_are_seen(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "data")
    write_run(store, RUN)
    failed = replace(RUN, run_id="r2", status="failed", started_at=NIGHT + timedelta(days=1), written=0, revised=0)
    write_run(store, replace(failed, pending=2))
    _, names = run(recipe("Runs that failed"), tmp_path)
    assert names["failed"][["run_id", "open"]].to_numpy().tolist() == [["r2", 2]]


def test_articles_with_their_sections_are_read_again_when_a_run_came_between(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "data")
    load(store, "r1", captured(article("a")), captured(article("b")))
    names = run(recipe("Articles with their sections").partition("\nboth =")[0], tmp_path)[1]
    asked: list[str] = []

    def interrupted(dataset: str, *arguments: Any, **more: Any) -> Any:
        asked.append(dataset)
        if len(asked) == 2:  # the articles are read, their sections are not
            load(store, "r2", captured(article("a", "Second version."), nights=1))
        return read(dataset, *arguments, **more)

    names["read"] = interrupted
    both = names["articles_with_sections"](store)
    assert asked == ["articles", "sections"] * 2
    assert sorted(zip(both["title"], both["revision"], both["text"], strict=True)) == [
        ("Title of a", 2, "Nothing yet.\n\nWait."),
        ("Title of a", 2, "Second version."),
        ("Title of b", 1, "First version."),
        ("Title of b", 1, "Nothing yet.\n\nWait."),
    ]


@pytest.mark.parametrize("dataset", [name for name, key in KEYS.items() if key])
def test_what_the_dictionary_calls_unique_is(folder: Path, dataset: str) -> None:
    frame = read(dataset, folder / "data")
    assert not frame.duplicated(list(KEYS[dataset])).any()
