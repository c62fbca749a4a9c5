"""Taken down, an article is nowhere: in no dataset, not in the archive, not in what is asked for. The rest stands."""

import gzip
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import accounts, keeping
from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.extract import payload_digest
from pipeline.ledger import Ledger
from pipeline.load import article_id, read, rows_of_run, tombstones
from pipeline.load.layout.columns import ARTICLES, QUARANTINE
from pipeline.load.layout.files import write_file
from pipeline.load.layout.partition import days_of, read_partition, write_partition
from pipeline.load.layout.schemas import table_of
from pipeline.load.merging.rows import staged_row
from pipeline.models import Candidate, Rejection
from pipeline.reasons import Reason
from pipeline.storage import Store
from tests.extract.archive.exchanges import fastwarc_records, warcio_check
from tests.keeping.press import (
    PHRASE,
    Killed,
    Press,
    Printed,
    everything,
    killed_at,
    ledger_rows,
    local_copy,
    members,
    parquet,
    pressing,
    warcs,
)
from tests.load.load_samples import DAY, NIGHT, captured

DAYS = timedelta(days=1)
LATER = NIGHT + 10 * DAYS
HERON = Printed(slug="heron", text=f"They saw {PHRASE}.")
EDITED = Printed(slug="heron", text=f"They saw {PHRASE} twice.")
OTHER, THIRD = Printed(slug="ferry", text="A vote."), Printed(slug="bridge", text="A toll.")
HERON_ID = article_id("https://example.org/heron")
SOURCES = [
    Source(id=site, homepage=f"https://{site}.org", feeds=(f"https://{site}.org/feed/",))
    for site in ("first", "example", "last")
]


def two_nights(press: Press) -> None:
    press.night("r1", OTHER, HERON)
    press.night("r2", EDITED, THIRD, at=NIGHT + DAYS)


def remove(press: Press, url: str = "https://example.org/heron", at: datetime = LATER) -> keeping.Target:
    target = keeping.find(press.keeping, url, SOURCES)
    keeping.take_down(press.keeping, target, "court order 12", at)
    return target


def slugs(press: Press) -> list[str]:
    return sorted(url.rpartition("/")[2] for url in read("articles", press.store)["url"])


def test_nothing_of_it_is_left_anywhere(anywhere: Press) -> None:
    two_nights(anywhere)
    assert PHRASE in everything(anywhere)
    remove(anywhere)
    assert PHRASE not in everything(anywhere)
    assert slugs(anywhere) == ["bridge", "ferry"]
    (row,) = read("takedowns", anywhere.store).to_dict("records")
    assert row == {
        "article_id": HERON_ID,
        "url": "https://example.org/heron",
        "source": "example",
        "reason": "court order 12",
        "removed_at": row["removed_at"],
    }
    assert row["removed_at"] == LATER


def test_every_other_row_of_every_dataset_is_as_it_was(press: Press) -> None:
    two_nights(press)
    before = parquet(press)
    remove(press)
    after = parquet(press)
    del after["takedowns/takedowns.parquet"]
    assert after == {name: [row for row in kept if not is_of_heron(row)] for name, kept in before.items()}


def is_of_heron(row: dict[str, Any]) -> bool:
    return row.get("article_id") == HERON_ID or row.get("url") == HERON.address


def test_every_other_record_of_the_archive_is_as_it_was_and_where_it_was(anywhere: Press, tmp_path: Path) -> None:
    two_nights(anywhere)
    before = warcs(anywhere)
    remove(anywhere)
    assert before.keys() == {"r1-0000.warc.gz", "r2-0000.warc.gz"}
    for file, data in warcs(anywhere).items():
        pairs = list(zip(members(before[file]), members(data), strict=True))
        kinds = [kind for (kind, target, _), _ in pairs if target == HERON.address]
        assert kinds == ["request", "metadata", "response"]
        for (_, target, old), (kind, _, new) in pairs:
            assert len(old) == len(new)
            assert (kind == "metadata") if target == HERON.address else (old == new)
        path = local_copy(anywhere, file, tmp_path)
        assert warcio_check(path) == 0
        assert len(fastwarc_records(path)) == len(pairs)


