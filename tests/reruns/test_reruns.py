"""Reruns over the demo newsroom, after a night in which things went wrong: what was said beforehand is what is done."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline import nightly
from pipeline.config import Settings
from pipeline.ledger import Ledger
from pipeline.load import read
from pipeline.reruns import Order, Wish, ordered
from tests.reruns.bad_night import FAILING, FAULTY, SILENT, asked_for, bad_newsroom, copied, make_bad_store
from tests.support import content, free_ports, newsroom, run_night, run_plan, settings_for


@pytest.fixture(scope="module")
def port() -> int:
    return free_ports(6)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory, port: int) -> Settings:
    """A store after that night."""
    return make_bad_store(tmp_path_factory.mktemp("bad"), port)


@pytest.fixture
def settings(bad: Settings, tmp_path: Path) -> Settings:
    """A copy of it, for a test of its own."""
    return copied(bad, tmp_path)


def order_of(settings: Settings, **wish: object) -> Order:
    with Ledger.open(settings.ledger_url) as ledger:
        order = ordered(settings, ledger, Wish(**wish))  # type: ignore[arg-type]
    assert order is not None
    return order


def urls(order: Order, work: str) -> set[str]:
    return {page.url for page in order.pages if page.work == work}


def worklist(settings: Settings, run_id: str) -> dict[str, str]:
    """The URLs that a run was answerable for, and their sources."""
    with closing(sqlite3.connect(settings.work / "ledger.sqlite")) as connection:
        return dict(connection.execute("select url, source from worklist where run_id = ?", [run_id]).fetchall())


def files(folder: Path) -> dict[str, str]:
    """Every file with its digest."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize(
    ("wish", "fetched", "transformed"),
    [
        ({"sources": (FAILING,)}, 7, 0),
        ({"reasons": ("http_5xx", "not_article")}, 1, 1),
        ({"reasons": ("transform_error",)}, 0, 1),
        ({"reasons": ("host_resting", "robots_denied", "excluded")}, 7, 0),
    ],
)
def test_pages_are_done_as_was_said_and_no_others(
    settings: Settings, port: int, wish: dict[str, tuple[str, ...]], fetched: int, transformed: int
) -> None:
    order = order_of(settings, **wish)
    assert (len(urls(order, "fetch")), len(urls(order, "transform")), order.asked) == (fetched, transformed, ())
    with newsroom(1, port) as servers:
        done = run_plan(settings, order.plan)
        articles, sites = asked_for(servers)
    assert set(worklist(settings, done.row.run_id)) == urls(order, "fetch") | urls(order, "transform")
    robots_denied = {page.url for page in order.pages if page.reason == "robots_denied"}
    assert (articles, sites) == (urls(order, "fetch") - robots_denied, set())


def test_silent_sources_are_asked_as_was_said_and_no_others(settings: Settings, port: int) -> None:
    order = order_of(settings)
    assert [(one.source.id, one.why.partition(":")[0]) for one in order.asked] == [(SILENT, "http_404 at http")]
    assert (len(urls(order, "fetch")), len(urls(order, "transform"))) == (8, 1)
    with newsroom(1, port) as servers:
        done = run_plan(settings, order.plan)
        articles, sites = asked_for(servers)
    listed = worklist(settings, done.row.run_id)
    found = {url for url, source in listed.items() if source == SILENT}
    assert listed.keys() - found == urls(order, "fetch") | urls(order, "transform")
    assert (articles - found, sites) == (urls(order, "fetch"), {SILENT})


