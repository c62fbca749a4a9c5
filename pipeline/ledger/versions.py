"""Bringing a ledger's tables from the version it has to the present one.

Each version is a script in `migrations/versions`, which Alembic runs; a new one needs no more than its script. All of
it is one transaction: a ledger is brought to the present version or stays as it was.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pipeline.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 4_227_081_986  # of PostgreSQL's advisory locks, which are numbers; any will do that nobody else uses

PRESENT = max(file.name[1:5] for file in (_MIGRATIONS / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py"))
"""The version of the newest script, and so of the tables that this copydesk reads."""


class OutOfDate(StoreError):
    """The ledger's tables are those of an earlier copydesk; they are changed when it is opened to be written to."""


def is_present(engine: Engine) -> bool:
    """Whether the tables are there, and the present ones. Raises `OutOfDate` or, when they are newer, `StoreError`."""
    with engine.connect() as connection:
        version = _version(connection)
    if version is None or version == PRESENT:
        return version == PRESENT
    address = engine.url.render_as_string(hide_password=True)
    _refuse_newer(version, address)
    raise OutOfDate(f"ledger {address} has version {version}, this copydesk reads {PRESENT}")


def bring_up_to_date(engine: Engine) -> None:
    """Make the tables, or change them into the present ones. Two processes may do this at once: one waits.

    Raises `StoreError` when they are of a newer copydesk.
    """
    with engine.connect() as connection:
        if _version(connection) == PRESENT:
            return
    with engine.begin() as connection:
        _wait_for_turn(connection)
        version = _version(connection)
        if version is not None:
            _refuse_newer(version, engine.url.render_as_string(hide_password=True))
        _migrate(connection, version)


def _refuse_newer(version: str, address: str) -> None:
    if version > PRESENT:
        raise StoreError(
            f"ledger {address} has version {version}, this copydesk reads up to {PRESENT}: use a newer copydesk"
        )


def _version(connection: Connection) -> str | None:
    """The version of the database's tables, such as `0002`; None when there are none."""
    found = inspect(connection)
    if found.has_table("alembic_version"):
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if found.has_table("copydesk_schema"):  # from before there were migrations
        return str(connection.scalar(text("SELECT version FROM copydesk_schema"))).zfill(4)
    return None


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Python's driver begins no transaction before a DDL statement, and each would be one of its own
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _migrate(connection: Connection, version: str | None) -> None:
    # imported where it is needed: that takes a tenth of a second, and most openings find nothing to do
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS))
    if version is not None and not inspect(connection).has_table("alembic_version"):
        command.stamp(config, version)
    command.upgrade(config, "head")
