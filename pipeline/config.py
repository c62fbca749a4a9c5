"""Settings from `copydesk.toml` and the environment; every mistake is one clear line that names the key and the mend.

A relative folder in the file is relative to the file's own folder: a cron job's working directory does not matter.
A variable `COPYDESK_<TABLE>__<KEY>` overrides a key of a table, for example `COPYDESK_STORAGE__ROOT=/srv/copydesk`.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from pipeline.errors import ConfigError
from pipeline.storage import addresses

DEFAULT_FILE = Path("copydesk.toml")

_ENV_PREFIX = "COPYDESK_"
_SQLITE = "sqlite:///"
_TABLES = ("storage", "ledger", "fetch", "quality", "duplicates", "alerts", "logs")
_SECRET = (("storage", "root"), ("ledger", "url"), ("alerts", "webhook"))  # keys whose value no message quotes

Strings = Annotated[tuple[str, ...], Field(strict=False)]  # TOML has arrays, no tuples
Severity = Literal["off", "warn", "fail"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class StorageSettings(_Table):
    """Where datasets and archive are kept.

    root: a folder, or s3://, gs:// or abfs:// with a bucket and a path in it. work: a folder of this machine for what
    cannot lie in a bucket (the lock, a SQLite ledger, the archive file being written); None is the root itself, or
    `data` where that is a bucket. keep_raw_days: so long raw pages are kept in the archive; None keeps them for good.
    """

    root: str = Field("data", repr=False)  # an address may have a secret in it
    work: str | None = None
    keep_raw_days: float | None = Field(None, gt=0)


class LedgerSettings(_Table):
    """Where the state of every URL is kept. url: a SQLAlchemy address; None is SQLite in the storage root."""

    url: str | None = Field(None, repr=False)  # an address may have a secret in it


class FetchSettings(_Table):
    """How sites are asked.

    delay_seconds: the least between two requests to a host. jitter: up to this share of it is added at random.
    timeout_seconds: for a whole request. max_bytes: of a decoded body. concurrency: hosts asked at the same time.
    rest_after_failures: so many failed requests in a row, and a host is left alone for the rest of the run.
    max_age_days: articles that a source says are older are not fetched; None fetches all.
    revisit_days: how old a known article is, in days since its first capture, when it is asked for again.
    """

    user_agent: str = Field("copydesk", min_length=1)
    delay_seconds: float = Field(1.0, ge=0)
    jitter: float = Field(0.1, ge=0, le=1)
    timeout_seconds: float = Field(20.0, gt=0)
    max_bytes: int = Field(10_000_000, gt=0)
    concurrency: int = Field(16, ge=1, le=256)
    rest_after_failures: int = Field(5, ge=1)
    max_age_days: float | None = Field(None, gt=0)
    revisit_days: Annotated[tuple[float, ...], Field(strict=False)] = (1, 2, 4, 8, 16)
    allow_private_addresses: bool = False

    @field_validator("revisit_days")
    @classmethod
    def _are_ascending_days(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(day <= 0 for day in value) or sorted(set(value)) != list(value):
            raise ValueError("use ages in days, above 0 and ascending, such as [1, 2, 4], or [] for none")
        return value


class QualitySettings(_Table):
    """What is checked of articles before they are written, each check `off`, `warn` or `fail`.

    An article that warns is written and says so; one that fails is kept aside in `quarantine`. The checks called
    drift_ are of a source's new articles together: against its latest runs, they are too few or too many
    (drift_volume), their length is another (drift_length), fields are missing (drift_missing), or more or less of the
    pages is removed (drift_removed). Failing, the last three keep the source's articles of the night aside.
    min_words: fewer are a tiny body. earliest_year: dates before it are absurd. trailing_runs: how many of the latest
    runs drift looks at.
    """

    empty_body: Severity = "fail"
    tiny_body: Severity = "warn"
    future_date: Severity = "warn"
    absurd_date: Severity = "warn"
    boilerplate_left: Severity = "warn"
    markup_left: Severity = "warn"
    encoding_damage: Severity = "warn"
    duplicate_paragraphs: Severity = "warn"
    drift_volume: Severity = "warn"
    drift_length: Severity = "warn"
    drift_missing: Severity = "warn"
    drift_removed: Severity = "warn"
    min_words: int = Field(50, ge=1)
    earliest_year: int = Field(1990, ge=1)
    trailing_runs: int = Field(28, ge=7)


class DuplicatesSettings(_Table):
    """How copies are found.

    window_days: articles first captured at most so many days apart are compared; 0 compares none.
    """

    window_days: int = Field(14, ge=0, le=366)


class AlertsSettings(_Table):
    """When a run is not all right, and who is told.

    max_failed_share: the share of a source's pages, of those that a run asked for, that may fail. least_failed: fewer
    failures than this are never too many. webhook: an address to which a run that is not all right posts JSON; None
    tells nobody.
    """

    max_failed_share: float = Field(0.5, ge=0, le=1)
    least_failed: int = Field(5, ge=1)
    webhook: str | None = Field(None, repr=False)  # an address may have a secret in it


class LogsSettings(_Table):
    """How the log is written.

    format: `text` for people, `json` for programs, one object a line; `auto` is JSON in systemd's journal, else text.
    level: the least that is told; `auto` is `warning` on a terminal, where bars show the rest, else `info`.
    """

    format: Literal["auto", "text", "json"] = "auto"
    level: Literal["auto", "debug", "info", "warning", "error"] = "auto"


class Source(_Table):
    """A site and the ways to find its articles.

    include, exclude: regular expressions searched for in the URL. max_age_days: in place of that of `[fetch]`.
    allow_reserved: also take what the site reserves by X-Robots-Tag, tdm-reservation or noai.
    """

    id: str
    name: str = ""
    homepage: str
    country: str | None = None
    language: str | None = None
    feeds: Strings = ()
    sitemaps: Strings = ()
    listings: Strings = ()
    wordpress: bool = False
    include: Strings = ()
    exclude: Strings = ()
    max_age_days: float | None = Field(None, gt=0)
    allow_reserved: bool = False

    @field_validator("id")
    @classmethod
    def _is_slug(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
            raise ValueError("use lower-case letters, digits, - and _ only, such as 'example-politics'")
        return value

    @field_validator("homepage", "feeds", "sitemaps", "listings")
    @classmethod
    def _are_web_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for url in (value,) if isinstance(value, str) else value:
            if not re.match(r"https?://[^/\s]+", url):
                raise ValueError(f"{url!r} is no web address; it must begin with https:// or http://")
        return value

    @field_validator("include", "exclude")
    @classmethod
    def _are_patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return value

    @property
    def discoverable(self) -> bool:
        """Whether there is any way to find this source's articles."""
        return bool(self.feeds or self.sitemaps or self.listings or self.wordpress)


