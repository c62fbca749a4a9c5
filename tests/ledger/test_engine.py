"""A ledger that cannot be used is a clear error, at once or when it stops answering."""

from pathlib import Path

import psycopg
import pytest

from pipeline.errors import StoreError
from pipeline.ledger import Ledger
from tests.ledger.steps import begin


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_used_by_its_address_alone(postgresql_url: str, scheme: str) -> None:
    with Ledger.open(postgresql_url.replace("postgresql", scheme, 1)) as ledger:
        begin(ledger, "r1")
        assert [run.run_id for run in ledger.unfinished_runs()] == ["r1"]


def test_a_database_that_cannot_be_used_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use \S*:\*\*\*@"):
        Ledger.open("nosuchdatabase://desk:secret@db/x")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use sqlite"):
        Ledger.open(f"sqlite:///{tmp_path}/file/ledger.sqlite")
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use the address"):
        Ledger.open("not an address")


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use postgresql://desk:\*\*\*@/x\?host=.*: .*connect"):
        Ledger.open(f"postgresql://desk:secret@/x?host={tmp_path}")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_text("these are the notes of the desk\n" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot use sqlite:///.*ledger\.sqlite: .*not a database"):
        Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite")


def test_a_table_that_is_locked_in_the_middle_of_a_run_is_the_stores_error(postgresql_url: str) -> None:
    impatient = f"{postgresql_url}&options=-clock_timeout%3D100ms"
    with Ledger.open(impatient) as ledger, psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE runs")
        with pytest.raises(StoreError, match=r"^the ledger cannot be used: .*lock timeout"):
            begin(ledger, "r1")


def test_a_connection_that_the_server_dropped_is_made_anew(postgresql_url: str) -> None:
    with Ledger.open(postgresql_url) as ledger, psycopg.connect(postgresql_url) as other:
        begin(ledger, "r1")
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        assert [run.run_id for run in ledger.unfinished_runs()] == ["r1"]