def test_what_stands_in_its_place_tells_the_day(press: Press) -> None:
    two_nights(press)
    remove(press)
    records = members(warcs(press)["r1-0000.warc.gz"])
    nameless = [gzip.decompress(member) for _, target, member in records if not target]
    assert [member.partition(b"\r\n\r\n")[2].strip() for member in nameless[1:]] == [b"taken down 2026-03-11"] * 3


def test_the_indexes_name_the_others_alone(press: Press) -> None:
    two_nights(press)
    before = press.store.read("archive/r1-0000.cdxj").splitlines()
    remove(press)
    assert press.store.read("archive/r1-0000.cdxj").splitlines() == [line for line in before if b"heron" not in line]
    assert b"bridge" in press.store.read("archive/r2-0000.cdxj")


def test_what_the_ledger_knows_of_others_is_as_it_was(press: Press) -> None:
    two_nights(press)
    before = ledger_rows(press)
    remove(press)
    after = ledger_rows(press)
    for table, rows in before.items():
        others = [row for row in rows if HERON.address not in row.values() and HERON_ID not in row.values()]
        assert [row for row in after[table] if HERON.address not in row.values()] == others


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/heron?utm_source=feed#top",
        "HTTPS://Example.org/heron",
        "https://m.example.org/heron",
        "http://example.org/heron",
        "https://cdn.ampproject.org/c/s/example.org/heron",
        "https://example.org/2026/heron?id=7",
        "https://example.org/stories/heron",
    ],
    ids=["tracking", "capitals", "mobile", "http", "amp", "after redirects", "canonical"],
)
def test_any_address_of_it_will_do(press: Press, spelling: str) -> None:
    heron = Printed(
        slug="heron",
        text=PHRASE,
        final_url="https://example.org/2026/heron?id=7",
        canonical="https://example.org/stories/heron",
    )
    press.night("r1", OTHER, heron)
    target = remove(press, spelling)
    assert target.url in {heron.address, heron.landed, heron.canonical}
    assert PHRASE not in everything(press)
    assert slugs(press) == ["ferry"]


def test_none_of_its_addresses_is_asked_for_again(press: Press) -> None:
    heron = Printed(slug="heron", final_url="https://example.org/landed", canonical="https://example.org/stories/heron")
    press.night("r1", OTHER, heron)
    remove(press)
    found = [
        Candidate(url=f"https://example.org/{path}", source="example", found_by="feed", modified="2026-04-01")
        for path in ("heron", "stories/heron", "ferry")
    ]
    press.ledger.begin_run("r2", {}, LATER)
    press.ledger.enlist("r2", found, (), LATER)
    assert [task.url for task in press.ledger.to_fetch("r2")] == [OTHER.address]
    assert press.ledger.revisit("r2", ["example"], LATER + 90 * DAYS, [1, 2, 4]) == 0


def test_an_address_that_leads_to_it_later_is_rejected_and_blanked(anywhere: Press) -> None:
    two_nights(anywhere)
    remove(anywhere)
    alias = Printed(slug="alias", text=f"Again {PHRASE}.", canonical=HERON.address)
    anywhere.night("r3", alias, THIRD, at=LATER)
    keeping.after_run(anywhere.keeping, "r3", None, LATER)
    assert slugs(anywhere) == ["bridge", "ferry"]
    assert PHRASE not in everything(anywhere)
    tallies = {(tally.result, tally.reason): tally.count for tally in anywhere.ledger.tally("r3")}
    assert tallies == {("rejected", "taken_down"): 1, ("unchanged", None): 1}


def test_with_the_ledger_lost_it_is_not_written_again(press: Press, tmp_path: Path) -> None:
    two_nights(press)
    remove(press)
    anew = Press(store=press.store, ledger=Ledger.open(f"sqlite:///{tmp_path}/anew.sqlite"), ledger_url="")
    with anew.ledger:
        anew.night("r3", HERON, at=LATER)
        keeping.after_run(anew.keeping, "r3", None, LATER)
    assert slugs(press) == ["bridge", "ferry"]
    assert PHRASE not in everything(press)


