import pyarrow.parquet as pq
import pytest

from pipeline.load import read
from pipeline.load.duplicates import Compared, compare
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import partition_name
from pipeline.storage import Store
from tests.load.duplicates.news import WINDOW, clusters, day, edited, id_of, load, news, originals, text, together

LEVY = text("levy")


@pytest.fixture
def folder(tmp_path):
    """A store for what does not depend on where it lies."""
    return Store.at(tmp_path)


def test_a_syndicated_copy_joins_the_cluster_of_the_article_that_was_captured_first(store):
    compared = load(store, "r1", news("wire-levy", LEVY), news("paper-budget", text("budget")))
    assert compared == Compared(articles=2, copies=0)
    assert load(store, "r2", news("paper-levy", edited(LEVY), on=2)) == Compared(articles=1, copies=1)
    assert clusters(store) == {
        "wire-levy": ("wire-levy", True),
        "paper-levy": ("wire-levy", False),
        "paper-budget": ("paper-budget", True),
    }


def test_the_same_text_under_another_address_of_the_same_site_is_a_copy(folder):
    load(folder, "r1", news("wire-levy", LEVY, at=2), news("wire-levy-again", LEVY, at=3))
    assert together(folder) == {frozenset({"wire-levy", "wire-levy-again"})}


def test_comparing_again_writes_nothing(store):
    load(store, "r1", news("wire-levy", LEVY), news("paper-levy", edited(LEVY), at=3))
    before = {file.name: store.stat(file.name) for file in store.files("")}
    assert compare(store, [day(1)], WINDOW) == Compared(articles=0, copies=0)
    assert {file.name: store.stat(file.name) for file in store.files("")} == before


def test_only_days_that_change_are_rewritten(folder):
    load(folder, "r1", news("wire-levy", LEVY))
    load(folder, "r2", news("wire-budget", text("budget"), on=2))
    name = partition_name(ARTICLES, day(1))
    before = folder.read(name), (folder.folder / name).stat().st_ino
    load(folder, "r3", news("paper-levy", edited(LEVY), on=3))
    assert (folder.read(name), (folder.folder / name).stat().st_ino) == before


@pytest.mark.parametrize(("apart", "cluster"), [(14, "wire-levy"), (15, "paper-levy")])
def test_articles_are_compared_when_their_days_are_at_most_the_window_apart(folder, apart, cluster):
    load(folder, "r1", news("wire-levy", LEVY))
    load(folder, "r2", news("paper-levy", edited(LEVY), on=1 + apart))
    assert clusters(folder)["paper-levy"] == (cluster, cluster == "paper-levy")


def test_a_cluster_goes_on_though_its_first_article_is_out_of_the_window(folder):
    load(folder, "r1", news("wire-levy", LEVY))
    load(folder, "r2", news("paper-levy", edited(LEVY, "p"), on=10))
    load(folder, "r3", news("blog-levy", edited(LEVY, "b"), on=20))
    assert clusters(folder)["blog-levy"] == ("wire-levy", False)
    assert originals(folder) == ["wire-levy"]


def test_the_original_is_the_one_that_was_published_first(folder):
    load(folder, "r1", news("paper-levy", edited(LEVY), at=2, published="2026-03-01T01:30:00Z"))
    load(folder, "r2", news("wire-levy", LEVY, on=2, published="2026-02-28T23:00:00Z"))
    assert clusters(folder) == {"paper-levy": ("paper-levy", False), "wire-levy": ("paper-levy", True)}


def test_of_two_on_one_day_the_one_that_states_the_hour_is_the_original(folder):
    load(
        folder,
        "r1",
        news("paper-levy", LEVY, on=2, at=2, published="2026-03-01"),
        news("wire-levy", LEVY, on=2, at=3, published="2026-03-01T18:00:00Z"),
    )
    assert originals(folder) == ["wire-levy"]


def test_a_date_after_the_capture_counts_as_the_capture(folder):
    load(
        folder,
        "r1",
        news("paper-levy", LEVY, at=2, published="2027-03-01T00:00:00Z"),
        news("wire-levy", LEVY, at=3, published="2026-03-01T02:30:00Z"),
    )
    assert originals(folder) == ["paper-levy"]


def test_an_article_that_joins_two_clusters_makes_them_one(folder):
    first, second = text("first half", 90), text("second half", 90)
    load(folder, "r1", news("wire-first", first))
    load(folder, "r2", news("paper-second", second, on=2))
    assert len(together(folder)) == 2
    both = f"{first} {second}"
    load(folder, "r3", news("blog-both", both, on=3), news("site-both", both, on=3, at=3))
    load(folder, "r4", news("late-both", edited(both), on=4))
    assert clusters(folder)["paper-second"] == ("wire-first", False)
    assert originals(folder) == ["wire-first"]


