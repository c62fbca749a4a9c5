"""What tests of whole runs share: the demo newsroom on ports of its own, a night's steps, and a store's content."""

import os
import random
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import backfill, config, nightly
from pipeline.backfill import Account, Order
from pipeline.config import Settings
from pipeline.demo.config import demo_toml
from pipeline.demo.newsroom import Newsroom
from pipeline.demo.server import DemoServers, serve
from pipeline.load import RunRow, read
from pipeline.plans import Plan
from pipeline.summary import Summary

DATASETS = ("articles", "sections", "removed", "revisions")
# what differs between two runs over the same pages: when, by which run, and where in the archive
CIRCUMSTANCES = {
    "run_id", "captured_at", "first_captured_at", "capture_file", "capture_offset", "date",
    "superseded_at", "superseded_by_run",
}  # fmt: skip


_PORTS_PER_PROCESS = 5_000


def free_ports(count: int) -> int:
    """The first of `count` consecutive ports that nobody uses, from a range of this test process's own.

    Which, is left to chance: another session of tests on the machine looks in the same range.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
    first = 20_000 + worker * _PORTS_PER_PROCESS
    for base in random.sample(range(first, first + _PORTS_PER_PROCESS, 10), _PORTS_PER_PROCESS // 10):
        with ExitStack() as sockets:
            try:
                for port in range(base, base + count):
                    sockets.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return base
    raise RuntimeError("no free ports")


@contextmanager
def newsroom(day: int, port: int) -> Iterator[DemoServers]:
    """The demo newsroom's sites as they are on `day`."""
    with serve(Newsroom.load(day=day, base_port=port)) as servers:
        yield servers


def write_settings(folder: Path, port: int) -> Path:
    """A configuration that reads the newsroom on `port`, without a pause between requests."""
    text = demo_toml(Newsroom.load(base_port=port)).replace("delay_seconds = 0.05", "delay_seconds = 0.0")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "copydesk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def settings_for(folder: Path, port: int) -> Settings:
    return config.load(write_settings(folder, port), {})


def run_night(settings: Settings) -> RunRow:
    """One run's steps, without Prefect."""
    with nightly.opened(settings) as night:
        nightly.discover(night)
        nightly.fetch(night)
        nightly.load(night, nightly.transform(night))
        return nightly.report(night)


def run_plan(settings: Settings, plan: Plan | None = None) -> Summary:
    """A night or a rerun to its end, its page included, without Prefect."""
    with nightly.opened(settings, plan) as night:
        nightly.discover(night)
        nightly.fetch(night)
        nightly.load(night, nightly.transform(night))
        nightly.report(night)
        return nightly.publish(night)


def run_backfill(settings: Settings, order: Order) -> tuple[Account, Summary]:
    """A backfill, without Prefect."""
    with nightly.opened(settings, order.plan) as night:
        account = backfill.bring_in(night, order)
        nightly.load(night, nightly.transform(night))
        nightly.report(night)
        return account, nightly.publish(night)


def content(root: Path | str) -> dict[str, list[dict[str, Any]]]:
    """What the datasets say, without the circumstances of the runs that wrote it."""
    return {name: rows(read(name, root)) for name in DATASETS}


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows as plain values, in an order of their own."""
    kept = frame[[name for name in frame.columns if name not in CIRCUMSTANCES]]
    return sorted(({k: _plain(v) for k, v in row.items()} for row in kept.to_dict("records")), key=repr)


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return [_plain(one) for one in value.tolist()]
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return None if value is pd.NaT or value != value else value  # noqa: PLR0124  only NaN differs from itself
