"""What a run is asked to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pipeline.config import Settings, Source
from pipeline.errors import ConfigError


class Kind(StrEnum):
    """What begins a run."""

    NIGHTLY = "nightly"  # everything that is new or due, of its sources
    RERUN = "rerun"  # what failed in an earlier run
    BACKFILL = "backfill"  # pages of WARC files that others wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A run's task.

    sources: those whose feeds, sitemaps and listings are asked; of a backfill, those that get pages. urls: known ones,
    taken up whatever became of them. options: what whoever asked for the run named, as JSON has it.
    """

    kind: Kind
    sources: tuple[Source, ...]
    urls: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, Any]:
        """As ledger and datasets keep it."""
        return {"kind": self.kind, "sources": [source.id for source in self.sources], **self.options}

    def continues(self, parameters: Mapping[str, Any]) -> bool:
        """Whether a run with these parameters that was killed was begun for the same.

        Of a rerun it is not asked which sources: those that its first part has asked are no longer among them.
        """
        derived = {"sources"} if self.kind is Kind.RERUN else set()
        mine, its = ({k: v for k, v in each.items() if k not in derived} for each in (self.parameters, parameters))
        return mine == its


def nightly(settings: Settings, only: Iterable[str] = ()) -> Plan:
    """A night over the configured sources, or over those of these ids.

    Raises `ConfigError` when there is no source, or none of an id.
    """
    if not settings.sources:
        raise ConfigError("no sources: add at least one [[source]] to the configuration")
    return Plan(kind=Kind.NIGHTLY, sources=chosen(settings, only))


def chosen(settings: Settings, only: Iterable[str]) -> tuple[Source, ...]:
    """The sources of these ids in the configuration's order, all where none is named."""
    wanted = set(only)
    by_id = {source.id: source for source in settings.sources}
    for unknown in sorted(wanted - by_id.keys()):
        close = get_close_matches(unknown, by_id, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(by_id)}"
        raise ConfigError(f"no source {unknown!r} in the configuration; {hint}")
    return tuple(source for source in settings.sources if not wanted or source.id in wanted)
