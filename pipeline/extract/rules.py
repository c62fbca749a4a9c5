"""What a robots.txt says of a URL, and which of its lines says so.

protego decides. It does not tell which line decided, so the lines are asked for one by one, by its own judgement too: a
copy of the file with its rules numbered shows which of them are for us, and each of those alone whether it matches.
"""

import re
from dataclasses import dataclass

from protego import Protego

from pipeline.extract.agents import names_of, token_of
from pipeline.reasons import Reason

_EVERYBODY = "*"
_LONGEST_DELAY = 600.0  # seconds; a host that wants longer pauses is no host to ask many pages of in one night
_MOST_NAMED = 1000  # rules; of more than that it is not told which one decided
_LONGEST_LINE = 200  # characters of a rule that are kept for the record

# How protego reads lines: a colon or blanks after the field, comments dropped, some misspellings forgiven. What this
# takes for a rule and protego does not decides nothing.
_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(allow|d[is]+as?l+[oa]w)\s*[:\s]\s*([^#\s][^#]*)", re.IGNORECASE)


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
    """A rule for us. alone: a robots.txt in which no other rule can decide as this one does."""

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
        self._file = Protego.parse(text)
        self._agent = _group_for(user_agent, text)
        self.crawl_delay: float | None = self._file.crawl_delay(self._agent)
        self._lines, self._nameless = _lines_for(self._agent, text)

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
        if self._nameless:
            return f"{'allowed' if allowed else 'disallowed'} by {self._nameless} rules (user-agent: {self._agent})"
        deciding: _Line | None = None
        for line in self._lines:
            matches = line.allows is allowed and line.alone.can_fetch(url, _EVERYBODY) is allowed
            if matches and (deciding is None or _outweighs(line, deciding, url)):
                deciding = line
        if deciding is None:
            return "allowed: no rule matches" if allowed else "disallowed by robots.txt"
        return f"{deciding.text} (user-agent: {self._agent})"


def _group_for(user_agent: str, text: str) -> str:
    """The name by which the file calls this crawler."""
    ours = names_of(user_agent)
    named = (found[1].strip().lower() for line in text.splitlines() if (found := _AGENT.match(line)))
    return max((name for name in named if token_of(name) in ours), key=len, default=_EVERYBODY)


def _lines_for(agent: str, text: str) -> tuple[list[_Line], int]:
    """The rules of the agent's groups, in the file's order; none, but their number, when they are too many."""
    lines = text.splitlines()
    rules = {number: found for number, line in enumerate(lines) if (found := _RULE.match(line))}
    numbered = [f"Disallow: /{number}$" if number in rules else line for number, line in enumerate(lines)]
    groups = Protego.parse("\n".join(numbered))
    mine = [found for number, found in rules.items() if not groups.can_fetch(f"/{number}", agent)]
    return ([], len(mine)) if len(mine) > _MOST_NAMED else ([_line(found) for found in mine], 0)


def _line(found: re.Match[str]) -> _Line:
    text, allows = " ".join(found[0].split()), found[1].lower() == "allow"
    before = "Disallow: /\n" if allows else ""
    alone = Protego.parse(f"User-agent: *\n{before}{found[0].strip()}")
    return _Line(text[:_LONGEST_LINE], found[2].strip(), allows, alone)


def _outweighs(line: _Line, other: _Line, url: str) -> bool:
    """Whether protego lets the one rule prevail over the other, both matching: the longer does."""
    duel = Protego.parse(f"User-agent: *\nAllow: {other.value}\nDisallow: {line.value}")
    return not duel.can_fetch(url, _EVERYBODY)