def test_with_the_ledger_lost_it_is_found_by_datasets_and_indexes(press: Press, tmp_path: Path) -> None:
    two_nights(press)
    anew = Press(store=press.store, ledger=Ledger.open(f"sqlite:///{tmp_path}/anew.sqlite"), ledger_url="")
    with anew.ledger:
        remove(anew)
    assert PHRASE not in everything(press)


def test_its_copies_under_other_addresses_go_from_the_archive(press: Press) -> None:
    alias = Printed(slug="print-heron", text=f"Printed: {PHRASE}.", canonical=HERON.address)
    press.night("r1", HERON, alias, OTHER)
    remove(press)
    assert PHRASE not in everything(press)
    press.ledger.begin_run("r2", {}, LATER)
    press.ledger.enlist("r2", [Candidate(url=alias.address, source="example", found_by="feed")], (), LATER)
    tallies = {(tally.result, tally.reason): tally.count for tally in press.ledger.tally("r2")}
    assert tallies == {("rejected", "taken_down"): 1}


# --- bodies that are kept once ----------------------------------------------------------------------------------------


def twin(slug: str) -> Printed:
    """A page of the same bytes as its twins, that says to be an article of its own."""
    return Printed(slug="twin", text="Agency text.", url=f"https://example.org/{slug}")


def test_the_body_of_a_twin_goes_and_its_article_stays(press: Press) -> None:
    press.night("r1", twin("one"), twin("two"), OTHER)
    assert slugs(press) == ["ferry", "one", "two"]
    remove(press, "https://example.org/one")
    assert slugs(press) == ["ferry", "two"]
    texts = dict(zip(*(read("articles", press.store)[name] for name in ("url", "text")), strict=True))
    assert texts[twin("two").address].startswith("Agency text.")
    kinds = [kind for kind, target, _ in members(warcs(press)["r1-0000.warc.gz"]) if target == twin("two").address]
    assert kinds == ["request", "metadata", "revisit"]
    assert all(b"Agency text" not in gzip.decompress(data) for data in warcs(press).values())


def test_a_body_that_is_gone_is_offered_to_nobody(press: Press) -> None:
    press.night("r1", twin("one"), twin("two"))
    digest = payload_digest(b"<h1>twin</h1><p>Agency text.</p>")
    assert press.ledger.payload(digest) is not None
    remove(press, "https://example.org/two")
    assert press.ledger.payload(digest) is None


def test_a_twin_that_waits_to_be_transformed_is_fetched_again(press: Press) -> None:
    run = press.ledger.begin_run("r1", {"sources": ["example"]}, NIGHT)
    press.fetch(run, twin("one"), twin("two"))
    assert [one.url for one in press.ledger.to_transform("r1")] == [twin("one").address, twin("two").address]
    remove(press, "https://example.org/one")
    assert [one.url for one in press.ledger.to_transform("r1")] == []
    assert [task.url for task in press.ledger.to_fetch("r1")] == [twin("two").address]


# --- clusters of near-duplicates --------------------------------------------------------------------------------------


def clustered(press: Press, originals: dict[str, bool], cluster: str) -> None:
    """Put the articles of these slugs into a cluster, as the comparison would."""
    for day in days_of(press.store, ARTICLES):
        table = read_partition(press.store, ARTICLES, day)
        rows = [
            {**row, "cluster_id": cluster, "original": originals[slug]}
            if (slug := row["url"].rpartition("/")[2]) in originals
            else row
            for row in table.to_pylist()
        ]
        write_partition(press.store, ARTICLES, day, pa.Table.from_pylist(rows, schema=table.schema))


def originals(press: Press) -> dict[str, bool]:
    frame = read("articles", press.store, columns=["url", "original"])
    return {url.rpartition("/")[2]: original for url, original in zip(frame["url"], frame["original"], strict=True)}


