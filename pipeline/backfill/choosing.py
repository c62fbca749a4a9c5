"""Which answers are pages that a source wants, by what their heads say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from pipeline import extract
from pipeline.backfill.reading import is_readable
from pipeline.backfill.records import Answer, Not
from pipeline.config import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page that a source takes. url: its one spelling, under which it is known."""

    url: str
    source: Source


class Chooser:
    """The sources, and the days (UTC, both included; None is without a bound) of which pages are wanted.

    Of several sources of one site the first that does not exclude a page gets it.
    """

    def __init__(self, sources: Iterable[Source], since: date | None, until: date | None) -> None:
        self._takers = [
            (source, extract.Home.of(source.homepage), extract.UrlFilter.of(source)) for source in sources
        ]  # fmt: skip
        self._since, self._until = since or date.min, until or date.max
        self._by_host: dict[str, list[int]] = {}

    def choose(self, answer: Answer) -> Wanted | Not:
        """Whose page an answer is, or why it is nobody's."""
        if answer.status != 200:
            return Not.STATUS
        if not extract.is_page(answer.headers):
            return Not.TYPE
        if not is_readable(answer.headers):
            return Not.CODING
        if not self._since <= answer.captured_at.astimezone(UTC).date() <= self._until:
            return Not.DATES
        return self._taken_by_source(answer.url)

    def _taken_by_source(self, address: str) -> Wanted | Not:
        plain = extract.normalise(address)
        takers = [] if plain is None else self._of_site(plain)
        for number in takers:
            source, home, wants = self._takers[number]
            url = extract.normalise(address, home=home)
            if url is not None and wants.refusal(url) is None:
                return Wanted(url=url, source=source)
        return Not.FILTERED if takers else Not.SOURCE

    def _of_site(self, url: str) -> list[int]:
        """The sources whose site an address is on: asked once for each host, of which there are few."""
        host = extract.host_of(url)
        if host not in self._by_host:
            self._by_host[host] = [
                number
                for number, (source, _, _) in enumerate(self._takers)
                if extract.same_site(url, source.homepage)
            ]  # fmt: skip
        return self._by_host[host]
