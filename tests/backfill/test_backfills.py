"""Backfills into whole stores: what comes of the pages, and that nothing is asked, taken twice or made older."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import create_engine, text
from warcio.archiveiterator import ArchiveIterator

from pipeline import backfill, nightly
from pipeline.backfill import Account, Damage, Not
from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger
from pipeline.load import read
from pipeline.summary import Summary
from tests.backfill.warcs import HTML, NOON, Record, story, write_warc
from tests.support import content, free_ports, newsroom, run_backfill, run_night, settings_for

SITE = "https://example.org"


def run(settings: Settings, *paths: Path, **options: Any) -> tuple[Account, Summary]:
    return run_backfill(settings, backfill.ordered(settings, paths, **options))


def pages(count: int) -> list[Record]:
    return [Record(url=f"{SITE}/story-{number}", body=story(f"Story {number}")) for number in range(count)]


def articles(settings: Settings) -> pd.DataFrame:
    return read("articles", settings.root).sort_values("url", ignore_index=True)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store after a night over the demo newsroom, which is not served any more."""
    port = free_ports(6)
    settings = settings_for(tmp_path_factory.mktemp("nights"), port)
    with newsroom(1, port):
        run_night(settings)
    return settings


def test_the_archive_of_another_store_makes_the_same_articles(nights: Settings, tmp_path: Path) -> None:
    own = nights.model_copy(update={"base": tmp_path})
    account, summed_up = run(own, nights.work / "archive")
    assert (account.answers, account.taken, account.damages) == (44, 44, [])
    row = summed_up.row
    assert (row.discovered, row.fetched, row.written, row.rejected_by_reason) == (44, 0, 43, {"not_article": 1})
    assert content(own.root) == content(nights.root)
    theirs, mine = articles(nights), articles(own)
    assert mine["captured_at"].tolist() == theirs["captured_at"].tolist()
    assert mine["date"].tolist() == theirs["date"].tolist()
    assert read("fetches", own.root).empty


def test_the_same_again_does_nothing(nights: Settings, tmp_path: Path) -> None:
    own = nights.model_copy(update={"base": tmp_path})
    run(own, nights.work / "archive")
    before, files = content(own.root), sorted((own.work / "archive").iterdir())
    account, summed_up = run(own, nights.work / "archive")
    assert (account.taken, account.left) == (0, {Not.HAD: 44})
    assert summed_up.row.discovered == 0
    assert (content(own.root), sorted((own.work / "archive").iterdir())) == (before, files)
    assert run(nights, nights.work / "archive")[0].left == {Not.HAD: 44}


def test_a_page_keeps_the_instant_of_its_capture_and_names_its_file(settings: Settings, tmp_path: Path) -> None:
    file = write_warc(tmp_path / "others.warc.gz", pages(1))
    run(settings, file)
    (article,) = articles(settings).to_dict("records")
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert (article["captured_at"], article["first_captured_at"], article["date"]) == (
        noon,
        noon,
        pd.Timestamp("2026-11-02"),
    )
    engine = create_engine(settings.ledger_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT found_by FROM urls")) == file.as_uri()
    engine.dispose()
    (archive,) = (settings.work / "archive").glob("*.warc.gz")
    with archive.open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
    assert kinds == ["warcinfo", "metadata", "response"]  # a request that was not ours is not made up


def test_every_answer_is_taken_or_counted(settings: Settings, tmp_path: Path) -> None:
    small = settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"max_bytes": 20_000})})
    noai = story("Reserved").replace(b"<head>", b'<head><meta name="robots" content="noai">')
    one = story("One")
    records = [
        Record(url=f"{SITE}/one", body=one),
        Record(url=f"{SITE}/one", body=one),
        Record(url=f"{SITE}/one", body=one, at="2026-11-01T12:00:00Z"),
        Record(url=f"{SITE}/two", body=gzip.compress(story("Two")), headers=(HTML, ("Content-Encoding", "gzip"))),
        Record(url=f"{SITE}/gone", status="404 Not Found"),
        Record(url=f"{SITE}/picture", headers=(("Content-Type", "image/png"),)),
        Record(url=f"{SITE}/pdf", body=b"%PDF-1.7"),
        Record(url=f"{SITE}/zstd", headers=(HTML, ("Content-Encoding", "zstd"))),
        Record(url=f"{SITE}/early", body=story("Early"), at="2026-10-01T00:00:00Z"),
        Record(url="https://example.com/elsewhere", body=story("Elsewhere")),
        Record(url=f"{SITE}/tag/politics", body=story("Tag")),
        Record(url=f"{SITE}/reserved", body=noai),
        Record(url=f"{SITE}/long", body=b"x" * 20_001),
        Record(url=f"{SITE}/repeat", kind="revisit"),
        Record(url=f"{SITE}/odd", at="yesterday"),
    ]
    account, summed_up = run(small, write_warc(tmp_path / "others.warc.gz", records), since=date(2026, 11, 1))
    assert account.taken == 3
    assert account.left == {
        Not.OLDER: 1, Not.STATUS: 1, Not.TYPE: 2, Not.CODING: 1, Not.DATES: 1, Not.SOURCE: 1, Not.FILTERED: 1,
        Not.RESERVED: 1, Not.LARGE: 1, Not.BODY: 1, Not.HTTP: 1,
    }  # fmt: skip
    assert account.answers == len(records)
    assert (summed_up.row.discovered, summed_up.row.written) == (2, 2)


