"""Two nights over the demo newsroom, reprocessed with the extractor that made them, and with another one."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import batches, config
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform import extract
from tests.demo_store import make_demo_store
from tests.load.load_samples import file_states
from tests.reprocess.newsdesk import Desk, changes_of, outcomes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo_store(folder)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The demo's store, a copy for each test, and the real extractor."""
    monkeypatch.setattr(batches, "transform_page", extract)
    shutil.copytree(made, tmp_path / "copy")
    return Desk(settings=config.load(tmp_path / "copy" / "copydesk.toml", {}))


def other(change: Callable[[Article], Article | Rejection]) -> Callable[[Page], Article | Rejection]:
    def extracted(page: Page) -> Article | Rejection:
        found = extract(page)
        return found if isinstance(found, Rejection) else change(found)

    return extracted


def test_the_same_extractor_changes_nothing(desk: Desk) -> None:
    rows, ledger, files = desk.rows(), desk.ledger(), file_states(desk.store)
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"same": 50, "rejected": 1}
    assert comparison.pages == 94
    assert (desk.rows(), desk.ledger()) == (rows, ledger)
    assert {name: one for name, one in file_states(desk.store).items() if not name.startswith("reprocess/")} == files


def test_what_another_extractor_makes_otherwise_is_told_and_promoted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(article: Article) -> Article | Rejection:
        if "Kettle Rapids" in article.title.value:
            return Rejection(reason=Reason.NOT_ARTICLE, detail="planted")
        return replace(article, tags=()) if "harbor" in article.url else article

    monkeypatch.setattr(batches, "transform_page", other(change))
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"same": 48, "changed": 1, "lost": 1, "rejected": 1}
    (lost,) = [row for row in changes_of(desk, comparison) if row["kind"] == "lost"]
    assert (lost["before"], lost["reason"]) == ("Kettle Rapids votes to stay small", "not_article")
    assert {row["field"] for row in changes_of(desk, comparison) if row["kind"] == "changed"} == {
        "tags", "revision 1: tags",
    }  # fmt: skip
