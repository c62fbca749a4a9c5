"""Questions about many URLs at once.

Each is a question by primary key, for as many URLs as one statement takes. Joining the worklist would be one statement,
but a database that thinks a run small, as PostgreSQL does of one that began today, reads all of it for each URL.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select

T = TypeVar("T")

_SIZE = 500  # SQLite's oldest limit is 999 values


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists that are short enough for a statement."""
    every = list(values)
    return (every[start : start + _SIZE] for start in range(0, len(every), _SIZE))


def rows_of(connection: Connection, query: Select[Any], column: ColumnElement[str], values: Iterable[str]) -> list[Any]:
    """The rows of the query whose column has one of the values, in no order."""
    return [row for chunk in chunks(values) for row in connection.execute(query.where(column.in_(chunk)))]
