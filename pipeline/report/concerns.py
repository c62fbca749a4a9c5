"""The troubles of a run put together by source, with what to do about each. Pure."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.health import Topic, Trouble
from pipeline.load import Finding
from pipeline.load.nights import Example
from pipeline.load.quality.drift import DRIFTS, OF_ARTICLES, VOLUME
from pipeline.report import phrases
from pipeline.summary import Summary

_NAMED = re.compile(r"^such as (\S+?):?(?: |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One trouble. word: what it is called. text: one line, as `health` has it. check: of a quality check, its name."""

    topic: Topic
    check: str | None
    word: str
    text: str
    red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What is wrong with one source, or with the run where source is None. commands: what to type, the first first."""

    source: str | None
    signs: tuple[Sign, ...]
    example: Example | None
    commands: tuple[str, ...]

    @property
    def red(self) -> bool:
        return any(sign.red for sign in self.signs)


def drifted(summary: Summary) -> set[str]:
    """The sources whose articles are not what they used to be."""
    return {source for source, finding in summary.findings if finding.check in OF_ARTICLES}


def concerns(summary: Summary, shortest: Mapping[str, Example]) -> tuple[Concern, ...]:
    """The worst first. shortest: an article of each source that has `drifted`, where there is one."""
    by_source: dict[str | None, list[tuple[Trouble, Finding | None]]] = defaultdict(list)
    for trouble in summary.health.troubles:
        by_source[trouble.source].append((trouble, _finding(trouble, summary)))
    found = [_concern(source, group, summary.row.run_id, shortest) for source, group in by_source.items()]
    return tuple(sorted(found, key=_urgency))


def _concern(
    source: str | None, group: list[tuple[Trouble, Finding | None]], run_id: str, shortest: Mapping[str, Example]
) -> Concern:
    findings = [finding for _, finding in group if finding is not None]
    example = shortest.get(source or "") or _example(findings)
    signs = sorted((_sign(trouble, finding) for trouble, finding in group), key=_urgency_of_sign)
    commands = [
        template.format(source=source, run_id=run_id, url=shlex.quote(example.url) if example else "")
        for sign in signs
        for template in _templates(sign, example)
    ]
    return Concern(source=source, signs=tuple(signs), example=example, commands=tuple(dict.fromkeys(commands)))


def _sign(trouble: Trouble, finding: Finding | None) -> Sign:
    text = trouble.text.removeprefix("silent: ")
    word = phrases.TOPICS.get(trouble.topic, str(trouble.topic))
    if finding is not None:
        word = phrases.CHECKS.get(finding.check, finding.check.replace("_", " ").capitalize())
        text = f"{finding.rows} articles, {finding.detail}" if finding.rows else finding.detail
    return Sign(topic=trouble.topic, check=finding.check if finding else None, word=word, text=text, red=trouble.red)


def _finding(trouble: Trouble, summary: Summary) -> Finding | None:
    """The finding of which a trouble tells."""
    if trouble.topic is not Topic.QUALITY:
        return None
    told = (finding for source, finding in summary.findings if source == trouble.source)
    return next((finding for finding in told if trouble.text.endswith(f": {finding.detail}")), None)


def _example(findings: list[Finding]) -> Example | None:
    """The article that a check names."""
    named = (_NAMED.match(finding.detail) for finding in findings)
    return next((Example(title=match[1], url=match[1]) for match in named if match), None)


def _templates(sign: Sign, example: Example | None) -> Iterator[str]:
    if sign.topic is not Topic.QUALITY:
        yield from phrases.COMMANDS[sign.topic]
    elif sign.check == VOLUME:
        yield phrases.OF_A_VOLUME
    else:
        if example is not None:
            yield phrases.OF_AN_ARTICLE
        if sign.check in OF_ARTICLES:
            yield phrases.OF_A_LAYOUT


def _urgency(concern: Concern) -> tuple[bool, tuple[int, bool], str]:
    first = concern.signs[0]
    return not concern.red, _urgency_of_sign(first)[1:], concern.source or ""


def _urgency_of_sign(sign: Sign) -> tuple[bool, int, bool]:
    """What is said of a source comes before what is said of some of its articles."""
    of_articles = sign.check is not None and sign.check not in DRIFTS
    return not sign.red, len(phrases.URGENCY) if of_articles else phrases.URGENCY.index(sign.topic), of_articles
