"""What a robots.txt says of a URL, and which of its lines says so.

protego decides. It does not tell which line decided, so that is asked of it too: a copy of the file with its rules
numbered shows which of them are for us, and each of those alone whether it matches.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from protego import Protego

from pipeline.extract.fetching.agents import names_of, token_of
from pipeline.reasons import Reason

_EVERYBODY = "*"
_ANOTHER = "-"
_LONGEST_DELAY = 600.0  # seconds; a host that wants longer pauses is no host to ask many pages of in one night
_MOST_NAMED = 1000  # rules for us, or groups; of more than that it is not told which one decided
_LONGEST_LINE = 200  # characters of a rule that are kept for the record

# How protego reads lines: a colon or blanks after the field, comments dropped, some misspellings forgiven. What this
# takes for a rule and protego does not decides nothing.
_AGENT = re.compile(r"\s*user(?:-|\s+)?agent(?:\s*:|\s)([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*+(allow|d[is]+as?l+[oa]w)(?:\s*+:|\s)\s*+([^#\s][^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What robots.txt says of a URL.

    rule: the line that decided, such as `Disallow: /private/ (user-agent: *)`, else `allowed: no rule matches`, `no
    robots.txt (404)` or `robots.txt unreachable (timeout)`. crawl_delay: seconds that the host wants between requests.
    reason: why not, None when allowed: ROBOTS_DENIED when a rule says so, otherwise the reason that kept robots.txt
    from us, so that a host's bad hour is not taken for its word.
    """

    allowed: bool
    rule: str
    crawl_delay: float | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A rule for us. text: as it stands there, blanks squeezed. alone: a file in which no other can decide like it."""

    text: str
    value: str
    allows: bool
    alone: Protego


class Rules:
    """A robots.txt as it applies to one crawler.

    user_agent: as sent with requests. A group is for us when its product token is one of the words of it (RFC 9309,
    2.2.1), versions and contacts aside; without such a group, the one for `*` is.
    """

    def __init__(self, text: str, user_agent: str) -> None:
        lines, self._agent = _addressed(text, names_of(user_agent))
        self._file = Protego.parse("\n".join(lines))
        self.crawl_delay: float | None = self._file.crawl_delay(self._agent)
        self.sitemaps: tuple[str, ...] = tuple(self._file.sitemaps)
        self._lines = _lines_for(self._agent, lines)
        self._allowing = _alone(line.text for line in self._lines or () if line.allows)

    def verdict(self, url: str) -> Verdict:
        """May `url` be fetched, and which line says so?"""
        delay = self.crawl_delay
        if delay is not None and delay > _LONGEST_DELAY:
            rule = f"Crawl-delay: {delay:g} (user-agent: {self._agent})"
            return Verdict(allowed=False, rule=rule, reason=Reason.HOST_RESTING)
        allowed = bool(self._file.can_fetch(url, self._agent))
        reason = None if allowed else Reason.ROBOTS_DENIED
        return Verdict(allowed=allowed, rule=self._rule(url, allowed), crawl_delay=delay, reason=reason)

    def _rule(self, url: str, allowed: bool) -> str:
        if self._lines is None:
            what = "allowed" if allowed else "disallowed"
            return f"{what} (user-agent: {self._agent}, of too many rules to tell which)"
        if allowed and not self._allowing.can_fetch(url, _EVERYBODY):
            return "allowed: no rule matches"
        deciding: _Line | None = None
        for line in self._lines:
            matches = line.allows is allowed and line.alone.can_fetch(url, _EVERYBODY) is allowed
            if matches and (deciding is None or _outweighs(line, deciding, url)):
                deciding = line
        if deciding is None:
            return "allowed: no rule matches" if allowed else "disallowed by robots.txt"
        return f"{deciding.text[:_LONGEST_LINE]} (user-agent: {self._agent})"


def _addressed(text: str, ours: frozenset[str]) -> tuple[list[str], str]:
    """The file's lines, and the name by which it calls this crawler.

    Of names there are left ours, `*` and one for all others: protego keeps the rules of each by itself, and a file of
    thousands of names with thousands of rules would be more than fits into memory.
    """
    lines, named = [], {_EVERYBODY}
    for line in text.splitlines():
        found = _AGENT.match(line)
        name = found[1].strip() if found else ""
        if name:
            token = token_of(name)
            name = token if token in ours else name if name == _EVERYBODY else _ANOTHER
            named.add(name)
        lines.append(f"User-agent: {name}" if name else line)
    return lines, max(sorted(named - {_ANOTHER}), key=len)


def _lines_for(agent: str, lines: list[str]) -> list[_Line] | None:
    """The rules of the agent's groups, in the file's order; None when they are too many."""
    groups, numbered = _numbered(lines)
    if len(groups) > _MOST_NAMED:
        return None
    shown = Protego.parse("\n".join(numbered))
    mine = [rule for number, rules in enumerate(groups) if not shown.can_fetch(f"/{number}/", agent) for rule in rules]
    return [_line(rule) for rule in mine] if len(mine) <= _MOST_NAMED else None


def _numbered(lines: list[str]) -> tuple[list[list[re.Match[str]]], list[str]]:
    """The rules, those without a name of a crawler between them together as they are for the same ones; and the file
    with the number of each such group as its only rule."""
    groups: list[list[re.Match[str]]] = []
    numbered, fresh = [], True
    for line in lines:
        rule = _RULE.match(line)
        if rule is None:
            numbered.append(line)
            fresh = fresh or _AGENT.match(line) is not None
            continue
        if fresh:
            numbered.append(f"Disallow: /{len(groups)}/")
            groups.append([])
        groups[-1].append(rule)
        fresh = False
    return groups, numbered


def _line(found: re.Match[str]) -> _Line:
    text, allows = " ".join(found[0].split()), found[1].lower() == "allow"
    alone = _alone([text]) if allows else Protego.parse(f"User-agent: *\n{text}")
    return _Line(text, found[2].strip(), allows, alone)


def _alone(allowing: Iterable[str]) -> Protego:
    """A file that allows what these lines do, and nothing else."""
    return Protego.parse("\n".join(["User-agent: *", "Disallow: /", *allowing]))


def _outweighs(line: _Line, other: _Line, url: str) -> bool:
    """Whether protego lets the one rule prevail over the other, both matching: the longer does."""
    duel = Protego.parse(f"User-agent: *\nAllow: {other.value}\nDisallow: {line.value}")
    return not duel.can_fetch(url, _EVERYBODY)