def test_the_earliest_of_those_that_are_left_becomes_the_original(press: Press) -> None:
    press.night("r1", Printed(slug="heron"))
    press.night("r2", Printed(slug="late"), Printed(slug="apart"), at=NIGHT + 2 * DAYS)
    press.night("r3", Printed(slug="early"), at=NIGHT + 1 * DAYS)
    clustered(press, {"heron": True, "late": False, "early": False}, "c" * 16)
    clustered(press, {"apart": True}, "d" * 16)
    remove(press)
    assert originals(press) == {"early": True, "late": False, "apart": True}
    clusters = read("articles", press.store, columns=["cluster_id"])["cluster_id"]
    assert sorted(clusters) == ["c" * 16, "c" * 16, "d" * 16]


def test_a_copy_that_goes_leaves_the_original(press: Press) -> None:
    press.night("r1", Printed(slug="heron"), Printed(slug="late"))
    clustered(press, {"heron": False, "late": True}, "c" * 16)
    remove(press)
    assert originals(press) == {"late": True}


def test_its_signature_goes(press: Press) -> None:
    press.night("r1", HERON, OTHER)
    other = article_id(OTHER.address)
    table = pa.table({"article_id": [HERON_ID, other], "signature": [[1, 2], [3, 4]]})
    name = f".signatures/date={DAY}/part-0.parquet"
    write_file(press.store, name, table)
    remove(press)
    assert parquet(press)[name] == [{"article_id": other, "signature": [3, 4]}]


# --- quarantine, interrupted runs, what is no article -----------------------------------------------------------------


def test_an_article_in_quarantine_goes(press: Press) -> None:
    press.night("r1", HERON, OTHER)
    kept_aside(press, HERON)
    remove(press)
    assert PHRASE not in everything(press)


def kept_aside(press: Press, one: Printed) -> None:
    """The article as the quality checks put it aside."""
    row = staged_row(captured(one.article)) | {"failures": ["empty_body"], "details": ["0 words"]}
    row.pop("date")
    write_partition(press.store, QUARANTINE, DAY, table_of(QUARANTINE, [row]))


def test_a_run_that_was_interrupted_still_adds_up(press: Press) -> None:
    press.night("r1", OTHER, HERON, finished=False)
    remove(press)
    (run,) = press.ledger.unfinished_runs()
    row = accounts.of_run(press.ledger, run)
    accounts.check(row, rows_of_run(press.store, "r1", press.ledger.days_written("r1")))
    assert (row.written, row.rejected_by_reason) == (1, {"taken_down": 1})


def test_what_an_interrupted_run_had_staged_goes(press: Press) -> None:
    press.night("r1", OTHER, HERON, finished=False)
    assert any(name.startswith(".staging/") for name in parquet(press))
    remove(press)
    assert not any(name.startswith(".staging/") for name in parquet(press))


def test_an_address_that_became_no_article_can_be_taken_down(press: Press) -> None:
    press.ledger.begin_run("r1", {"sources": ["example"]}, NIGHT)
    found = [Candidate(url=HERON.address, source="example", found_by="feed")]
    press.ledger.enlist("r1", found, (), NIGHT)
    remove(press)
    assert press.ledger.to_fetch("r1") == []
    assert [(one.article_id, one.url) for one in tombstones(press.store)] == [(HERON_ID, HERON.address)]


def test_a_filter_does_not_take_the_place_of_the_takedown(press: Press) -> None:
    two_nights(press)
    remove(press)
    turned_away = Candidate(url=HERON.address, source="example", found_by="feed")
    rejection = Rejection(reason=Reason.EXCLUDED)
    for number in (3, 4):
        press.ledger.begin_run(f"r{number}", {}, LATER)
        press.ledger.enlist(f"r{number}", (), [(turned_away, rejection)], LATER)
    press.ledger.begin_run("r5", {}, LATER)
    press.ledger.enlist("r5", [turned_away], (), LATER)
    assert press.ledger.to_fetch("r5") == []