class Settings(_Table):
    """The whole configuration. base: the folder that relative folders are relative to."""

    storage: StorageSettings = StorageSettings()
    ledger: LedgerSettings = LedgerSettings()
    fetch: FetchSettings = FetchSettings()
    quality: QualitySettings = QualitySettings()
    duplicates: DuplicatesSettings = DuplicatesSettings()
    alerts: AlertsSettings = AlertsSettings()
    logs: LogsSettings = LogsSettings()
    sources: Annotated[tuple[Source, ...], Field(strict=False, alias="source")] = ()
    base: Path = Field(Path(), exclude=True)

    @property
    def root(self) -> str:
        """The storage root: an absolute folder, or the address of a bucket."""
        root = self.storage.root
        return root if addresses.is_remote(root) else str(self._folder(root))

    @property
    def work(self) -> Path:
        """The folder of this machine for what cannot lie in a bucket."""
        if self.storage.work is not None:
            return self._folder(self.storage.work)
        return self._folder("data") if addresses.is_remote(self.storage.root) else Path(self.root)

    def _folder(self, path: str) -> Path:
        return (self.base / Path(path).expanduser()).resolve()

    @property
    def ledger_url(self) -> str:
        """The ledger's address with a relative SQLite file made absolute."""
        if self.ledger.url is None:
            return f"{_SQLITE}{self.work / 'ledger.sqlite'}"
        if not self.ledger.url.startswith(_SQLITE):
            return self.ledger.url
        file = Path(self.ledger.url.removeprefix(_SQLITE)).expanduser()
        return f"{_SQLITE}{(self.base / file).resolve()}"


