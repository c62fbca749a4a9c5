"""A merge that is stopped at any write, and taken up by the same run or by the next one."""

from datetime import date

import pytest

from pipeline.load import merge, stage
from pipeline.storage import Store
from tests.load.load_samples import NIGHT, article, captured, content, load, section

OLD_DAY, NEW_DAY = date(2026, 3, 1), date(2026, 3, 2)


class KilledError(Exception):
    pass


def first_night(root):
    load(root, "r1", captured(article("edited")), captured(article("same")))


def second_night(root):
    rows = [
        captured(article("edited", sections=(section(0, None, "Edited."),)), nights=1, first=OLD_DAY),
        captured(article("same"), nights=1, first=OLD_DAY),
        captured(article("late"), nights=1, first=OLD_DAY),
        captured(article("new"), nights=1, first=NEW_DAY),
    ]
    return [stage(rows[:2], root, "r2", "0001"), stage(rows[2:], root, "r2", "0002")]


def is_published(name):
    return not name.startswith(".")


def replacements(monkeypatch, store, staged):
    """How many files an undisturbed merge replaces."""
    seen = []
    with monkeypatch.context() as patch:
        write = Store.write
        patch.setattr(Store, "write", lambda self, name, data: (seen.append(name), write(self, name, data)))
        outcome = merge(staged, store, "r2", NIGHT)
    return len([*filter(is_published, seen)]), outcome


def kill_at(monkeypatch, nth, store, staged):
    """Merge, but stop before (nth even) or after (nth odd) the nth // 2 th replacement."""
    write, done = Store.write, []

    def replace(self, name, data):
        if is_published(name) and len(done) == nth // 2 and nth % 2 == 0:
            raise KilledError
        write(self, name, data)
        if is_published(name) and len(done) == nth // 2:
            raise KilledError
        if is_published(name):
            done.append(name)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", replace)
        with pytest.raises(KilledError):
            merge(staged, store, "r2", NIGHT)


def assert_articles_are_whole(rows):
    ids = [row["article_id"] for row in rows["articles"]]
    assert len(ids) == len(set(ids))
    for row in rows["articles"]:
        own = [s for s in rows["sections"] if (s["article_id"], s["revision"]) == (row["article_id"], row["revision"])]
        assert len(own) == row["section_count"]
        spelt = "\n\n".join(part for s in own for part in (s["heading"], s["text"]) if part)
        assert spelt == row["text"]


def earlier_text_is_kept(rows):
    texts = [r["text"] for name in ("articles", "revisions") for r in rows[name]]
    return sum(text.startswith("First version.") for text in texts) >= 2


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    root = Store.at(tmp_path_factory.mktemp("undisturbed"))
    first_night(root)
    with pytest.MonkeyPatch.context() as patch:
        count, outcome = replacements(patch, root, second_night(root))
    return count, outcome, content(root)


def test_an_undisturbed_night_replaces_ten_files(undisturbed):
    # the old day's four, sections and removed once more for the revision, and the new day's four
    assert undisturbed[0] == 10


@pytest.mark.parametrize("nth", range(20))
def test_the_same_run_completes_what_was_begun(store, monkeypatch, undisturbed, nth):
    _, outcome, expected = undisturbed
    first_night(store)
    staged = second_night(store)
    kill_at(monkeypatch, nth, store, staged)
    stopped = content(store)
    assert_articles_are_whole(stopped)
    assert earlier_text_is_kept(stopped)

    assert merge(staged, store, "r2", NIGHT) == outcome
    assert content(store) == expected
    assert store.files(".merging") == []


@pytest.mark.parametrize("nth", range(20))
def test_another_run_first_takes_out_what_no_article_vouches_for(store, monkeypatch, nth):
    first_night(store)
    kill_at(monkeypatch, nth, store, second_night(store))
    load(store, "r3", captured(article("unrelated"), nights=2, first=date(2026, 3, 3)))

    rows = content(store)
    assert_articles_are_whole(rows)
    current = {(r["article_id"], r["revision"]) for r in rows["articles"]}
    assert {(r["article_id"], r["revision"]) for r in rows["sections"]} == current
    assert {(r["article_id"], r["revision"]) for r in rows["removed"]} == current
    assert not {(r["article_id"], r["revision"]) for r in rows["revisions"]} & current


@pytest.mark.parametrize("nth", range(0, 20, 3))
def test_a_kill_during_the_repair_is_repaired(store, monkeypatch, undisturbed, nth):
    first_night(store)
    staged = second_night(store)
    kill_at(monkeypatch, nth, store, staged)
    kill_again = pytest.MonkeyPatch()
    try:
        kill_at(kill_again, 1, store, staged)
    except pytest.fail.Exception:  # the first kill had left no more to do than one replacement
        pass
    finally:
        kill_again.undo()
    merge(staged, store, "r2", NIGHT)
    assert content(store) == undisturbed[2]
