"""What the latest runs saw of each source, read back from coverage."""

from dataclasses import replace
from datetime import timedelta

from pipeline.load import write_coverage, write_run
from pipeline.load.layout.columns import COVERAGE
from pipeline.load.layout.partition import partition_name
from pipeline.load.quality.history import history
from pipeline.load.records import SourceQuality
from pipeline.models import RunStatus
from tests.load.accounts.test_runs import RUN, SOURCE

QUALITY = SourceQuality(words_median=612.5, removed_share=0.25, missing={"authors": 1})


def run(store, number, *, status=RunStatus.FINISHED, quality=QUALITY, sources=("example",), **counts):
    """The run of the night `number` days after the first."""
    row = replace(
        RUN,
        run_id=f"r{number}",
        started_at=RUN.started_at + timedelta(days=number),
        status=status,
        sources=tuple(replace(SOURCE, source=source, **counts) for source in sources),
    )
    write_coverage(store, row, unanswered={}, overran={}, quality=dict.fromkeys(sources, quality))
    write_run(store, row)
    return row


def after(number):
    return RUN.started_at + timedelta(days=number)


def test_nights_come_oldest_first_with_their_measures(folder):
    run(folder, 0, written=3, revised=1)
    run(folder, 1, written=1, revised=0)
    first, second = history(folder, ["example"], after(2), 28)["example"]
    assert (first.started_at, first.finished) == (after(0), True)
    assert (first.measures.new, first.measures.words_median, first.measures.removed_share) == (2, 612.5, 0.25)
    assert (first.measures.missing, second.measures.new) == ({"authors": 1}, 1)


def test_the_run_itself_and_later_ones_are_no_history(folder):
    for number in range(4):
        run(folder, number)
    nights = history(folder, ["example"], after(2), 28)["example"]
    assert [night.started_at for night in nights] == [after(0), after(1)]


def test_a_run_that_failed_is_told_from_one_that_finished(folder):
    run(folder, 0, status=RunStatus.FAILED)
    run(folder, 1)
    assert [night.finished for night in history(folder, ["example"], after(2), 28)["example"]] == [False, True]


def test_a_source_that_no_run_saw_has_no_history(folder):
    run(folder, 0, sources=("example", "other"))
    assert history(folder, ["another"], after(1), 28) == {}


def test_no_more_files_are_read_than_it_takes(folder):
    for number in range(10):
        run(folder, number)
    for number in range(4):  # what is not read may be anything
        folder.write(partition_name(COVERAGE, after(number).date()), b"no Parquet")
    nights = history(folder, ["example"], after(10), 6)["example"]
    assert [night.started_at for night in nights] == [after(number) for number in range(4, 10)]


def test_nothing_of_more_than_sixty_days_ago_is_read(folder):
    run(folder, 0)
    assert history(folder, ["example"], after(60), 28) != {}
    assert history(folder, ["example"], after(61), 28) == {}


def test_a_backfill_is_no_night(folder):
    run(folder, 0)
    row = run(folder, 1)
    write_run(folder, replace(row, parameters='{"kind": "backfill", "sources": ["example"]}'))
    assert [night.started_at for night in history(folder, ["example"], after(2), 28)["example"]] == [after(0)]
