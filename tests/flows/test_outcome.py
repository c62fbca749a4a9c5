"""How a flow ends: what makes it red, and what its state says."""

import pytest
from prefect.client.schemas.objects import State

from flows import outcome
from flows.outcome import Outcome
from pipeline.errors import ConfigError, RunInProgress
from tests.flows.summaries import OVERRAN, SILENT, summary


@outcome.as_state
def flow(result: Outcome | Exception) -> Outcome:
    if isinstance(result, Exception):
        raise result
    return result


def told(state: State) -> tuple[str | None, str | None]:
    return state.name, state.message


def test_all_well_is_green_and_counted() -> None:
    assert told(flow(outcome.of_run(summary(OVERRAN)))) == ("Completed", "1 article written, 2 URLs rejected")


def test_a_run_that_is_not_all_right_is_red_and_says_why() -> None:
    assert told(flow(outcome.of_run(summary(SILENT, OVERRAN)))) == (
        "Failed",
        "the-quorum: silent: no answer from http://q.example/feed: refused",
    )


def test_an_error_is_red_and_told_on_one_line() -> None:
    state = flow(RunInProgress("another run is using /srv/news; wait for its end"))
    assert told(state) == ("Failed", "another run is using /srv/news; wait for its end")
    with pytest.raises(RunInProgress):
        state.result()
    assert told(flow(ConfigError("a.toml: x: unknown key\na.toml: y: missing"))) == (
        "Failed",
        "a.toml: x: unknown key; a.toml: y: missing",
    )


def test_a_fault_of_copydesks_own_is_prefects_to_tell() -> None:
    with pytest.raises(KeyError):
        flow(KeyError("x"))


def test_a_long_line_is_cut() -> None:
    state = flow(Outcome(line="w" * 10_000, is_well=False))
    assert state.message == "w" * 499 + "…"
