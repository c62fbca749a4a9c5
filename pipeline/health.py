"""Whether a run was all right, and what is wrong with it: the one verdict that all who tell of runs share. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.config import AlertsSettings
from pipeline.events import masked
from pipeline.load import Finding, RunRow
from pipeline.models import Attempt, Problem, RunStatus
from pipeline.reasons import FAILURES

_ANSWERS = ("fetched", "not_modified")


class Topic(StrEnum):
    """What a trouble is about."""

    BROKEN_OFF = "broken off"  # the run failed or crashed
    SILENT = "silent"  # of what names a source's articles nothing answered
    FAILED_PAGES = "failed pages"  # too many of a source's pages failed
    QUALITY = "quality"  # a check of articles, or drift of a source
    UNANSWERED = "unanswered"  # a feed, sitemap or listing did not answer; others of its source did
    OVERRAN = "overran"  # a feed moved on too far since it was last read


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something wrong with a run. text: one line, without the source. red: the run is not all right."""

    topic: Topic
    source: str | None
    text: str
    red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A run's verdict. troubles: the red ones first, each kind by source."""

    troubles: tuple[Trouble, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing is red."""
        return not any(trouble.red for trouble in self.troubles)

    @property
    def line(self) -> str:
        """The verdict in one line."""
        red = [trouble for trouble in self.troubles if trouble.red]
        if not red:
            return f"All well, {len(self.troubles)} to look at" if self.troubles else "All well"
        return "; ".join(f"{trouble.source}: {trouble.text}" if trouble.source else trouble.text for trouble in red)


def judge(  # noqa: PLR0913  what is known of a run
    row: RunRow,
    *,
    attempts: Iterable[Attempt],
    problems: Sequence[Problem],
    overran: Iterable[tuple[str, str]],
    findings: Iterable[tuple[str, Finding]],
    alerts: AlertsSettings,
) -> Health:
    """The verdict on a run. overran, findings: with their source."""
    requests = [*attempts]
    troubles = [
        *_broken_off(row),
        *_silent(problems, requests),
        *_failed_pages(requests, alerts),
        *_of_quality(findings),
        *_overran(overran),
    ]
    shown = [replace(trouble, text=masked(trouble.text)) for trouble in troubles]  # a feed's address may have a key
    return Health(troubles=tuple(sorted(shown, key=lambda trouble: not trouble.red)))


def _broken_off(row: RunRow) -> Iterator[Trouble]:
    if row.status in (RunStatus.FAILED, RunStatus.CRASHED):
        text = f"the run {row.status}, {row.pending} URLs are left for the next one"
        yield Trouble(topic=Topic.BROKEN_OFF, source=None, text=text, red=True)


def _silent(problems: Sequence[Problem], attempts: Sequence[Attempt]) -> Iterator[Trouble]:
    broken = {(problem.source, problem.url) for problem in problems}
    answered = {
        one.source
        for one in attempts
        if one.purpose == "discovery" and one.outcome in _ANSWERS and (one.source, one.url) not in broken
    }
    for source, group in _by_source(problems).items():
        detail = f"no answer from {group[0].url}: {group[0].detail or group[0].reason}"
        if len(group) > 1:
            detail += f", and {len(group) - 1} more"
        silent = source not in answered
        topic = Topic.SILENT if silent else Topic.UNANSWERED
        yield Trouble(topic=topic, source=source, text=f"silent: {detail}" if silent else detail, red=silent)


def _by_source(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.source, []).append(problem)
    return grouped


def _failed_pages(attempts: Iterable[Attempt], alerts: AlertsSettings) -> Iterator[Trouble]:
    """Judged by the last request for each page: what failed at first and then came is no trouble."""
    last = {(one.source, one.url): one.outcome for one in attempts if one.purpose == "article"}
    asked = Counter(source for source, _ in last)
    failed: dict[str, Counter[str]] = {}
    for (source, _), outcome in last.items():
        if outcome in FAILURES:
            failed.setdefault(source, Counter())[outcome] += 1
    for source, reasons in sorted(failed.items()):
        if reasons.total() >= alerts.least_failed and reasons.total() > alerts.max_failed_share * asked[source]:
            spelt = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
            text = f"{reasons.total()} of {asked[source]} pages failed: {spelt}"
            yield Trouble(topic=Topic.FAILED_PAGES, source=source, text=text, red=True)


def _of_quality(findings: Iterable[tuple[str, Finding]]) -> Iterator[Trouble]:
    for source, finding in findings:
        rows = f" in {finding.rows} articles" if finding.rows else ""
        text = f"{finding.check}{rows}: {finding.detail}"
        yield Trouble(topic=Topic.QUALITY, source=source, text=text, red=finding.severity == "fail")


def _overran(overran: Iterable[tuple[str, str]]) -> Iterator[Trouble]:
    for source, url in overran:
        text = f"all of {url} is new, articles before it may have been missed"
        yield Trouble(topic=Topic.OVERRAN, source=source, text=text, red=False)
