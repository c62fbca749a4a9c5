"""What becomes of staged batches: each row goes on or is kept aside, and a repeated check gives the same."""

from dataclasses import replace

from pipeline.config import QualitySettings
from pipeline.load import check, read, stage
from pipeline.load.layout.files import read_file
from pipeline.load.merging.staged import STAGED
from tests.load.load_samples import NIGHT, article, captured, file_states, removed, section

LENIENT, STRICT = QualitySettings(tiny_body="warn"), QualitySettings(tiny_body="fail")
LONG = " ".join(["word"] * 60)


def proper(slug, **fields):
    return captured(article(slug, sections=(section(0, None, LONG),)), **fields)


def tiny(slug, **fields):
    return captured(article(slug, sections=(section(0, None, "Few words."),)), **fields)


def checked(store, settings, *rows, run_id="r1", batch="00000"):
    return check([stage(rows, store, run_id, batch)], store, run_id, settings, NIGHT)


def slugs(urls):
    return sorted(url.rsplit("/", 1)[1] for url in urls)


def staged_rows(store, names):
    return [row for name in names for row in read_file(store, name, STAGED).to_pylist()]


def kept_aside(store):
    return slugs(read("quarantine", store)["url"])


def test_what_passes_goes_on_and_what_fails_is_kept_aside(store):
    result = checked(store, STRICT, proper("a"), tiny("b"), proper("c"))
    assert result.batches == (".staging/r1/checked/00000.parquet",)
    assert slugs(row["url"] for row in staged_rows(store, result.batches)) == ["a", "c"]
    assert result.failed == (("https://example.org/b", "tiny_body: 2 words"),)
    (row,) = read("quarantine", store).to_dict("records")
    assert (row["url"], row["run_id"], f"{row['date']:%Y-%m-%d}") == ("https://example.org/b", "r1", "2026-03-01")
    assert ([*row["failures"]], [*row["details"]]) == (["tiny_body"], ["2 words"])


def test_what_warns_goes_on_with_the_warning(store):
    result = checked(store, LENIENT, proper("a"), tiny("b"))
    assert {row["url"][-1]: row["warnings"] for row in staged_rows(store, result.batches)} == {
        "a": [],
        "b": ["tiny_body"],
    }
    assert result.failed == ()
    assert not store.has_folder("quarantine")


def test_a_batch_of_which_nothing_passes_does_not_go_on(store):
    assert checked(store, STRICT, tiny("a")).batches == ()


def test_the_whole_article_is_kept_aside(store):
    page = article(
        "a",
        sections=(section(0, None, "Few words."), section(1, "What next", "Fewer.")),
        removed=(removed(3, "Share this"), removed(4, "And this")),
    )
    checked(store, STRICT, captured(page))
    (row,) = read("quarantine", store).to_dict("records")
    assert row["text"] == page.text
    assert [(s["heading"], [*s["paragraphs"]]) for s in row["sections"]] == [
        (None, ["Few words."]),
        ("What next", ["Fewer."]),
    ]
    assert [(r["position"], r["label"], r["text"]) for r in row["removed"]] == [
        (3, "share_bar", "Share this"),
        (4, "share_bar", "And this"),
    ]


def test_checked_again_nothing_is_written_to_quarantine(store):
    first = checked(store, STRICT, proper("a"), tiny("b"))
    before = file_states(store)
    assert checked(store, STRICT, proper("a"), tiny("b")) == first
    assert file_states(store) == before


def test_what_passes_the_second_time_is_kept_aside_no_more(store):
    checked(store, STRICT, tiny("a"), tiny("b"))
    checked(store, LENIENT, tiny("a"), tiny("b"))
    assert kept_aside(store) == []


def test_a_run_that_is_taken_up_keeps_what_it_had_settled_and_does_not_check_again(store):
    checked(store, STRICT, tiny("a"), tiny("b"))
    checked(store, STRICT, tiny("b"))
    assert kept_aside(store) == ["a", "b"]


def test_other_runs_rows_stay(store):
    checked(store, STRICT, tiny("a"))
    checked(store, STRICT, tiny("a", minutes=5), run_id="r2")
    checked(store, LENIENT, tiny("a"))
    assert read("quarantine", store)["run_id"].tolist() == ["r2"]


def test_batches_are_checked_one_by_one(store):
    names = [stage([proper("a"), tiny("b")], store, "r1", "00000"), stage([tiny("c")], store, "r1", "00001")]
    result = check(names, store, "r1", STRICT, NIGHT)
    assert result.batches == (".staging/r1/checked/00000.parquet",)
    assert slugs(url for url, _ in result.failed) == kept_aside(store) == ["b", "c"]


def test_without_batches_there_is_nothing_to_do(store):
    result = check([], store, "r1", STRICT, NIGHT)
    assert (result.batches, result.failed) == ((), ())
    assert store.files("") == []


def test_half_a_surrogate_pair_is_kept_aside_as_it_is_written(store):
    broken = replace(article("a"), sections=(section(0, None, "Half \ud83d a pair."),))
    checked(store, STRICT, captured(broken))
    assert read("quarantine", store)["text"].tolist() == ["Half \ufffd a pair."]
