"""The shipped sources, and those of a configuration beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files

from pipeline import config
from pipeline.config import Source
from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source, whether it is in the configuration, and whether it is a shipped one."""

    source: Source
    configured: bool
    shipped: bool


@cache
def shipped() -> tuple[Source, ...]:
    """The sources in `catalogue.toml`, in its order. It has the format of a configuration and is validated as one."""
    with as_file(files(__package__) / "catalogue.toml") as file:
        return config.load(file, {}).sources


def in_both(configured: Sequence[Source]) -> list[Listed]:
    """The configured sources, then the shipped ones that are not among them; ids tell them apart."""
    ours, theirs = {source.id for source in configured}, {source.id for source in shipped()}
    listed = [Listed(source=source, configured=True, shipped=source.id in theirs) for source in configured]
    return listed + [
        Listed(source=source, configured=False, shipped=True) for source in shipped() if source.id not in ours
    ]


def find(ids: Iterable[str], configured: Sequence[Source]) -> list[Source]:
    """The sources of these ids, as configured where they are, else as shipped; `ConfigError` names one that is not."""
    known = {listed.source.id: listed.source for listed in in_both(configured)}
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else "`copydesk sources list` shows them all"
            raise ConfigError(f"no source has the id {name!r}, neither a configured nor a shipped one; {hint}")
    return [known[name] for name in wanted]
