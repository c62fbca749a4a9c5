"""What a rerun is asked for, and what it comes to."""

from dataclasses import dataclass

from pipeline.config import Source
from pipeline.ledger import LeftOver, Run
from pipeline.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What whoever asks for a rerun names.

    run: its id or the beginning of it; None is the latest run, or the one that this was a rerun of. sources: ids, none
    are all. reasons: none are the failures, and what was left undone. urls: just these pages, whatever became of them.
    """

    run: str | None = None
    sources: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A source that is asked again for what it offers, and why."""

    source: Source
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A page that is left alone, and why. url: as it was named where nobody knows it."""

    url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a rerun does. of: the run that is done again. interrupted: a rerun for the same, killed, that goes on.

    asked: in the configuration's order. pages: by source and address, each with work to be done. left: what fits the
    wish and is left alone.
    """

    of: Run
    plan: Plan
    asked: tuple[Asking, ...]
    pages: tuple[LeftOver, ...]
    left: tuple[Left, ...]
    interrupted: Run | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.asked or self.pages or self.interrupted)
