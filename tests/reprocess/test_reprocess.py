"""Reprocessing: nothing changes under the same extractor, and under another one exactly what it makes otherwise."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import keeping, reprocess
from pipeline.errors import RunInProgress
from pipeline.ledger import Ledger
from pipeline.load import article_id, read
from pipeline.reasons import Reason
from pipeline.storage import locked
from tests.load.load_samples import file_states
from tests.reprocess.newsdesk import (
    FIRST,
    NO_ARTICLE,
    Body,
    Desk,
    address,
    changes_of,
    desk_at,
    outcomes,
    sheet,
    story,
    use,
)
from tests.support import CIRCUMSTANCES

A, B = sheet(story("The ferry sails.", title="Ferry")), sheet(story("The ferry stays.", title="Ferry"))
BRIDGE = sheet(story("A toll for the bridge.", title="Bridge"))
COPY = sheet(story("The harbour mistress of Port Ellery said on Monday that the night ferry stays.", title="Harbour"))
NIGHTS: list[dict[str, Body]] = [
    {"ferry": A, "bridge": BRIDGE, "gallery": sheet(NO_ARTICLE), "one": COPY, "other": COPY},
    {"ferry": B, "bridge": None, "late": sheet(story("Late.", title="Late", canonical=address("bridge")))},
    {"ferry": A, "bridge": Reason.HTTP_404, "one": sheet("soft_404")},
]
"""An article restored after an edit, one that is gone, a copy, a page that leads to another, one that became none."""


def nights(desk: Desk, some: list[dict[str, Body]] = NIGHTS) -> None:
    for number, pages in enumerate(some):
        desk.night(number, pages)


def test_the_same_extractor_changes_nothing(anywhere: Desk) -> None:
    nights(anywhere)
    rows, ledger, files = anywhere.rows(), anywhere.ledger(), file_states(anywhere.store)
    comparison = anywhere.reprocess()
    assert outcomes(comparison) == {"same": 4, "rejected": 2}
    assert changes_of(anywhere, comparison) == []
    assert (anywhere.rows(), anywhere.ledger()) == (rows, ledger)
    left = {name: state for name, state in file_states(anywhere.store).items() if not name.startswith("reprocess/")}
    assert left == files


def test_each_url_ends_as_it_does_under_the_new_extractor(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(
        0,
        {
            "same": sheet(story("As it was.", title="Same")),
            "changed": sheet(story("Old words.", title="Changed"), story("New words.", title="Changed")),
            "gained": sheet(NO_ARTICLE, story("At last.", title="Gained")),
            "lost": sheet(story("A gallery.", title="Lost"), NO_ARTICLE),
            "neither": sheet(NO_ARTICLE, "no_text"),
        },
    )
    use(monkeypatch, "new")
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"same": 1, "changed": 1, "gained": 1, "lost": 1, "rejected": 1}
    assert dict(comparison.fields) == {("example", "text"): 1}
    assert desk.articles() == {"Same": "As it was.", "Changed": "New words.", "Gained": "At last."}
    shown = ("kind", "field", "before", "after", "reason")
    assert [tuple(row[name] for name in shown) for row in changes_of(desk, comparison)] == [
        ("changed", "text", "Old words.", "New words.", None),
        ("gained", "article", None, "Gained", "not_article"),
        ("lost", "article", "Lost", None, "not_article"),
    ]  # fmt: skip
    assert {row["url"].rpartition("/")[2]: (row["state"], row["reason"]) for row in desk.ledger()["urls"]} == {
        "same": ("written", None),
        "changed": ("written", None),
        "gained": ("written", None),
        "lost": ("rejected", "not_article"),
        "neither": ("rejected", "no_text"),
    }


def test_a_second_time_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"a": sheet(story("Old."), story("New.")), "b": sheet(NO_ARTICLE, story("Come.")), "c": COPY})
    desk.night(1, {"a": sheet(story("Old, edited."), story("New, edited.")), "d": COPY})
    use(monkeypatch, "new")
    desk.reprocess()
    rows, ledger = desk.rows(), desk.ledger()
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"same": 4}
    assert (desk.rows(), desk.ledger()) == (rows, ledger)


def test_a_later_night_ends_as_if_the_new_extractor_had_always_been_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some: list[dict[str, Body]] = [
        {
            "edited": sheet(story("Old one."), story("New one.")),
            "gained": sheet(NO_ARTICLE, story("Come.", title="Come")),
            "lost": sheet(story("A gallery."), NO_ARTICLE),
            "moved": sheet(story("Moved."), story("Moved.", canonical=address("elsewhere"))),
            "copy": sheet(story("No copy."), story("The harbour mistress of Port Ellery said that the ferry stays.")),
        },
        {
            "edited": sheet(story("Old two."), story("New one.")),
            "twin": sheet(story("The harbour mistress of Port Ellery said that the ferry stays.")),
        },
        {
            "edited": sheet(story("Old three."), story("New three.")),
            "gained": sheet(NO_ARTICLE, story("Come again.", title="Come")),
            "moved": sheet(story("x"), story("Moved on.")),
        },
    ]
    always, late = desk_at(tmp_path / "always", tmp_path / "1"), desk_at(tmp_path / "late", tmp_path / "2")
    nights(late, some[:2])
    use(monkeypatch, "new")
    late.reprocess()
    late.night(2, some[2])
    nights(always, some)
    assert late.rows(*CIRCUMSTANCES) == always.rows(*CIRCUMSTANCES)
    assert late.ledger() == always.ledger()


def test_what_an_upgrade_made_a_revision_is_none_any_longer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(story("Read the old way."), story("Read the new way."))
    desk.night(0, {"ferry": page})
    use(monkeypatch, "new")
    desk.night(1, {"ferry": page})
    assert read("articles", desk.store)["revision"].tolist() == [2]
    comparison = desk.reprocess()
    assert read("articles", desk.store)[["revision", "text"]].values.tolist() == [[1, "Read the new way."]]
    assert read("revisions", desk.store).empty
    assert {row["field"] for row in changes_of(desk, comparison)} >= {"revision", "captured_at", "revision 1: text"}


def test_an_edit_that_the_old_extractor_did_not_see_becomes_a_revision(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.night(0, {"ferry": sheet(story("Short."), story("Short.", "£57m."))})
    desk.night(1, {"ferry": sheet(story("Short."), story("Short.", "£66m."))})
    use(monkeypatch, "new")
    desk.reprocess()
    (before,) = read("revisions", desk.store).to_dict("records")
    (now,) = read("articles", desk.store).to_dict("records")
    assert [dict(one) for one in before["changes"]] == [{"kind": "paragraph", "before": "£57m.", "after": "£66m."}]
    assert before["superseded_by_run"] == now["run_id"] != before["run_id"]
    assert (before["revision"], now["revision"]) == (1, 2)
    assert now["first_captured_at"] == before["first_captured_at"] != now["captured_at"]


def test_what_retention_took_is_kept_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_at(tmp_path / "store", tmp_path, storage={"root": str(tmp_path / "store"), "keep_raw_days": 1.5})
    page = sheet(story("Old."), story("New."))
    desk.night(0, {"gone": page, "edited": sheet(story("Old, too."))})
    desk.night(1, {"edited": sheet(story("Old, edited."), story("New, edited."))})
    desk.night(2, {"there": sheet(story("Old words.", title="There"), story("New words.", title="There"))})
    rows = desk.rows()
    use(monkeypatch, "new")
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"changed": 1, "kept": 2}
    assert sorted(read("articles", desk.store)["text"]) == ["New words.", "Old, edited.", "Old."]
    assert desk.rows()["revisions"] == rows["revisions"]


def test_what_was_taken_down_stays_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"heron": A, "other": sheet(story("Other."), story("Other.", canonical=address("heron")))})
    with keeping.opened(desk.settings) as opened:
        target = keeping.find(opened, address("heron"), desk.settings.sources)
        keeping.take_down(opened, target, "a mistake", FIRST)
    use(monkeypatch, "new")
    assert outcomes(desk.reprocess()) == {"lost": 1, "rejected": 1}
    assert desk.articles() == {}
    assert {row["reason"] for row in desk.ledger()["urls"]} == {"taken_down"}
    with Ledger.open(desk.settings.ledger_url) as ledger:
        assert ledger.captures_at([address("heron"), address("other")]) == []


def test_what_told_of_an_article_goes_when_it_is_taken_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"heron": sheet(story("A heron."), story("A heron, too.")), "other": A})
    use(monkeypatch, "new")
    told, silent = desk.reprocess(dry_run=True), desk.reprocess(dry_run=True, sources=("other",))
    with keeping.opened(desk.settings) as opened:
        target = keeping.find(opened, address("heron"), desk.settings.sources)
        keeping.take_down(opened, target, "a mistake", FIRST)
    assert not desk.store.exists(told.page)
    assert not desk.store.exists(told.changes)
    assert desk.store.exists(silent.page)


def test_an_article_that_fails_a_check_now_is_kept_aside_and_one_that_passes_comes_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.night(0, {"emptied": sheet(story("Words."), story()), "filled": sheet(story(), story("Words."))})
    assert read("quarantine", desk.store)["url"].tolist() == [address("filled")]
    use(monkeypatch, "new")
    assert outcomes(desk.reprocess()) == {"gained": 1, "lost": 1}
    assert read("quarantine", desk.store)["url"].tolist() == [address("emptied")]
    assert read("articles", desk.store)["url"].tolist() == [address("filled")]
    reasons = {row["url"]: row["reason"] for row in desk.ledger()["urls"]}
    assert reasons == {address("emptied"): "quality", address("filled"): None}


def test_an_article_changes_its_identity_with_its_canonical_address(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.night(0, {"a?page=1": sheet(story("Text."), story("Text.", canonical=address("a")))})
    use(monkeypatch, "new")
    comparison = desk.reprocess()
    assert outcomes(comparison) == {"changed": 1}
    (change,) = changes_of(desk, comparison)
    assert (change["field"], change["after"], change["article_id"]) == (
        "canonical_url", address("a"), article_id(address("a")),
    )  # fmt: skip
    assert [row["article_id"] for row in desk.ledger()["claims"]] == [article_id(address("a"))]


def test_copies_are_found_anew_where_texts_change(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The harbour mistress of Port Ellery said on Monday that the night ferry stays all winter."
    desk.night(
        0, {"first": sheet(story(text), story("Something else altogether, and shorter.")), "second": sheet(story(text))}
    )
    desk.night(1, {"third": sheet(story(text))})
    assert read("articles", desk.store)["original"].sum() == 1
    use(monkeypatch, "new")
    desk.reprocess()
    frame = read("articles", desk.store).set_index("url")
    second = article_id(address("second"))
    assert frame["cluster_id"].to_dict() == {
        address("first"): article_id(address("first")), address("second"): second, address("third"): second,
    }  # fmt: skip
    assert frame["original"].to_dict() == {address("first"): True, address("second"): True, address("third"): False}


def test_only_the_days_and_sources_asked_for_are_rebuilt(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(story("Old."), story("New."))
    desk.night(0, {"early": page})
    desk.night(1, {"late": page})
    desk.night(1, {"elsewhere": page}, source="other")
    use(monkeypatch, "new")
    assert outcomes(desk.reprocess(since=date(2026, 11, 3), sources=("example",))) == {"changed": 1}
    texts = read("articles", desk.store).set_index("url")["text"].to_dict()
    assert texts == {address("early"): "Old.", address("late"): "New.", address("elsewhere"): "Old."}


def test_an_article_of_another_day_is_not_taken_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"early": sheet(story("Early."))})
    desk.night(1, {"late": sheet(story("Late."), story("Late.", canonical=address("early")))})
    use(monkeypatch, "new")
    assert outcomes(desk.reprocess(since=date(2026, 11, 3))) == {"lost": 1}
    (row,) = [row for row in desk.ledger()["urls"] if row["url"] == address("late")]
    assert (row["reason"], row["duplicate_of"]) == ("duplicate", article_id(address("early")))


def test_a_dry_run_changes_nothing_and_lets_a_night_run_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"ferry": sheet(story("Old."), story("New."))})
    with reprocess.opened(desk.settings, reprocess.Request(dry_run=True)) as work:
        desk.night(1, {"ferry": sheet(story("Old, edited."), story("New, edited."))})
        rows, ledger = desk.rows(), desk.ledger()
        use(monkeypatch, "new")
        rebuilt = reprocess.rebuild(work)
        comparison = reprocess.compare(work, rebuilt)
        reprocess.promote(work, rebuilt)
    assert [(row["field"], row["before"], row["after"]) for row in changes_of(desk, comparison)] == [
        ("text", "Old.", "New.")
    ]
    assert (desk.rows(), desk.ledger()) == (rows, ledger)
    assert not [*(desk.settings.work / ".reprocess").iterdir()]


def test_neither_runs_while_the_other_holds_the_store(desk: Desk) -> None:
    desk.night(0, {"ferry": A})
    with locked(desk.store), pytest.raises(RunInProgress):
        desk.reprocess()
    with reprocess.opened(desk.settings, reprocess.Request()), pytest.raises(RunInProgress):
        desk.night(1, {"ferry": B})


def test_a_page_that_waits_for_its_run_is_left_to_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(0, {"ferry": A})
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.nightly.transform", lambda night: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.night(1, {"ferry": B, "bridge": BRIDGE})
    rows, ledger = desk.rows(), desk.ledger()
    assert outcomes(desk.reprocess()) == {"same": 1}
    assert (desk.rows(), desk.ledger()) == (rows, ledger)
    desk.night(2, {})
    assert desk.articles() == {"Ferry": "The ferry stays.", "Bridge": "A toll for the bridge."}
    after, followed = desk.rows(), desk.ledger()
    assert outcomes(desk.reprocess()) == {"same": 2}
    assert (desk.rows(), desk.ledger()) == (after, followed)


@pytest.mark.parametrize("visited", [None, Reason.EXCLUDED])
def test_an_article_that_was_visited_since_is_lost_and_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, visited: Body
) -> None:
    desk.night(0, {"ferry": sheet(story("Text."), NO_ARTICLE)})
    desk.night(1, {"ferry": visited})
    ledger = desk.ledger()
    assert [row["state"] for row in ledger["urls"]] == ["written"]
    use(monkeypatch, "new")
    desk.reprocess()
    assert [row["state"] for row in desk.ledger()["urls"]] == ["rejected"]
    use(monkeypatch, "old")
    desk.reprocess()
    assert desk.ledger() == ledger


def test_no_run_is_counted(desk: Desk) -> None:
    desk.night(0, {"ferry": A})
    desk.reprocess()
    with Ledger.open(desk.settings.ledger_url) as ledger:
        assert len(ledger.latest_runs()) == 1
    assert len(read("runs", desk.store)) == 1
