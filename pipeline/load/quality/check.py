"""Staged batches checked before they are merged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from pipeline.config import QualitySettings
from pipeline.load.layout.columns import QUARANTINE
from pipeline.load.layout.files import read_file, write_file
from pipeline.load.layout.schemas import file_schema
from pipeline.load.merging.staged import STAGED
from pipeline.load.quality.drift import OF_ARTICLES, drifts
from pipeline.load.quality.facts import facts_of
from pipeline.load.quality.history import history
from pipeline.load.quality.metrics import PROFILED, measured, profiles_of_staged
from pipeline.load.quality.quarantine import failing_rows, replace_rows
from pipeline.load.quality.records import Failure
from pipeline.storage import Store

_Failures = Mapping[int, Sequence[Failure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What may be merged, and what was kept aside.

    batches: the names of the checked batches, their rows' warnings filled in. failed: URLs, each with the reasons in a
    line.
    """

    batches: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def check(staged: Sequence[str], store: Store, run_id: str, settings: QualitySettings, started_at: datetime) -> Checked:
    """Check the rows of staged batches, by name: each ends in a checked batch or in the dataset `quarantine`.

    started_at: of the run (UTC), whose day is the partition of quarantine. Checking again gives the same, and what an
    earlier try kept aside of these URLs is replaced. In memory is one batch at a time, and what fails. Raises
    StoreError for files that cannot be read.
    """
    drifted = _drifted(staged, store, settings, started_at)
    batches: list[str] = []
    urls: list[Any] = []
    aside = [file_schema(QUARANTINE).empty_table()]
    for name in staged:
        batch = read_file(store, name, STAGED)
        failures = _failures(batch, settings, drifted)
        failing = _of_severity(failures, "fail")
        batch = _with_warnings(batch, _of_severity(failures, "warn"))
        passing = _passing(batch, failing)
        if passing.num_rows:
            batches.append(_checked_name(name))
            write_file(store, batches[-1], passing, keep_former=False)
        urls += batch["url"].to_pylist()
        aside.append(failing_rows(batch, failing, run_id))
    failed = pa.concat_tables(aside)
    replace_rows(store, run_id, started_at.date(), urls, failed)
    return Checked(batches=tuple(batches), failed=tuple(_reasons(failed)))


def _drifted(
    staged: Sequence[str], store: Store, settings: QualitySettings, started_at: datetime
) -> dict[str, list[Failure]]:
    """The sources whose articles are all to be kept aside."""
    failing = {check for check in OF_ARTICLES if getattr(settings, check) == "fail"}
    if not failing:
        return {}
    columns = [*PROFILED, "removed"]
    profiles = [one for name in staged for one in profiles_of_staged(read_file(store, name, STAGED, columns))]
    tonight = measured(profiles)
    nights = history(store, tonight, started_at, settings.trailing_runs)
    drifted: dict[str, list[Failure]] = defaultdict(list)
    for source, measures in tonight.items():
        for drift in drifts(measures, nights.get(source, []), settings.trailing_runs):
            if drift.check in failing:
                drifted[source].append(Failure(check=drift.check, severity="fail", detail=drift.detail))
    return drifted


def _failures(batch: pa.Table, settings: QualitySettings, drifted: Mapping[str, Sequence[Failure]]) -> _Failures:
    # importing pandera takes a fifth of a second, for which commands that check nothing need not wait
    from pipeline.load.quality.rows import failures_of  # noqa: PLC0415

    found = failures_of(facts_of(batch), settings)
    sources: list[Any] = batch["source"].to_pylist()
    together = {number: [*found.get(number, ()), *drifted.get(source, ())] for number, source in enumerate(sources)}
    return {number: failures for number, failures in together.items() if failures}


def _of_severity(failures: _Failures, severity: str) -> _Failures:
    chosen = {number: [one for one in found if one.severity == severity] for number, found in failures.items()}
    return {number: found for number, found in chosen.items() if found}


def _with_warnings(batch: pa.Table, warning: _Failures) -> pa.Table:
    names = [[*dict.fromkeys(one.check for one in warning.get(row, ()))] for row in range(batch.num_rows)]
    at = batch.schema.get_field_index("warnings")
    return batch.set_column(at, batch.schema.field(at), pa.array(names, batch.schema.field(at).type))


def _passing(batch: pa.Table, failing: _Failures) -> pa.Table:
    return batch.filter(pa.array([row not in failing for row in range(batch.num_rows)], pa.bool_()))


def _checked_name(name: str) -> str:
    folder, _, batch = name.rpartition("/")
    return f"{folder}/checked/{batch}"


def _reasons(failed: pa.Table) -> Iterator[tuple[str, str]]:
    for row in failed.select(["url", "failures", "details"]).to_pylist():
        told = zip(row["failures"], row["details"], strict=True)
        yield row["url"], "; ".join(f"{check}: {detail}" for check, detail in told)