def test_what_a_site_reserves_is_taken_where_it_is_allowed(settings: Settings, tmp_path: Path) -> None:
    record = Record(url=f"{SITE}/a", body=story("A"), headers=(HTML, ("X-Robots-Tag", "noai")))
    file = write_warc(tmp_path / "others.warc.gz", [record])
    assert run(settings, file)[0].left == {Not.RESERVED: 1}
    allowed = tuple(source.model_copy(update={"allow_reserved": True}) for source in settings.sources)
    assert run(settings.model_copy(update={"sources": allowed}), file)[0].taken == 1


def test_an_older_capture_leaves_the_text_and_a_later_one_revises_it(settings: Settings, tmp_path: Path) -> None:
    def captured(name: str, at: str, words: str) -> Path:
        return write_warc(tmp_path / name, [Record(url=f"{SITE}/a", body=story("A", words), at=at)])

    run(settings, captured("present.warc.gz", NOON, "council"))
    before = content(settings.root)

    account, _ = run(settings, captured("older.warc.gz", "2026-10-02T12:00:00Z", "assembly"))
    assert account.left == {Not.OLDER: 1}
    assert content(settings.root) == before

    _, summed_up = run(settings, captured("later.warc.gz", "2026-12-02T12:00:00Z", "parliament"))
    assert summed_up.row.revised == 1
    (article,) = articles(settings).to_dict("records")
    assert ("parliament" in article["text"], article["revision"]) == (True, 2)
    assert article["date"] == pd.Timestamp("2026-11-02")
    assert "council" in read("revisions", settings.root)["text"].iloc[0]


def test_a_source_narrows(settings: Settings, tmp_path: Path) -> None:
    records = [*pages(1), Record(url=f"{SITE}/politics/a", body=story("A"))]
    account, summed_up = run(settings, write_warc(tmp_path / "others.warc", records), only=["section"])
    assert (account.taken, account.left) == (1, {Not.FILTERED: 1})
    assert [counts.source for counts in summed_up.row.sources] == ["section"]


def test_of_a_damaged_file_the_beginning_is_taken(settings: Settings, tmp_path: Path) -> None:
    damaged = write_warc(tmp_path / "damaged.warc.gz", pages(5))
    damaged.write_bytes(damaged.read_bytes()[:-30])
    other = write_warc(tmp_path / "whole.warc.gz", [Record(url=f"{SITE}/other", body=story("Other"))])
    account, summed_up = run(settings, other, damaged)
    assert (account.taken, summed_up.row.written) == (5, 5)
    (damage,) = account.damages
    assert isinstance(damage, Damage)
    assert (damage.file, 0 < damage.offset < damaged.stat().st_size) == (damaged, True)


@pytest.mark.parametrize("at_night", [False, True])
def test_a_backfill_that_is_killed_and_repeated_ends_the_same(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_night: bool
) -> None:
    """at_night: whether a day begins before it is repeated, so that it is another run."""
    file = write_warc(tmp_path / "others.warc.gz", pages(6))
    whole = settings.model_copy(update={"base": tmp_path / "whole"})
    run(whole, file)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "bring_in", killed_at(4, Ledger.bring_in))
        with pytest.raises(KeyboardInterrupt):
            run(settings, file)
    if at_night:
        started_long_ago(settings)

    account, summed_up = run(settings, file)

    assert (account.taken, account.left) == (6, {})
    assert (summed_up.row.written, summed_up.row.pending) == (6, 0)
    assert content(settings.root) == content(whole.root)
    assert read("fetches", settings.root).empty
    statuses = ["crashed", "finished"] if at_night else ["finished"]
    assert sorted(read("runs", settings.root)["status"]) == statuses


def killed_at(number: int, bring_in: Any) -> Any:
    """`bring_in`, and a kill in the place of its n-th call: the page is in the archive by then."""
    calls = 0

    def killing(*arguments: Any, **named: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise KeyboardInterrupt
        bring_in(*arguments, **named)

    return killing


def started_long_ago(settings: Settings) -> None:
    engine = create_engine(settings.ledger_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE runs SET started_at = '2026-11-01 03:00:00.000000'"))
    engine.dispose()


def test_a_night_after_it_asks_for_nothing_of_it(settings: Settings, tmp_path: Path) -> None:
    wall = b"<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1></body></html>"
    records = [*pages(2), Record(url=f"{SITE}/wall", body=wall)]
    run(settings, write_warc(tmp_path / "others.warc.gz", records))
    with nightly.opened(settings.model_copy(update={"sources": settings.sources[1:]})) as night:
        assert night.ledger.carry_over(night.run.run_id, ["section", "whole"], datetime(2030, 1, 1, tzinfo=UTC)) == 0


def test_mistakes_are_named(settings: Settings, tmp_path: Path) -> None:
    file = write_warc(tmp_path / "others.warc.gz", pages(1))
    (tmp_path / "empty").mkdir()
    for paths, options, message in (
        ([tmp_path / "nowhere"], {}, f"{tmp_path}/nowhere: no such file or folder"),
        ([tmp_path / "empty"], {}, f"{tmp_path}/empty: no file in it is named *.warc or *.warc.gz"),
        ([file], {"only": ["hole"]}, "no source 'hole' in the configuration; did you mean whole?"),
        ([file], {"since": date(2026, 11, 2), "until": date(2026, 11, 1)}, "--until: 2026-11-01 is before --since"),
    ):
        with pytest.raises(ConfigError) as error:
            backfill.ordered(settings, paths, **options)
        assert str(error.value).startswith(message)


def test_drift_does_not_compare_what_was_brought_in(settings: Settings, tmp_path: Path) -> None:
    order = backfill.ordered(settings, [write_warc(tmp_path / "others.warc.gz", pages(1))])
    with nightly.opened(settings, order.plan) as night:
        checks = night.checks
    assert {checks.drift_volume, checks.drift_length, checks.drift_missing, checks.drift_removed} == {"off"}
    assert checks.empty_body == "fail"