def load(file: Path = DEFAULT_FILE, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `file`, with the environment's overrides.

    Raises `ConfigError` with one line for each mistake.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: no such file; name yours with --config, or type `copydesk demo`, which writes one"
        ) from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    return parse(content, file, environ)


def parse(content: bytes, file: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that `load` finds in a file of this content."""
    try:
        data = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    _apply_environment(data, environ)
    settings = _validated(data, file)
    problems = list(_contradictions(settings))
    if problems:
        raise ConfigError("\n".join(f"{file}: {problem}" for problem in problems))
    return settings


def defaults() -> Settings:
    """The settings of a machine without a configuration file, for commands that need no source."""
    return Settings(base=Path.cwd())


def _validated(data: dict[str, Any], file: Path) -> Settings:
    if "base" in data or "sources" in data:
        key = "base" if "base" in data else "sources"
        hint = "; sources are [[source]] tables" if key == "sources" else ""
        raise ConfigError(f"{file}: {key}: unknown key{hint}")
    try:
        return Settings.model_validate({**data, "base": file.resolve().parent})
    except ValidationError as error:
        lines = (f"{file}: {_where(e['loc'], data)}: {_what(e)}" for e in error.errors())
        raise ConfigError("\n".join(lines)) from error


def _apply_environment(data: dict[str, Any], environ: Mapping[str, str]) -> None:
    for name, text in environ.items():
        table, separator, key = name.removeprefix(_ENV_PREFIX).lower().partition("__")
        if name.startswith(_ENV_PREFIX) and separator:
            if table not in _TABLES:
                raise ConfigError(f"{name}: no table [{table}] to override; there are {', '.join(_TABLES)}")
            if isinstance(data.setdefault(table, {}), dict):
                data[table][key] = _toml_value(text)


def _toml_value(text: str) -> Any:
    """A variable's text as TOML would read it; anything that is no TOML value is a string."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _contradictions(settings: Settings) -> Iterator[str]:
    """What is wrong although every key is right in itself."""
    root = settings.storage.root
    problem = addresses.problem_of(root) if addresses.is_remote(root) else None
    if problem is not None:
        yield f"storage.root: {addresses.without_secrets(root)!r} {problem}"
    seen: set[str] = set()
    for source in settings.sources:
        if source.id in seen:
            yield f"source.id: {source.id!r} stands twice; give every [[source]] an id of its own"
        seen.add(source.id)
        if not source.discoverable:
            yield f"source {source.id!r}: no way to find articles; add feeds, sitemaps, listings or wordpress = true"


def _where(location: Sequence[str | int], data: Mapping[str, Any]) -> str:
    """A key's place as a person would say it: `fetch.delay_seconds`, `source 'example'.homepage`."""
    if location[0] != "source" or len(location) < 2:
        return ".".join(str(part) for part in location)
    number = int(location[1])
    entry = data["source"][number]
    identity = entry.get("id") if isinstance(entry, dict) else None
    name = f"source {identity!r}" if isinstance(identity, str) else f"source number {number + 1}"
    return ".".join([name, *(str(part) for part in location[2:])])


def _what(error: ErrorDetails) -> str:
    kind, found = error["type"], error["input"]
    if kind == "extra_forbidden":
        return f"unknown key{_suggestion(error['loc'])}"
    if kind == "missing":
        return f"missing; add {error['loc'][-1]} = ..."
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind == "tuple_type" and error["loc"] == ("source",):
        return "must be [[source]] tables, with double brackets"
    if kind == "tuple_type":
        return f'must be an array, such as ["..."], not {found!r}'
    wanted = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    shown = f"a value of type {type(found).__name__}" if error["loc"] in _SECRET else repr(found)
    return f"must be {wanted}, not {shown}"


def _suggestion(location: Sequence[str | int]) -> str:
    tables: dict[str, type[BaseModel]] = {
        "storage": StorageSettings, "ledger": LedgerSettings, "fetch": FetchSettings, "quality": QualitySettings,
        "duplicates": DuplicatesSettings, "alerts": AlertsSettings, "logs": LogsSettings,
        "source": Source,
    }  # fmt: skip
    known = [*tables] if len(location) == 1 else [*tables[str(location[0])].model_fields]
    close = get_close_matches(str(location[-1]), known, n=1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(known)}"
