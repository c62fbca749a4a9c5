"""Which errors of a step are worth another try."""

import pytest
from prefect.states import Completed, Failed

from flows import steps
from pipeline.errors import ConfigError, RunInProgress, StoreError, Unbalanced


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (RunInProgress("another run is using /srv/news"), True),
        (StoreError("the disk is full"), False),
        (Unbalanced("run r1 does not add up"), False),
        (ConfigError("no sources"), False),
        (KeyError("x"), False),
    ],
)
def test_only_what_may_pass_is_tried_again(error: Exception, again: bool) -> None:
    assert steps.is_transient(steps.begin, None, Failed(data=error)) is again


def test_what_succeeded_is_not_tried_again() -> None:
    assert not steps.is_transient(steps.begin, None, Completed(data=1))
