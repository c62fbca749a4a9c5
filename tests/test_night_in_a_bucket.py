"""A night whose store is a bucket writes what one into a folder does, is taken up after a kill, and tells no secret."""

import io
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from warcio.archiveiterator import ArchiveIterator

from pipeline import config, nightly
from pipeline.config import Settings
from pipeline.errors import RunInProgress, StoreError
from pipeline.load import RunRow, read
from pipeline.storage import Store
from tests import s3
from tests.one_night import killed
from tests.support import content, free_ports, newsroom, run_night, settings_for, write_settings

COPYDESK = Path(sys.executable).parent / "copydesk"
KILLS = 6
LONGEST_LIFE = 3.0  # seconds; a night into a bucket takes about four


@dataclass(frozen=True, slots=True)
class Nights:
    """Runs into one store: the first day, the same day again, the second day; what the datasets held after each."""

    store: Store
    rows: list[RunRow]
    contents: list[dict[str, list[dict[str, Any]]]]


def in_a_bucket(folder: Path, port: int, address: str) -> Path:
    """A configuration whose data goes into a bucket; its work folder is `data`."""
    file = write_settings(folder, port)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('root = "data"', f'root = "{address}"'), encoding="utf-8")
    return file


def three_nights(settings: Settings, port: int) -> Nights:
    rows, contents = [], []
    for day in (1, 1, 2):
        with newsroom(day, port):
            rows.append(run_night(settings))
        contents.append(content(settings.root))
    return Nights(Store.at(settings.root, settings.work), rows, contents)


