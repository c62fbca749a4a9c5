"""Each public set is read in its own format, told by its folder's shape."""

import json
from pathlib import Path

import pytest

from benchmarks.formats import NoGold, read_sets
from benchmarks.gold import GoldPage, Passage
from tests.benchmarks.gold_folders import own_set, save


def pages_of(folder: Path) -> list[GoldPage]:
    (gold,) = read_sets(folder)
    return list(gold.pages)


def test_the_projects_own_format(tmp_path: Path) -> None:
    rows = [
        {
            "id": "ferry",
            "url": "https://ledger.example/ferry",
            "kind": "article",
            "text": "It returns.",
            "title": "Ferry",
            "authors": [],
            "published": "2026-03-04",
            "sections": [{"heading": "Costs", "paragraphs": ["It returns."]}],
            "must_have": ["returns"],
            "must_not_have": ["Shop"],
        },
        {"id": "bare", "url": None, "authors": None},
    ]
    folder = own_set(tmp_path / "ledger", rows, {"ferry": "<p>é"})
    ferry, bare = pages_of(folder)
    assert ferry == GoldPage(
        id="ferry",
        url="https://ledger.example/ferry",
        file=folder / "pages" / "ferry.html.gz",
        kind="article",
        text="It returns.",
        title="Ferry",
        authors=(),
        published="2026-03-04",
        sections=(Passage(heading="Costs", paragraphs=("It returns.",)),),
        must_have=("returns",),
        must_not_have=("Shop",),
    )
    assert ferry.body() == "<p>é".encode()
    assert (bare.url, bare.kind, bare.text, bare.authors) == ("", "article", "", None)


def test_article_extraction_benchmark(tmp_path: Path) -> None:
    rows = {"0a1b": {"articleBody": "It returns.", "url": "https://ledger.example/ferry"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(rows), encoding="utf-8")
    save(tmp_path / "html" / "0a1b.html.gz", "<p>It returns.")
    (page,) = pages_of(tmp_path)
    assert (page.id, page.url, page.text) == ("0a1b", "https://ledger.example/ferry", "It returns.")
    assert (page.kind, page.authors, page.body()) == ("article", None, b"<p>It returns.")


WCXB = {
    "url": "https://ledger.example/ferry",
    "_internal": {"page_type": {"primary": "article"}},
    "ground_truth": {
        "title": "Ferry",
        "author": "Ada Quill",
        "publish_date": "2026-03-04",
        "main_content": "It returns.",
        "with": ["returns"],
        "without": ["Shop"],
    },
}


def write_wcxb(split: Path, id_: str, row: object) -> None:
    (split / "ground-truth").mkdir(parents=True, exist_ok=True)
    (split / "ground-truth" / f"{id_}.json").write_text(json.dumps(row), encoding="utf-8")


def test_wcxb(tmp_path: Path) -> None:
    write_wcxb(tmp_path / "dev", "0001", WCXB)
    save(tmp_path / "dev" / "html" / "0001.html.gz", "<p>It returns.")
    (page,) = pages_of(tmp_path / "dev")
    assert page == GoldPage(
        id="0001",
        url="https://ledger.example/ferry",
        file=tmp_path / "dev" / "html" / "0001.html.gz",
        text="It returns.",
        title="Ferry",
        authors=("Ada Quill",),
        published="2026-03-04",
        must_have=("returns",),
        must_not_have=("Shop",),
    )
    assert page.body() == b"<p>It returns."


@pytest.mark.parametrize(
    ("internal", "kind"),
    [
        ({"page_type": {"primary": "forum"}}, "forum"),
        ({"page_type": "product"}, "product"),
        ({"page_type": {"primary": "category"}}, "collection"),
        (None, "article"),
    ],
)
def test_the_kinds_of_wcxb(tmp_path: Path, internal: object, kind: str) -> None:
    write_wcxb(tmp_path, "0001", {"url": "https://ledger.example/", "_internal": internal, "ground_truth": {}})
    assert [page.kind for page in pages_of(tmp_path)] == [kind]


def test_what_wcxb_does_not_say_is_not_scored(tmp_path: Path) -> None:
    truth = {"title": None, "author": None, "main_content": None, "with": None}
    write_wcxb(tmp_path, "0001", {"url": "https://ledger.example/", "ground_truth": truth})
    (page,) = pages_of(tmp_path)
    assert (page.title, page.authors, page.published, page.text, page.must_have) == (None, None, None, "", ())


def test_a_folder_of_sets_is_read_set_by_set(tmp_path: Path) -> None:
    write_wcxb(tmp_path / "dev", "0001", WCXB)
    write_wcxb(tmp_path / "test", "0002", WCXB)
    (tmp_path / "notes").mkdir()
    assert [(gold.name, [page.id for page in gold.pages]) for gold in read_sets(tmp_path)] == [
        ("dev", ["0001"]),
        ("test", ["0002"]),
    ]


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoGold, match=r"nowhere: no gold set there"):
        read_sets(tmp_path / "nowhere")
