"""A night over the demo newsroom, step by step without Prefect: every URL ends as an article or under a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from filelock import FileLock
from sqlalchemy import create_engine, text

from pipeline import batches, nightly, summary
from pipeline.config import Settings, Source
from pipeline.demo.folder import Story
from pipeline.demo.server import DemoServers
from pipeline.errors import ConfigError, RunInProgress, Unbalanced
from pipeline.ledger import Ledger
from pipeline.load import RunRow, read
from pipeline.models import Article, Page, Rejection
from pipeline.transform import extract
from tests.support import content, free_ports, newsroom, run_night, settings_for

Content = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Night:
    """A run: its row, which article pages it asked for, and what the store holds after it."""

    row: RunRow
    asked_for: list[str]
    content: Content


@dataclass(frozen=True, slots=True)
class Nights:
    """Three runs into one store: the first day, the same day again, the second day."""

    root: Path
    first: Night
    again: Night
    second_day: Night


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    port = free_ports(6)
    settings = settings_for(tmp_path_factory.mktemp("nights"), port)
    with newsroom(1, port) as servers:
        first, again = night(settings, servers), night(settings, servers)
    with newsroom(2, port) as servers:
        second_day = night(settings, servers)
    return Nights(settings.work, first, again, second_day)


def night(settings: Settings, servers: DemoServers) -> Night:
    servers.requests.clear()
    row = run_night(settings)
    return Night(row, articles_asked_for(servers), content(settings.root))


def articles_asked_for(servers: DemoServers) -> list[str]:
    """Paths of article pages among the requests that the newsroom answered."""
    stories = {
        (site.id, path)
        for site in servers.newsroom.sites
        for path, page in site.pages.items()
        if isinstance(page, Story)
    }
    return [path for site, path, _ in servers.requests if (site, path) in stories]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings for a store of its own, the newsroom's first day being served."""
    port = free_ports(6)
    with newsroom(1, port):
        yield settings_for(tmp_path, port)


def numbers(row: RunRow) -> tuple[int, int, int, int, int]:
    return row.discovered, row.written, row.unchanged, row.rejected, row.pending


def titles(rows: list[dict[str, Any]]) -> set[str]:
    return {row["title"] for row in rows}


def test_every_url_of_the_first_night_has_its_end(nights: Nights) -> None:
    assert numbers(nights.first.row) == (48, 43, 0, 5, 0)
    assert nights.first.row.rejected_by_reason == {
        "excluded": 2,  # a home page and an imprint in a sitemap
        "http_404": 1,
        "not_article": 1,  # a video page
        "robots_denied": 1,
    }


def test_the_numbers_hold_for_every_source(nights: Nights) -> None:
    by_source = {counts.source: (counts.discovered, counts.written) for counts in nights.first.row.sources}
    assert by_source == {
        "landbote-aktuell": (9, 7),
        "liberty-dispatch": (9, 8),
        "meridian-gazette": (8, 7),
        "northern-ballot": (7, 7),
        "statehouse-observer": (9, 8),
        "the-quorum": (6, 6),
    }


def test_a_second_run_asks_for_no_article_and_writes_nothing(nights: Nights) -> None:
    assert nights.again.asked_for == []
    assert numbers(nights.again.row) == (48, 0, 43, 5, 0)
    assert nights.again.content == nights.first.content


def test_the_second_day_writes_the_new_articles_and_the_changed_ones(nights: Nights) -> None:
    row = nights.second_day.row
    assert (row.written, row.revised) == (9, 2)
    known = {article["article_id"] for article in nights.first.content["articles"]}
    new = [article for article in nights.second_day.content["articles"] if article["article_id"] not in known]
    assert len(new) == 7
    revised = {row["article_id"]: row for row in nights.second_day.content["articles"] if row["revision"] == 2}
    before = sorted(nights.second_day.content["revisions"], key=lambda row: row["source"])
    after = [revised[row["article_id"]] for row in before]
    assert [row["title"] for row in before if row["source"] == "liberty-dispatch"] == [
        "Three Firms Shared a Decade of Harbor Contracts, Audit Finds"
    ]
    assert [row["title"] for row in after if row["source"] == "liberty-dispatch"] == [
        "Three Firms Won Most Harbor Contracts in a Decade, Audit Finds"
    ]
    assert ["£57m" in row["text"] for row in before] == [False, True]
    assert ["£66m" in row["text"] for row in after] == [False, True]


def test_a_changed_page_around_the_same_text_is_no_revision(nights: Nights) -> None:
    revised = {row["article_id"] for row in nights.second_day.content["revisions"]}
    before = {a["article_id"]: a["content_hash"] for a in nights.first.content["articles"]}
    after = {a["article_id"]: a["content_hash"] for a in nights.second_day.content["articles"]}
    assert {key for key in before if before[key] != after[key]} == revised