def test_a_rerun_and_another_night_come_to_the_same(bad: Settings, tmp_path: Path, port: int) -> None:
    rerun, again = copied(bad, tmp_path / "rerun"), copied(bad, tmp_path / "again")
    spotless = settings_for(tmp_path / "spotless", port)
    with newsroom(1, port):
        done = run_plan(rerun, order_of(rerun).plan)
        night = run_night(again)
        run_night(spotless)
        run_plan(
            again, order_of(again, run=done_of(bad), reasons=("transform_error",)).plan
        )  # which no night tries again
    assert (done.row.written, done.row.pending, done.health.is_well) == (14, 0, True)
    assert night.written == 13
    assert content(rerun.root) == content(again.root) == content(spotless.root)
    runs = read("runs", rerun.root).sort_values("started_at")
    assert runs["status"].tolist() == ["finished", "finished"]
    assert f'"kind": "rerun", "of": "{runs["run_id"].iloc[0]}"' in runs["parameters"].iloc[1]


def done_of(settings: Settings) -> str:
    """The id of the store's first run."""
    with Ledger.open(settings.ledger_url) as ledger:
        return ledger.latest_runs(None)[-1].run_id


def test_what_the_rerun_has_done_is_not_done_again(settings: Settings, port: int) -> None:
    with newsroom(1, port) as servers:
        run_plan(settings, order_of(settings).plan)
        servers.requests.clear()
        order = order_of(settings, reasons=("http_5xx", "host_resting", "transform_error"))
        assert order.is_empty
        assert {one.why for one in order.left} == {"an article already"}
        assert servers.requests == []


def test_saying_what_would_be_done_writes_nothing_and_needs_no_lock(settings: Settings) -> None:
    before = files(settings.base)
    with FileLock(settings.work / ".lock"):
        order = order_of(settings)
        order_of(settings, urls=tuple(page.url for page in order.pages))
        (settings.work / ".lock").touch()
    assert files(settings.base) == before


def test_a_rerun_that_fails_again_is_red_and_done_again(settings: Settings, port: int) -> None:
    first = order_of(settings)
    with bad_newsroom(port):
        done = run_plan(settings, first.plan)
    assert not done.health.is_well
    assert done.health.line.startswith(f"{SILENT}: silent: no answer from ")
    assert done.row.rejected_by_reason == {"host_resting": 6, "http_404": 1, "http_5xx": 1, "transform_error": 1}
    second = order_of(settings)
    assert (second.of, {page.url for page in second.pages}) == (first.of, {page.url for page in first.pages})
    assert [one.source.id for one in second.asked] == [SILENT]


@pytest.mark.parametrize("after", ["discover", "fetch", "load"])
def test_a_killed_rerun_is_taken_up_by_the_same(settings: Settings, port: int, after: str) -> None:
    order = order_of(settings)
    with newsroom(1, port) as servers:
        with pytest.raises(KeyboardInterrupt), nightly.opened(settings, order.plan) as night:
            nightly.discover(night)
            if after != "discover":
                nightly.fetch(night)
            if after == "load":
                nightly.load(night, nightly.transform(night))
            raise KeyboardInterrupt
        servers.requests.clear()
        rest = order_of(settings)
        assert rest.interrupted is not None
        done = run_plan(settings, rest.plan)
        assert done.row.run_id == rest.interrupted.run_id == night.run.run_id
        assert (done.row.written, done.row.pending) == (14, 0)
        articles, sites = asked_for(servers)
    assert sites == set()
    assert bool(articles) == (after == "discover")


def test_what_a_killed_rerun_left_comes_along_with_the_next_night(settings: Settings, port: int) -> None:
    with newsroom(1, port):
        with pytest.raises(KeyboardInterrupt), nightly.opened(settings, order_of(settings).plan) as night:
            nightly.discover(night)
            raise KeyboardInterrupt
        row = run_night(settings)
    assert (row.written, row.pending) == (14, 0)
    assert read("runs", settings.root).sort_values("started_at")["status"].tolist() == [
        "finished",
        "crashed",
        "finished",
    ]


def test_a_page_that_broke_transform_is_transformed_without_a_request(settings: Settings) -> None:
    done = run_plan(settings, order_of(settings, reasons=("transform_error",)).plan)  # no site is served
    assert (done.row.written, done.row.fetched) == (1, 0)
    assert read("articles", settings.root)["url"].str.contains(FAULTY).sum() == 1
