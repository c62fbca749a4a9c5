"""References into the archive follow the files that are merged, and nothing else changes."""

from pipeline.load import move_captures
from pipeline.load.records import StagedArticle
from pipeline.models import CaptureRef
from pipeline.storage import Store
from tests.load.load_samples import article, captured, content, load


def kept_at(staged: StagedArticle, file: str, offset: int) -> StagedArticle:
    values = {name: getattr(staged, name) for name in StagedArticle.__dataclass_fields__}
    return StagedArticle(**values | {"capture": CaptureRef(file=file, offset=offset, length=99)})


def places(store: Store) -> dict[str, list[tuple[str, int]]]:
    found = content(store, "articles", "revisions")
    return {name: [(row["capture_file"], row["capture_offset"]) for row in rows] for name, rows in found.items()}


def test_rows_of_every_revision_follow(store: Store) -> None:
    load(store, "r1", kept_at(captured(article("a")), "1.warc.gz", 100))
    load(store, "r2", kept_at(captured(article("a", "Second."), nights=1), "2.warc.gz", 100))
    for _ in range(2):  # again, as after a kill
        move_captures(store, {"1.warc.gz": 0, "2.warc.gz": 5_000}, "m.warc.gz")
        assert places(store) == {"articles": [("m.warc.gz", 5_100)], "revisions": [("m.warc.gz", 100)]}


def test_rows_of_other_files_stay(folder: Store) -> None:
    rows = (kept_at(captured(article(slug)), f"{slug}.warc.gz", 100) for slug in "ab")
    load(folder, "r1", *rows)
    before = content(folder)
    move_captures(folder, {"a.warc.gz": 7}, "m.warc.gz")
    (after_a,), (after_b,) = (
        [row for row in content(folder)["articles"] if row["url"].endswith(slug)] for slug in ("/a", "/b")
    )
    assert (after_a["capture_file"], after_a["capture_offset"]) == ("m.warc.gz", 107)
    assert after_b in before["articles"]
    assert after_a | {"capture_file": "a.warc.gz", "capture_offset": 100} in before["articles"]
