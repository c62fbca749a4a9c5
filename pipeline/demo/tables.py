"""Reads TOML tables strictly: a missing, unknown or mistyped key is a `ConfigError` naming the file and the key."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from pipeline.errors import ConfigError

T = TypeVar("T")
_NAMES = {str: "text", int: "a whole number", bool: "true or false", dict: "a table", list: "a list"}


def parse_toml(text: str, where: str) -> "Table":
    """The text of a TOML document as a table. `where` names the file in errors."""
    try:
        return Table(tomllib.loads(text), where)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: {error}") from None


class Table:
    """A TOML table whose keys are taken one by one; `close` complains of those that nobody took."""

    def __init__(self, values: Mapping[str, Any], where: str, name: str = "") -> None:
        self._values = dict(values)
        self._where = where
        self._name = name

    def fault(self, key: str, what: str) -> ConfigError:
        """The error for a key of this table."""
        return ConfigError(f"{self._where}: {self._name}{key}: {what}")

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, str, default)
        if not value.strip():
            raise self.fault(key, "must not be empty")
        return value

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else None

    def number(self, key: str, default: int | None = None, *, least: int, most: int) -> int:
        value = self._take(key, int, default)
        if not least <= value <= most:
            raise self.fault(key, f"must be from {least} to {most}, is {value}")
        return value

    def number_or_none(self, key: str, *, least: int, most: int) -> int | None:
        return self.number(key, least=least, most=most) if self.has(key) else None

    def flag(self, key: str, default: bool) -> bool:
        return self._take(key, bool, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an absent key is an empty list."""
        values = self._take(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self.fault(key, "must be a list of texts")
        return tuple(values)

    def instant(self, key: str) -> datetime:
        value = self._take(key, datetime, None)
        if value.tzinfo is None:
            raise self.fault(key, "needs an offset, such as 2026-11-01T08:30:00-05:00")
        return value

    def instant_or_none(self, key: str) -> datetime | None:
        return self.instant(key) if self.has(key) else None

    def free(self, key: str) -> dict[str, Any]:
        """A table whose keys are its user's own affair; absent: empty."""
        return self._take(key, dict, {})

    def table(self, key: str) -> "Table":
        return Table(self.free(key), self._where, f"{self._name}{key}.")

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of an array of tables, each named in errors with its place, from 1."""
        for place, value in enumerate(self._take(key, list, []), start=1):
            if not isinstance(value, dict):
                raise self.fault(key, f"must be written as [[{self._name}{key}]]")
            yield Table(value, self._where, f"{self._name}{key}[{place}].")

    def close(self) -> None:
        if self._values:
            raise self.fault(min(self._values), "unknown key")

    def _take(self, key: str, kind: type[T], default: T | None) -> T:
        if key not in self._values:
            if default is None:
                raise self.fault(key, "missing")
            return default
        value = self._values.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(key, f"must be {_NAMES.get(kind, 'a date and time')}")
        return value
