"""Opening the ledger's database: SQLite or PostgreSQL, tables made and their version checked."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from pipeline.errors import StoreError
from pipeline.ledger import tables


def open_engine(url: str) -> Engine:
    """An engine whose database has the ledger's tables.

    Raises `StoreError` when the database cannot be used or was made by another version of copydesk.
    """
    try:
        engine = _engine(url)
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
            found = connection.scalar(select(tables.schema.c.version))
            if found is None:
                connection.execute(insert(tables.schema).values(version=tables.VERSION))
    except (SQLAlchemyError, OSError, ImportError) as error:
        cause = str(error).splitlines()[0]
        raise StoreError(f"ledger.url: cannot use {_masked(url)}: {cause}") from error
    if found not in (None, tables.VERSION):
        raise StoreError(f"ledger {_masked(url)} has version {found}, this copydesk reads {tables.VERSION}: update it")
    return engine


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "handle_error", _raise_if_out_of_order)
    return engine


def _tune_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # a killed process loses nothing; a power cut, the last moments
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _raise_if_out_of_order(context: ExceptionContext) -> None:
    """What the disk or the server did, such as being full or gone, is the store's error and no fault of a statement."""
    if isinstance(context.sqlalchemy_exception, OperationalError):
        cause = str(context.original_exception).splitlines()[0]
        raise StoreError(f"the ledger cannot be used: {cause}") from context.original_exception


def _masked(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "the address"