@pytest.fixture(scope="module")
def both(s3_port: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[Nights, Nights]:
    """The same nights into a folder and into a bucket."""
    port, folder = free_ports(6), tmp_path_factory.mktemp("nights")
    bucket = config.load(in_a_bucket(folder / "bucket", port, s3.address(s3_port, f"{uuid4().hex}/für alle")), {})
    return three_nights(settings_for(folder / "folder", port), port), three_nights(bucket, port)


def numbers(row: RunRow) -> tuple[int, ...]:
    return row.discovered, row.fetched, row.written, row.revised, row.unchanged, row.rejected, row.pending


def responses(store: Store) -> list[str]:
    """The target of every response in the archive, read with warcio to the end of each file."""
    found = []
    for file in store.files("archive"):
        if file.name.endswith(".warc.gz"):
            records = ArchiveIterator(io.BytesIO(store.read(file.name)), check_digests="raise")
            for record in records:
                if record.rec_type == "response":
                    found.append(record.rec_headers.get_header("WARC-Target-URI"))
                    record.raw_stream.read()
    return sorted(found)


def test_the_datasets_are_those_of_a_folder(both: tuple[Nights, Nights]) -> None:
    folder, bucket = both
    assert bucket.contents == folder.contents
    assert [len(each["articles"]) for each in bucket.contents] == [43, 43, 50]
    assert [numbers(row) for row in bucket.rows] == [numbers(row) for row in folder.rows]


def test_nothing_is_fetched_again(both: tuple[Nights, Nights]) -> None:
    _, bucket = both
    assert bucket.rows[1].fetched == 0
    assert bucket.contents[1] == bucket.contents[0]


def test_the_archive_is_in_the_bucket_with_its_indexes(both: tuple[Nights, Nights]) -> None:
    folder, bucket = both
    assert responses(bucket.store) == responses(folder.store)
    assert len(responses(bucket.store)) > 43
    names = [file.name for file in bucket.store.files("archive")]
    assert names == sorted(
        name
        for row in (bucket.rows[0], bucket.rows[2])
        for name in (f"archive/{row.run_id}-0000.cdxj", f"archive/{row.run_id}-0000.warc.gz")
    )


def test_on_this_machine_only_the_ledger_the_lock_and_the_owner_stay(both: tuple[Nights, Nights]) -> None:
    _, bucket = both
    left = sorted(path.name for path in bucket.store.work.rglob("*") if path.is_file())
    assert left == [".lock", "ledger.sqlite", "owner"]


def test_no_lease_draft_or_staged_batch_is_left_in_the_bucket(both: tuple[Nights, Nights]) -> None:
    _, bucket = both
    hidden = {file.name.partition("/")[0] for file in bucket.store.files("") if file.name.startswith(".")}
    assert hidden == {".schema_version"}


def test_kills_change_nothing(s3_port: int, tmp_path: Path) -> None:
    port, chance = free_ports(6), random.Random(20261127)
    with newsroom(1, port):
        undisturbed = settings_for(tmp_path / "undisturbed", port)
        row = run_night(undisturbed)
        kills = night = 0
        while kills < KILLS:
            night += 1
            file = in_a_bucket(tmp_path / f"night{night}", port, s3.address(s3_port, uuid4().hex))
            settings = config.load(file, {})
            while killed(file, settings.work / ".lock", chance.uniform(0, LONGEST_LIFE) if kills < KILLS else None):
                kills += 1
            store = Store.at(settings.root, settings.work)
            assert content(settings.root) == content(undisturbed.root)
            assert responses(store) == responses(Store.at(undisturbed.root))
            assert sum(read("runs", settings.root)["written"]) == row.written
            fetched = read("fetches", settings.root).query("purpose == 'article' and outcome == 'fetched'")
            assert fetched["url"].is_unique
            assert len(fetched) == row.fetched
            assert [path.name for path in (settings.work / "archive").glob("*")] == []
            assert store.files(".lock") == []


def test_a_second_machine_is_kept_out_meanwhile(s3_port: int, tmp_path: Path) -> None:
    address = s3.address(s3_port, uuid4().hex)
    port = free_ports(6)
    here, there = (config.load(in_a_bucket(tmp_path / name, port, address), {}) for name in ("here", "there"))
    with newsroom(1, port):
        with nightly.opened(here), pytest.raises(RunInProgress, match=r"another run is using s3://news/\w+: process "):
            run_night(there)
        assert run_night(here).written == 43


def test_a_bucket_that_stops_answering_is_taken_up(
    s3_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_ports(6)
    settings = config.load(in_a_bucket(tmp_path, port, s3.address(s3_port, uuid4().hex)), {})

    def down(*_: object) -> None:
        raise StoreError("the server does not answer")

    with newsroom(1, port):
        with monkeypatch.context() as patch, pytest.raises(StoreError, match="does not answer"):
            patch.setattr(Store, "upload", down)
            run_night(settings)
        row = run_night(settings)
    assert (row.discovered, row.written) == (48, 43)
    fetched = read("fetches", settings.root).query("purpose == 'article' and outcome == 'fetched'")
    assert fetched["url"].is_unique


# --- the command ------------------------------------------------------------------------------------------------------


def copydesk(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    without = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [COPYDESK, *arguments],
        cwd=folder, env=without | more, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


def test_the_command_shows_the_place_and_no_secret(s3_port: int, tmp_path: Path, prefect_server: str) -> None:
    port, name = free_ports(6), uuid4().hex
    in_a_bucket(tmp_path, port, s3.address(s3_port, name))
    with newsroom(1, port):
        run = copydesk(tmp_path, "run", PREFECT_API_URL=prefect_server)
    status = copydesk(tmp_path, "status")
    assert (run.returncode, status.returncode) == (0, 0)
    assert f"Data: s3://news/{name}" in run.stdout
    logs = requests.post(f"{prefect_server}/logs/filter", json={}, timeout=30).text
    said = run.stdout + run.stderr + status.stdout + status.stderr + logs
    assert not any(secret in said for secret in (s3.KEY, s3.SECRET))


def test_the_command_says_in_one_line_why_a_bucket_cannot_be_used(
    s3_port: int, tmp_path: Path, prefect_server: str
) -> None:
    name = uuid4().hex
    address = s3.address(s3_port, name).replace(s3.SECRET, "another-word")
    in_a_bucket(tmp_path, free_ports(6), address)
    run = copydesk(tmp_path, "run", PREFECT_API_URL=prefect_server)
    owner = (tmp_path / "data" / "owner").read_text()
    assert run.returncode == 3
    assert run.stderr.splitlines()[-1] == (
        f"copydesk: cannot write s3://news/{name}/.lock/{owner}: "
        "access is denied; check the key, its secret and its rights"
    )
    assert "Traceback" not in run.stderr
    logs = requests.post(f"{prefect_server}/logs/filter", json={}, timeout=30).text
    assert not any(secret in run.stdout + run.stderr + logs for secret in (s3.KEY, "another-word"))