def test_a_round_up_does_not_make_one_cluster_of_its_items(folder):
    items = [text(f"item {number}", 80) for number in range(3)]
    load(folder, "r1", *(news(f"wire-{number}", item) for number, item in enumerate(items)))
    load(folder, "r2", news("paper-round-up", " ".join(items), on=2))
    assert sorted(map(len, together(folder))) == [1, 1, 2]


def test_a_revised_article_is_compared_anew(folder):
    load(folder, "r1", news("wire-levy", LEVY), news("paper-levy", LEVY, at=3))
    load(folder, "r2", news("paper-levy", text("something else"), at=3, nights=1))
    assert clusters(folder) == {"wire-levy": ("wire-levy", True), "paper-levy": ("paper-levy", True)}


def test_those_that_an_article_leaves_behind_get_a_cluster_and_an_original_of_their_own(folder):
    rows = [news("wire-levy", LEVY), news("paper-levy", LEVY, at=3), news("blog-levy", LEVY, on=2)]
    load(folder, "r1", *rows)
    load(folder, "r2", news("wire-levy", text("something else"), nights=3))
    assert clusters(folder) == {
        "wire-levy": ("wire-levy", True),
        "paper-levy": ("paper-levy", True),
        "blog-levy": ("paper-levy", False),
    }


def test_a_small_revision_leaves_the_cluster_as_it_is(folder):
    load(folder, "r1", news("wire-levy", LEVY), news("paper-levy", edited(LEVY), on=2))
    before = clusters(folder)
    load(folder, "r2", news("wire-levy", f"{LEVY} one sentence more", nights=5))
    assert clusters(folder) == before


def test_what_a_killed_run_merged_and_did_not_compare_comes_along_with_the_next(folder):
    load(folder, "r1", news("wire-levy", LEVY))
    folder.delete_folder(".signatures")
    assert load(folder, "r2", news("paper-levy", edited(LEVY), on=2)) == Compared(articles=2, copies=1)
    assert together(folder) == {frozenset({"wire-levy", "paper-levy"})}


@pytest.mark.parametrize("damage", [b"", b"no Parquet"])
def test_damaged_signatures_are_made_anew(folder, damage):
    load(folder, "r1", news("wire-levy", LEVY))
    (name,) = (file.name for file in folder.files(".signatures"))
    good = folder.read(name)
    folder.write(name, damage)
    load(folder, "r2", news("paper-levy", edited(LEVY), on=2))
    assert folder.read(name) == good
    assert together(folder) == {frozenset({"wire-levy", "paper-levy"})}


def test_signatures_of_another_algorithm_are_made_anew(folder):
    load(folder, "r1", news("wire-levy", LEVY))
    (name,) = (file.name for file in folder.files(".signatures"))
    table = pq.read_table(folder.folder / name)
    pq.write_table(table.replace_schema_metadata({"copydesk.signatures": "another"}), folder.folder / name)
    assert compare(folder, [day(1)], WINDOW) == Compared(articles=1, copies=0)
    assert compare(folder, [day(1)], WINDOW) == Compared(articles=0, copies=0)


def test_stubs_are_copies_only_of_the_same_stub_under_the_same_headline(folder):
    stub = "Watch live as the president speaks to reporters."
    rows = [news(f"site-{slug}", stub, at=2 + hour) for hour, slug in enumerate("abc")]
    load(folder, "r1", *rows)
    assert len(together(folder)) == 3


def test_the_other_columns_stay_as_they_are(store):
    load(store, "r1", news("wire-levy", LEVY), window=0)
    before = read("articles", store).drop(columns=["cluster_id", "original"])
    load(store, "r2", news("blog-levy", LEVY, at=1, published="2026-02-01T00:00:00Z"))
    after = read("articles", store, sources=["wire"])
    assert after["original"].tolist() == [False]
    assert after.drop(columns=["cluster_id", "original"]).equals(before)


def test_signatures_lie_where_readers_do_not_look(folder):
    load(folder, "r1", news("wire-levy", LEVY))
    assert [file.name for file in folder.files(".signatures")] == [".signatures/date=2026-03-01/part-0.parquet"]
    assert pq.read_table(folder.folder / "articles").num_rows == 1


def test_no_days_is_nothing_to_compare(folder):
    assert compare(folder, [], WINDOW) == Compared(articles=0, copies=0)


def test_the_id_is_that_of_an_article_in_the_store(folder):
    load(folder, "r1", news("wire-levy", LEVY), news("paper-levy", edited(LEVY), at=3))
    assert read("articles", folder)["cluster_id"].unique().tolist() == [min(map(id_of, ("wire-levy", "paper-levy")))]
