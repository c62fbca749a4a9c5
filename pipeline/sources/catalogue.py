"""The shipped sources, and those of a configuration beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files

from pipeline import config
from pipeline.config import Source
from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source, whether it is in the configuration, and whether copydesk ships one of that id."""

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


def matches(source: Source, country: str | None, language: str | None) -> bool:
    """Whether a source is of a country and in a language; `en` takes `en-GB` too. None asks for nothing."""
    spoken = (source.language or "").lower()
    return (country is None or (source.country or "").lower() == country.lower()) and (
        language is None or spoken == language.lower() or spoken.startswith(f"{language.lower()}-")
    )


def chosen(ids: Sequence[str], configured: Sequence[Source], *, every: bool) -> list[Source]:
    """The sources of these ids, as configured where they are, else as shipped; without ids the configured ones.

    every: all that there are. Raises `ConfigError` for an id that is not known, and where there is nothing to choose.
    """
    known = {listed.source.id: listed.source for listed in in_both(configured)}
    if every:
        return list(known.values())
    if not ids and not configured:
        raise ConfigError("no source is configured; name shipped ones by their ids, or check them all with --all")
    wanted = list(dict.fromkeys(ids)) or [source.id for source in configured]
    for name in wanted:
        if name not in known:
            raise ConfigError(
                f"{name}: no source has this id, neither a configured nor a shipped one{_hint(name, known)}"
            )
    return [known[name] for name in wanted]


def shipped_as(name: str, new_id: str | None) -> Source:
    """The shipped source of that id, under another id where one is given; `ConfigError` when there is none."""
    known = {source.id: source for source in shipped()}
    if name not in known:
        raise ConfigError(
            f"{name}: neither the id of a shipped source nor an address with https://{_hint(name, known)}"
        )
    return known[name] if new_id is None else known[name].model_copy(update={"id": new_id})


def shipped_for(url: str) -> Source | None:
    """The shipped source of the page at an address."""
    return next((source for source in shipped() if source.homepage.rstrip("/") == url.rstrip("/")), None)


def _hint(name: str, known: dict[str, Source]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else "; `copydesk sources list` shows them all"
