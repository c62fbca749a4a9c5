"""New articles of a night and of those before it."""

from dataclasses import replace
from datetime import timedelta

from pipeline.load import write_coverage, write_run
from pipeline.load.nights import ClosedRun, Volume, closed_runs, comparable, volumes
from pipeline.models import RunStatus
from pipeline.storage import Store
from tests.load.accounts.test_runs import RUN, SOURCE

ONE = "example"


def plant(store: Store, hours: float, new: int, kind: str = "nightly", status: RunStatus = RunStatus.FINISHED) -> None:
    """A run so many hours after the first, with so many new articles of one source, and two revised ones."""
    row = replace(
        RUN,
        run_id=f"{hours:05g}",
        started_at=RUN.started_at + timedelta(hours=hours),
        status=status,
        parameters=f'{{"kind": "{kind}"}}',
        sources=(replace(SOURCE, source=ONE, written=new + 2, revised=2),),
    )
    write_coverage(store, row, unanswered={}, overran={}, quality={})
    write_run(store, row)


def told(store: Store, limit: int = 28) -> list[Volume]:
    tonight, *_ = runs = closed_runs(store)
    return volumes(store, tonight, comparable(runs, tonight, limit), runs)


def ids(runs: list[ClosedRun]) -> list[str]:
    return [run.run_id for run in runs]


def test_tonight_and_the_nights_before_oldest_first(folder: Store) -> None:
    for night, new in enumerate([4, 0, 6, 5]):
        plant(folder, 24 * night, new)
    assert told(folder) == [Volume(source=ONE, tonight=5, before=(4, 0, 6))]
    assert told(folder, limit=2) == [Volume(source=ONE, tonight=5, before=(0, 6))]


def test_a_run_again_in_the_same_night_counts_with_the_first(folder: Store) -> None:
    plant(folder, 0, 4)
    plant(folder, 24, 6)
    plant(folder, 30, 1, kind="rerun")
    plant(folder, 31, 2)
    assert told(folder) == [Volume(source=ONE, tonight=9, before=(4, 6))]


def test_a_backfill_is_of_no_night(folder: Store) -> None:
    plant(folder, 0, 4)
    plant(folder, 23, 900, kind="backfill")
    plant(folder, 24, 6)
    assert told(folder) == [Volume(source=ONE, tonight=6, before=(4,))]


def test_a_run_that_is_no_night_is_compared_with_nothing(folder: Store) -> None:
    plant(folder, 0, 4)
    plant(folder, 24, 900, kind="backfill")
    assert told(folder) == [Volume(source=ONE, tonight=900, before=())]


def test_what_is_usual_is_said_by_nights_that_finished(folder: Store) -> None:
    plant(folder, 0, 4)
    plant(folder, 24, 3, status=RunStatus.FAILED)
    plant(folder, 30, 0, kind="rerun")
    plant(folder, 48, 5)
    tonight, *_ = runs = closed_runs(folder)
    assert ids(comparable(runs, tonight, 28)) == ["00000"]


def test_before_any_run_has_ended_there_is_nothing(folder: Store) -> None:
    assert closed_runs(folder) == []
