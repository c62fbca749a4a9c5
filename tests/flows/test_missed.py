"""Which night was missed, by the clocks of its time zone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import missed
from pipeline import config
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger, Run
from pipeline.models import RunStatus

NEW_YORK = missed.nights("0 3 * * *", "America/New_York")
DUE = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)  # three in New York


def run(started_at: datetime, status: RunStatus = RunStatus.FINISHED, **parameters: object) -> Run:
    return Run(run_id="r", started_at=started_at, finished_at=None, status=status, parameters=parameters)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "latest", "following"),
    [
        ("2026-11-27T07:59:59+00:00", "2026-11-26T03:00:00-05:00", "2026-11-27T03:00:00-05:00"),
        ("2026-11-27T08:00:00+00:00", "2026-11-27T03:00:00-05:00", "2026-11-28T03:00:00-05:00"),
        # clocks go from 2:00 to 3:00, and from 2:00 back to 1:00
        ("2026-03-08T06:59:00+00:00", "2026-03-07T03:00:00-05:00", "2026-03-08T03:00:00-04:00"),
        ("2026-03-08T07:00:00+00:00", "2026-03-08T03:00:00-04:00", "2026-03-09T03:00:00-04:00"),
        ("2026-11-01T07:30:00+00:00", "2026-10-31T03:00:00-04:00", "2026-11-01T03:00:00-05:00"),
        ("2026-11-01T08:00:00+00:00", "2026-11-01T03:00:00-05:00", "2026-11-02T03:00:00-05:00"),
    ],
)
def test_nights_are_due_by_the_clocks_of_the_time_zone(now: str, latest: str, following: str) -> None:
    assert NEW_YORK.latest_at(at(now)) == at(latest)
    assert NEW_YORK.next_after(at(now)) == at(following)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_each_moment_lies_between_two_nights_that_are_a_day_apart(now: datetime) -> None:
    latest, following = NEW_YORK.latest_at(now), NEW_YORK.next_after(now)
    assert latest <= now < following
    assert following.astimezone(UTC) - latest.astimezone(UTC) in {timedelta(hours=hours) for hours in (23, 24, 25)}


def test_a_night_that_began_on_time_was_not_missed() -> None:
    assert not missed.is_missed(DUE, [run(DUE + timedelta(seconds=3), kind="nightly")])


def test_a_night_that_nobody_began_was_missed() -> None:
    assert missed.is_missed(DUE, [run(DUE - timedelta(hours=24), kind="nightly")])


def test_other_kinds_of_runs_are_no_nights_and_an_old_ledgers_are() -> None:
    yesterday, since = DUE - timedelta(hours=24), DUE + timedelta(hours=1)
    assert missed.is_missed(DUE, [run(since, kind="rerun"), run(yesterday, kind="nightly")])
    assert not missed.is_missed(DUE, [run(since)])


def test_a_night_that_was_killed_is_still_to_be_run() -> None:
    assert missed.is_missed(DUE, [run(DUE + timedelta(seconds=3), RunStatus.RUNNING, kind="nightly")])


def test_a_store_without_a_night_has_missed_none() -> None:
    assert not missed.is_missed(DUE, [])
    assert not missed.is_missed(DUE, [run(DUE, kind="backfill")])


def test_the_ledger_tells(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text("", encoding="utf-8")
    settings = config.load(tmp_path / "copydesk.toml", {})
    assert missed.missed(NEW_YORK, settings, DUE) is None
    with Ledger.open(settings.ledger_url) as ledger:
        ledger.begin_run("r1", {"kind": "nightly", "sources": []}, DUE - timedelta(hours=24))
    assert missed.missed(NEW_YORK, settings, DUE) == DUE


@pytest.mark.parametrize(
    ("cron", "timezone", "told"),
    [
        ("0 3 * *", "UTC", "--cron: '0 3 * *' is no schedule: five fields are needed"),
        ("0 0 3 * * *", "UTC", "--cron: '0 0 3 * * *' is no schedule: five fields are needed"),
        ("61 3 * * *", "UTC", "--cron: '61 3 * * *' is no schedule: Bad minute"),
        ("0 3 30 2 *", "UTC", "--cron: '0 3 30 2 *' is no schedule: Bad day-of-month"),
        ("0 3 * * *", "Mars/One", "--timezone: no time zone 'Mars/One'; name one such as Europe/Berlin or UTC"),
        ("0 3 * * *", "", "--timezone: no time zone ''; name one such as Europe/Berlin or UTC"),
        ("0 3 * * *", "../etc/passwd", "--timezone: no time zone '../etc/passwd'"),
    ],
)
def test_what_is_no_schedule_is_named(cron: str, timezone: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        missed.nights(cron, timezone)
    assert str(raised.value).startswith(told)