def test_a_503_that_recovers_is_an_article_after_three_requests(nights: Nights) -> None:
    fetches = read("fetches", nights.root)
    mine = fetches[fetches["url"].str.contains("school-places") & (fetches["run_id"] == nights.first.row.run_id)]
    assert mine["outcome"].tolist() == ["http_5xx", "http_5xx", "fetched"]


def test_what_robots_disallows_is_never_asked_for(nights: Nights) -> None:
    fetches = read("fetches", nights.root)
    denied = fetches[fetches["outcome"] == "robots_denied"]
    assert denied["status"].isna().all()
    assert not any("/members/" in path for path in nights.first.asked_for)


def test_wire_copy_is_an_article_of_both_sites(nights: Nights) -> None:
    wire = [a for a in nights.first.content["articles"] if "GENEVA (CW) —" in a["text"]]
    assert {article["source"] for article in wire} == {"meridian-gazette", "statehouse-observer"}


def test_a_redirected_address_is_one_article(nights: Nights) -> None:
    (flood,) = [a for a in nights.first.content["articles"] if "hochwasserschutz" in a["canonical_url"]]
    assert flood["url"].endswith("/nr/104471")


def test_every_article_has_its_sections_and_its_removed_blocks(nights: Nights) -> None:
    for store in (nights.first.content, nights.second_day.content):
        articles = {row["article_id"] for row in store["articles"]}
        assert {row["article_id"] for row in store["sections"]} == articles
        assert {row["article_id"] for row in store["removed"]} == articles


def test_a_silent_site_costs_only_itself(tmp_path: Path) -> None:
    port = free_ports(7)
    settings = settings_for(tmp_path, port)
    nobody = f"http://127.0.0.1:{port + 6}"
    silent = Source(id="silent", homepage=f"{nobody}/", feeds=(f"{nobody}/feed/",))
    sources = (silent, *(source for source in settings.sources if source.id != "liberty-dispatch"))
    with newsroom(1, port):
        row = run_night(settings.model_copy(update={"sources": sources}))
    (counts,) = [counts for counts in row.sources if counts.source == "silent"]
    assert (counts.discovered, counts.written) == (0, 0)
    assert row.written == 35
    with Ledger.open(settings.ledger_url) as ledger:
        (problem,) = ledger.problems(row.run_id)
        (run,) = ledger.latest_runs()
        verdict = summary.of_run(settings, ledger, run).health
    assert (problem.source, problem.url, problem.reason) == ("silent", f"{nobody}/feed/", "connection")
    assert [(trouble.topic, trouble.source, trouble.red) for trouble in verdict.troubles] == [
        ("silent", "silent", True)
    ]


def test_a_page_that_breaks_transform_is_a_rejection(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(page: Page) -> Article | Rejection:
        if "severn-river-by-election" in page.url:
            raise ZeroDivisionError("a planted fault")
        return extract(page)

    monkeypatch.setattr(batches, "transform_page", breaking)
    row = run_night(settings)
    assert (row.written, row.rejected_by_reason["transform_error"]) == (42, 1)


def test_a_run_in_progress_keeps_others_out(settings: Settings) -> None:
    settings.work.mkdir(parents=True)
    with FileLock(settings.work / ".lock"), pytest.raises(RunInProgress, match="another run is using"):
        run_night(settings)


def test_a_configuration_without_sources_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigError, match=r"add at least one \[\[source\]\]"):
        run_night(settings.model_copy(update={"sources": ()}))


def test_a_run_that_lost_an_article_fails(settings: Settings) -> None:
    lost = pytest.raises(Unbalanced, match=r"[a-z-]+: (\d+) counted as written, the dataset holds \d+ of this run$")
    with lost, nightly.opened(settings) as opened:
        nightly.discover(opened)
        nightly.fetch(opened)
        nightly.load(opened, nightly.transform(opened))
        lose_an_article(settings.work)
        nightly.report(opened)
    assert read("runs", settings.root)["status"].tolist() == ["failed"]


def test_a_run_that_leaves_a_url_behind_fails(settings: Settings) -> None:
    with pytest.raises(Unbalanced, match="44 URLs have no result"), nightly.opened(settings) as opened:
        nightly.discover(opened)
        nightly.fetch(opened)
        nightly.report(opened)
    row = run_night(settings)
    assert numbers(row) == (48, 43, 0, 5, 0)


def test_a_run_killed_yesterday_is_closed_and_its_work_done(settings: Settings) -> None:
    with pytest.raises(KeyboardInterrupt), nightly.opened(settings) as opened:
        nightly.discover(opened)
        nightly.fetch(opened)
        raise KeyboardInterrupt
    engine = create_engine(settings.ledger_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE runs SET started_at = '2026-11-01 03:00:00.000000'"))
    engine.dispose()

    row = run_night(settings)

    assert numbers(row) == (48, 43, 0, 5, 0)
    assert row.fetched == 0
    assert sorted(read("runs", settings.root)["status"]) == ["crashed", "finished"]


def lose_an_article(root: Path) -> None:
    (file,) = (root / "articles").glob("date=*/*.parquet")
    pq.write_table(pq.read_table(file, partitioning=None).slice(1), file)
