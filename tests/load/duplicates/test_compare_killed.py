"""A comparison that is stopped at any write, and taken up by the same run or by the next one."""

import pytest

from pipeline.load import merge, read, stage
from pipeline.load.duplicates import compare
from pipeline.storage import Store
from tests.load.duplicates.news import WINDOW, clusters, day, edited, load, news, text, together

LEVY, FIRST, SECOND = text("levy"), text("first", 90), text("second", 90)
TONIGHT = day(16)


class KilledError(Exception):
    pass


def earlier_nights(store):
    """Clusters that go back before the window, two of which tonight's articles make one."""
    load(store, "r1", news("wire-first", FIRST), news("wire-levy", LEVY), news("paper-levy", edited(LEVY), at=3))
    load(store, "r2", news("paper-first", edited(FIRST), on=10), news("blog-levy", LEVY, on=10))
    load(store, "r3", news("wire-second", SECOND, on=12), news("paper-second", edited(SECOND), on=13))


def tonight(store):
    """What a merge has brought: a new link, a copy, and a cluster's link that was revised away."""
    rows = [
        news("site-both", f"{FIRST} {SECOND}", on=16),
        news("late-both", f"{FIRST} {SECOND}", on=16, at=3),
        news("more-both", edited(f"{FIRST} {SECOND}"), on=15),
        news("blog-levy", text("something else"), on=10, nights=6),
        news("late-levy", edited(LEVY, "late"), on=15, published="2026-02-28T00:00:00Z"),
    ]
    merge([stage(rows, store, "r4", "batch")], store, "r4", rows[0].captured_at)
    return {day(10), day(15), day(16)}


def killed_at(monkeypatch, store, days, write, *, after):
    """Compare, but stop before or after a write; whether that write came."""
    seen, written = [], Store.write

    def stopped(self, name, data):
        seen.append(name)
        if len(seen) == write and not after:
            raise KilledError
        written(self, name, data)
        if len(seen) == write:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", stopped)
        try:
            compare(store, days, WINDOW)
        except KilledError:
            return True
    return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    store = Store.at(tmp_path_factory.mktemp("undisturbed"))
    earlier_nights(store)
    compare(store, tonight(store), WINDOW)
    return clusters(store)


def test_the_night_joins_splits_and_moves_originals(undisturbed):
    assert undisturbed["wire-second"] == ("wire-first", False)
    assert undisturbed["blog-levy"] == ("blog-levy", True)
    assert undisturbed["late-levy"][1]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("write", range(1, 12))
def test_the_repeat_completes_what_was_begun(tmp_path, monkeypatch, undisturbed, write, after):
    store = Store.at(tmp_path)
    earlier_nights(store)
    days = tonight(store)
    came = killed_at(monkeypatch, store, days, write, after=after)
    assert len(read("articles", store)) == 11
    compare(store, days, WINDOW)
    assert clusters(store) == undisturbed
    assert came or write > 5


@pytest.mark.parametrize("write", range(1, 12, 2))
def test_another_run_completes_it_too(tmp_path, monkeypatch, undisturbed, write):
    store = Store.at(tmp_path)
    earlier_nights(store)
    killed_at(monkeypatch, store, tonight(store), write, after=False)
    load(store, "r5", news("unrelated-story", text("unrelated"), on=17))
    assert clusters(store) == undisturbed | {"unrelated-story": ("unrelated-story", True)}
    assert frozenset({"unrelated-story"}) in together(store)
