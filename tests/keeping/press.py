"""A store as nights make it, of pages that a test thinks up; and all that is in one."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import create_engine, select
from warcio.archiveiterator import ArchiveIterator

from pipeline import batches
from pipeline import load as datasets
from pipeline.extract import ArchiveWriter, Shelf, pack
from pipeline.extract.archive.captures import Capture, parse_capture
from pipeline.keeping import Keeping
from pipeline.ledger import Captured, Ledger, Result, Run, tables
from pipeline.models import Article, Attempt, Candidate, FetchTask, RunStatus
from pipeline.storage import Store
from tests.extract.archive.exchanges import page
from tests.load.load_samples import NIGHT, article

PHRASE = "the heron of Port Ellery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A page and its article. url: as discovered; final_url: after redirects; canonical: by what it says of itself."""

    slug: str
    text: str = "First version."
    url: str = ""
    final_url: str = ""
    canonical: str = ""

    @property
    def address(self) -> str:
        return self.url or f"https://example.org/{self.slug}"

    @property
    def landed(self) -> str:
        return self.final_url or self.address

    @property
    def article(self) -> Article:
        return article(self.slug, self.text, url=self.landed, canonical_url=self.canonical or self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """An open store, and where its ledger lies."""

    store: Store
    ledger: Ledger
    ledger_url: str

    @property
    def keeping(self) -> Keeping:
        return Keeping(store=self.store, ledger=self.ledger)

    def night(self, run_id: str, *pages: Printed, at: datetime = NIGHT, finished: bool = True) -> None:
        """A night that finds these pages, all of which have changed since the one before."""
        run = self.ledger.begin_run(run_id, {"sources": ["example"]}, at)
        self.fetch(run, *pages)
        printed = {one.address: one for one in pages}
        captured = [(one, printed[one.url].article) for one in self.ledger.to_transform(run_id)]
        self.load(run, captured)
        if finished:
            self.ledger.finish_run(run_with(run, RunStatus.FINISHED))
            datasets.clear_staged(self.store, run_id)

    def fetch(self, run: Run, *pages: Printed) -> None:
        """Pages into the archive."""
        found = [
            Candidate(url=one.address, source="example", found_by="feed", modified=run.started_at.isoformat())
            for one in pages
        ]
        self.ledger.enlist(run.run_id, found, (), run.started_at)
        with ArchiveWriter(Shelf(store=self.store), run.run_id) as writer:
            for one in pages:
                self._capture(writer, run, one)

    def load(self, run: Run, captured: list[tuple[Captured, Article]]) -> None:
        """Articles into the datasets."""
        down = datasets.taken_down(self.store)
        rows = batches.claimed(captured, self.ledger, run.run_id, run.started_at, down)
        merged = datasets.merge(
            [datasets.stage(rows, self.store, run.run_id, "batch")], self.store, run.run_id, run.started_at
        )
        self.ledger.record_articles(run.run_id, [(one.url, one.article_id, Result(one.result)) for one in merged])
        datasets.write_fetches(self.store, run.run_id, run.started_at.date(), self.ledger.attempts(run.run_id))

    def _capture(self, writer: ArchiveWriter, run: Run, one: Printed) -> None:
        response = page(
            one.slug,
            f"<h1>{one.slug}</h1><p>{one.text}</p>".encode(),
            url=one.address,
            final_url=one.landed,
            fetched_at=run.started_at,
        )
        attempt = Attempt(
            url=one.address,
            source="example",
            started_at=run.started_at,
            outcome="fetched",
            final_url=one.final_url or None,
        )
        packed = pack(response)
        same_as = self.ledger.payload(packed.digest)
        ref = writer.append(packed, same_as=same_as, notes={"source": "example"})
        self.ledger.record_capture(
            run.run_id,
            FetchTask(url=one.address, source="example"),
            response,
            ref,
            [attempt],
            digest=packed.digest,
            same_as=same_as,
        )


@contextmanager
def pressing(store: Store) -> Iterator[Press]:
    url = f"sqlite:///{store.work}/ledger.sqlite"
    with Ledger.open(url) as ledger:
        yield Press(store=store, ledger=ledger, ledger_url=url)


def run_with(run: Run, status: RunStatus) -> Run:
    return Run(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=run.started_at,
        status=status,
        parameters=run.parameters,
    )


# --- what is in a store ----------------------------------------------------------------------------------------------


def parquet(press: Press, *without: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each Parquet file, in their order, without some columns."""
    names = [file.name for file in press.store.files("") if file.name.endswith(".parquet")]
    found = {}
    for name in names:
        with press.store.open(name) as stream:
            table = pq.ParquetFile(stream).read()
        found[name] = table.select([column for column in table.column_names if column not in without]).to_pylist()
    return found


def warcs(press: Press) -> dict[str, bytes]:
    """The bytes of each WARC file, by the name that references have."""
    files = press.store.files("archive")
    return {
        file.name.removeprefix("archive/"): press.store.read(file.name)
        for file in files
        if file.name.endswith(".warc.gz")
    }


def ledger_rows(press: Press) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the ledger, in an order of their own."""
    engine = create_engine(press.ledger_url)
    with engine.connect() as connection:
        found = {
            table.name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=repr)
            for table in tables.metadata.sorted_tables
        }
    engine.dispose()
    return found


def members(data: bytes) -> list[tuple[str, str, bytes]]:
    """Each record of a WARC file: its type, its target, and its gzip member."""
    records = ArchiveIterator(io.BytesIO(data), check_digests="raise")
    found = []
    for record in records:
        records.read_to_end()
        start = records.get_record_offset()
        member = data[start : start + records.get_record_length()]
        found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI", ""), member))
    return found


def read_at(press: Press, file: str, offset: int) -> Capture:
    """The capture that begins there, in a finished file."""
    return parse_capture(press.store.read(f"archive/{file}")[offset:])


def everything(press: Press) -> str:
    """All that the store and its working folder hold, unpacked."""
    parts = [repr(parquet(press)), repr(ledger_rows(press))]
    parts += [gzip.decompress(data).decode("latin-1") for data in warcs(press).values()]
    packed = (".parquet", ".warc.gz")
    parts += [
        press.store.read(file.name).decode("latin-1")
        for file in press.store.files("")
        if not file.name.endswith(packed) and "ledger.sqlite" not in file.name
    ]
    own = (path for path in press.store.work.rglob("*") if path.is_file() and "ledger.sqlite" not in path.name)
    parts += [path.read_bytes().decode("latin-1") for path in own if not path.name.endswith(packed)]
    return "\n".join(parts)


class Killed(BaseException):
    """The process ends here."""


def killed_at(monkeypatch: pytest.MonkeyPatch, number: int) -> list[str]:
    """Let the store's change of this number (from 0) end the process before it happens; the changes until then."""
    changes: list[str] = []

    def wrapped(name: str) -> Any:
        real = getattr(Store, name)

        def change(self: Store, *arguments: Any) -> Any:
            if len(changes) == number:
                raise Killed
            changes.append(f"{name} {arguments[-1] if name == 'upload' else arguments[0]}")
            return real(self, *arguments)

        return change

    for name in ("write", "upload", "delete"):
        monkeypatch.setattr(Store, name, wrapped(name))
    return changes


def local_copy(press: Press, file: str, folder: Path) -> Path:
    """A WARC file of the store on this machine."""
    path = folder / file
    press.store.download(f"archive/{file}", path)
    return path
