"""What reading WARC files comes to."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pipeline.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a backfill is to do. since, until: days (UTC) of the captures, both included; None is without a bound."""

    plan: Plan
    files: tuple[Path, ...]
    since: date | None
    until: date | None


class Not(StrEnum):
    """Why an answer in a WARC file is not taken; as it is told to a person."""

    HTTP = "no answer over HTTP, or without an address or a date"
    STATUS = "with a status other than 200"
    TYPE = "no page by its type"
    CODING = "in an encoding that cannot be read"
    DATES = "captured before --since or after --until"
    SOURCE = "of no configured source"
    FILTERED = "excluded by its source"
    BODY = "a repeat whose body is not here"
    LARGE = "larger than fetch.max_bytes"
    RESERVED = "reserved by its site"
    HAD = "in the store already"
    OLDER = "older than what the store has of the page"
    TAKEN_DOWN = "taken down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of a response or revisit record. offset: bytes, of its record in the file.

    url: as asked for, as far as the record says; final_url: after redirects. headers: as the archive wants them (see
    `pipeline.extract.Capture`). revisit: whether the body lies in another record, of this digest.
    """

    file: Path
    offset: int
    url: str
    final_url: str
    captured_at: datetime
    status: int
    status_text: str
    headers: tuple[tuple[str, str], ...]
    revisit: bool
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Where a file cannot be read any further. offset: bytes, of the first record that is not whole."""

    file: Path
    offset: int
    detail: str


@dataclass(slots=True, kw_only=True)
class Account:
    """A backfill's numbers: answers = taken + all of `left`. It is counted into while files are read."""

    files: int
    taken: int = 0
    left: Counter[Not] = field(default_factory=Counter)
    damages: list[Damage] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """All that were read."""
        return self.taken + self.left.total()
