"""Opening the ledger's database: SQLite or PostgreSQL, brought to the present version of its tables."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.ledger import versions


def open_engine(url: str) -> Engine:
    """An engine whose database has the present tables. url: `sqlite:///FILE` or `postgresql://USER@HOST/NAME`.

    Raises `StoreError` when the database cannot be used or was made by a newer copydesk. Later on, what happens to
    the disk or the server is a `StoreError` of the statement that met it.
    """
    with _usable(url), ExitStack() as opened:
        engine = _engine(make_url(url))
        opened.callback(engine.dispose)
        versions.bring_up_to_date(engine)
        opened.pop_all()
    event.listen(engine, "handle_error", _raise_if_out_of_order)
    return engine


def open_for_questions(url: str) -> Engine | None:
    """An engine that changes nothing, while others write too; None where there is no ledger yet: none is made.

    Raises `StoreError` when the database cannot be used or was made by a newer copydesk, `OutOfDate` when by an earlier
    one.
    """
    with _usable(url), ExitStack() as opened:
        engine = _reading(make_url(url))
        if engine is None:
            return None
        opened.callback(engine.dispose)
        if not versions.is_present(engine):
            return None
        opened.pop_all()
    event.listen(engine, "handle_error", _raise_if_out_of_order)
    return engine


@contextmanager
def _usable(url: str) -> Iterator[None]:
    """What the database says against being opened, as the store's error."""
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError) as error:
        cause = str(error).splitlines()[0]
        raise StoreError(f"ledger.url: cannot use {_masked(url)}: {cause}") from error


def _reading(address: URL) -> Engine | None:
    """None for a SQLite file that is not there."""
    if address.get_backend_name() == "postgresql":
        engine = _engine(address)
        event.listen(engine, "connect", _read_only_postgresql)
        return engine
    if not address.database or not Path(address.database).exists():
        return None
    # not `mode=ro`, which in a folder that nobody writes to could not read what a killed run left beside the file
    engine = create_engine(address.set(database=f"file:{quote(address.database)}", query={"mode": "rw", "uri": "true"}))
    event.listen(engine, "connect", _read_only_sqlite)
    return engine


def _engine(address: URL) -> Engine:
    backend = address.get_backend_name()
    if backend == "postgresql":
        engine = create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "connect", _tune_postgresql)
        return engine
    if backend == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    if backend == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    return engine


_PATIENCE = 30  # seconds to wait for another process that writes to a SQLite ledger

# In both a killed process loses nothing; a power cut or the server's crash, the last moments.


def _tune_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Switch to WAL. Of connections that do so at once SQLite refuses all but one, whatever its busy_timeout."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _read_only_sqlite(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    connection.execute("PRAGMA query_only=ON")


def _read_only_postgresql(connection: Any, _record: object) -> None:
    connection.execute("SET default_transaction_read_only TO on")
    connection.commit()


def _tune_postgresql(connection: Any, _record: object) -> None:
    connection.execute("SET synchronous_commit TO off")
    connection.commit()


def _raise_if_out_of_order(context: ExceptionContext) -> None:
    """What the disk or the server did, such as being full or gone, is the store's error and no fault of a statement."""
    if isinstance(context.sqlalchemy_exception, OperationalError) and not context.is_pre_ping:
        cause = str(context.original_exception).splitlines()[0]
        raise StoreError(f"the ledger cannot be used: {cause}") from context.original_exception


def _masked(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "the address"
