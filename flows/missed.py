"""The night that nobody ran, as the machine or its scheduler was down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.ledger import Ledger, Run
from pipeline.models import RunStatus
from pipeline.plans import Kind

_LOOK_BACK = 1_000  # runs; a night is among them, whatever else was run since


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """When a night is due. cron: five fields, read by the clocks of the time zone; over a change of clocks too."""

    cron: str
    timezone: ZoneInfo

    def next_after(self, now: datetime) -> datetime:
        return next(CronSim(self.cron, now.astimezone(self.timezone)))

    def latest_at(self, now: datetime) -> datetime:
        """The latest that was due by now, inclusive."""
        minute_after = now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
        return next(CronSim(self.cron, minute_after.astimezone(self.timezone), reverse=True))


def nights(cron: str, timezone: str) -> Nights:
    """Raises `ConfigError` for what is no schedule, no time zone, or a schedule that no day fits."""
    try:
        zone = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(f"--timezone: no time zone {timezone!r}; name one such as Europe/Berlin or UTC") from error
    try:
        if len(cron.split()) != 5:
            raise CronSimError("five fields are needed")  # noqa: TRY301  one of several things that are wrong
        next(CronSim(cron, datetime.now(zone)))
    except (CronSimError, StopIteration) as error:
        problem = str(error) or "no day fits it"
        raise ConfigError(
            f"--cron: {cron!r} is no schedule: {problem}; give minute, hour, day of month, month and day of week, such "
            'as "0 3 * * *" for three each night'
        ) from error
    return Nights(cron=cron, timezone=zone)


def is_missed(due: datetime, runs: Sequence[Run]) -> bool:
    """Whether the night that was due is still to be run: none has begun since, or the latest was killed.

    runs: newest first. A store without a night has missed none: it begins with the next.
    """
    latest = next((run for run in runs if run.parameters.get("kind", Kind.NIGHTLY) == Kind.NIGHTLY), None)
    return latest is not None and (latest.started_at < due or latest.status is RunStatus.RUNNING)


def missed(plan: Nights, settings: Settings, now: datetime) -> datetime | None:
    """When the night was due that is still to be run; None where none was missed."""
    due = plan.latest_at(now)
    with Ledger.open(settings.ledger_url) as ledger:
        return due if is_missed(due, ledger.latest_runs(_LOOK_BACK)) else None