def test_once_is_enough(press: Press) -> None:
    two_nights(press)
    assert not remove(press).done
    after = everything(press)
    assert keeping.find(press.keeping, f"{HERON.address}?utm_source=x", SOURCES).done
    remove(press, at=LATER + DAYS)
    assert everything(press) == after


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("example.org/heron", "example.org/heron: no web address; it must begin with https:// or http://"),
        (
            "https://example.org/haron",
            "https://example.org/haron: neither the datasets nor the ledger know",
        ),
    ],
)
def test_an_address_that_means_nothing_is_an_error(press: Press, url: str, message: str) -> None:
    two_nights(press)
    before = everything(press)
    with pytest.raises(ConfigError, match=re.escape(message)):
        remove(press, url)
    assert everything(press) == before


# --- kills ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store after two nights."""
    folder = tmp_path_factory.mktemp("printed")
    with pressing(Store.at(folder)) as press:
        two_nights(press)
        clustered(press, {"heron": True, "ferry": False}, "c" * 16)
    return folder


@pytest.mark.parametrize("number", range(20))
def test_a_kill_before_any_change_is_made_good_by_who_comes_next(
    printed: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(printed, tmp_path / "store")
    with pressing(Store.at(tmp_path / "store")) as press:
        with monkeypatch.context() as patch, pytest.raises(Killed):
            killed_at(patch, number)
            remove(press)
        keeping.complete(press.keeping)
        begun = number > 0
        assert bool(tombstones(press.store)) is begun
        assert (PHRASE not in everything(press)) is begun
        assert originals(press) == ({"ferry": True, "bridge": None} if begun else originals(press))
        assert press.store.files(".keeping") == press.store.files(".merging") == []


def test_the_tombstone_comes_first_and_that_is_every_change(printed: Path, tmp_path: Path, monkeypatch: Any) -> None:
    shutil.copytree(printed, tmp_path / "store")
    with pressing(Store.at(tmp_path / "store")) as press, monkeypatch.context() as patch:
        changes = killed_at(patch, 1_000)
        remove(press)
    assert changes == [
        "write .keeping/takedown.json",
        "write takedowns/takedowns.parquet",
        "upload archive/r1-0000.warc.gz",
        "write archive/r1-0000.cdxj",
        "upload archive/r2-0000.warc.gz",
        "write archive/r2-0000.cdxj",
        "write articles/date=2026-03-01/part-0.parquet",  # the next original
        "write .merging/2026-03-01",
        "write revisions/date=2026-03-01/part-0.parquet",
        "write articles/date=2026-03-01/part-0.parquet",
        "write sections/date=2026-03-01/part-0.parquet",
        "write removed/date=2026-03-01/part-0.parquet",
        "delete .merging/2026-03-01",
        "write articles/date=2026-03-01/part-0.parquet",  # without what it replaced, as the next three
        "write sections/date=2026-03-01/part-0.parquet",
        "write removed/date=2026-03-01/part-0.parquet",
        "write revisions/date=2026-03-01/part-0.parquet",
        "write fetches/date=2026-03-01/part-0.parquet",
        "write fetches/date=2026-03-02/part-0.parquet",
        "delete .keeping/takedown.json",
    ]


def test_a_kill_before_the_ledger_knows_is_made_good(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    two_nights(press)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Ledger, "take_down", killed)
        remove(press)
    assert press.ledger.claim([(HERON_ID, "https://example.org/new", DAY)])[HERON_ID].url == HERON.address
    keeping.complete(press.keeping)
    assert press.ledger.claim([(HERON_ID, "https://example.org/new", DAY)])[HERON_ID].url == "https://example.org/new"
    press.ledger.begin_run("r3", {}, LATER)
    press.ledger.enlist("r3", [Candidate(url=HERON.address, source="example", found_by="feed")], (), LATER)
    assert press.ledger.to_fetch("r3") == []


def test_what_was_begun_is_completed_without_being_asked_for(anywhere: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    two_nights(anywhere)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        killed_at(patch, 3)
        remove(anywhere)
    assert PHRASE in everything(anywhere)
    keeping.complete(anywhere.keeping)
    assert PHRASE not in everything(anywhere)
    assert slugs(anywhere) == ["bridge", "ferry"]
