"""Advice for a run as it was: filled in, and joined with what happens without anybody's doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.health import Trouble
from pipeline.reasons import Reason
from pipeline.seeing.advice import OF_REASON, OF_TOPIC, Advice

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counsel:
    """What to do. command: of copydesk, without its name and `--config`; None where there is nothing to type."""

    text: str
    command: str | None


def on_trouble(trouble: Trouble, run_id: str) -> Counsel:
    """What to do about a trouble of a run."""
    return _filled(OF_TOPIC[trouble.topic], run_id, [trouble.source or ""], "")


def on_reason(reason: Reason, run_id: str, sources: Sequence[str]) -> Counsel:
    """What to do about URLs of these sources that became no article in a run for this reason."""
    return _filled(OF_REASON[reason], run_id, sources, reason)


def again(reason: Reason) -> str:
    """When URLs of this reason are asked for again without anybody's doing."""
    later = reason.retry.later
    if reason.retry.anew:
        return "decided anew by every run"
    if not later:
        return "final"
    when = "by the next run" if later[0] == timedelta() else f"after {later[0] / _DAY * 24:.0f} hours"
    return f"tried again {when}, {len(later)} times at most" if len(later) > 1 else f"tried again {when}, once"


def _filled(advice: Advice, run_id: str, sources: Sequence[str], reason: str) -> Counsel:
    """A command that takes no more than one source is for all of them, where there are more."""
    if advice.command is None:
        return Counsel(text=advice.text, command=None)
    template = advice.command
    if len(sources) > 1 and "--source" in template:
        template = template.replace(" --source {source}", "")
    command = template.format(run=run_id, source=" ".join(sources), reason=reason)
    return Counsel(text=advice.text, command=command)
