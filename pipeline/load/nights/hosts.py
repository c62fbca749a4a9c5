"""How each host answered in a run, from `fetches`."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow.compute as pc

from pipeline.load.layout.columns import FETCHES
from pipeline.load.layout.partition import read_partition
from pipeline.reasons import FAILURES, Reason
from pipeline.storage import Store

HOST = r"^https?://([^/?#]+)"
"""The host in an address, as a regular expression with one group."""

NOT_SENT = "not requested"
"""How `detail` begins where nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A host's requests. median, slow: seconds of those that were sent, the middle and the 95th percentile of them.

    failures: of those that were sent. left_out: what was not asked for, as the host had failed too often.
    """

    host: str
    requests: int
    median: float
    slow: float
    failures: int
    left_out: int


def hosts(store: Store, run_id: str, day: date) -> list[Host]:
    """The hosts that a run of that day asked, the slowest first."""
    table = read_partition(store, FETCHES, day, ["run_id", "url", "outcome", "seconds", "detail"])
    frame: pd.DataFrame = table.filter(pc.field("run_id") == run_id).to_pandas()
    frame["host"] = frame["url"].str.extract(HOST, expand=False)
    frame["sent"] = ~frame["detail"].str.startswith(NOT_SENT)
    found = [_host(str(host), group) for host, group in frame.groupby("host") if group["sent"].any()]
    return sorted(found, key=lambda one: (-one.slow, one.host))


def _host(host: str, attempts: pd.DataFrame) -> Host:
    sent = attempts[attempts["sent"]]
    return Host(
        host=host,
        requests=len(sent),
        median=float(sent["seconds"].median()),
        slow=float(sent["seconds"].quantile(0.95)),
        failures=int(sent["outcome"].isin([str(reason) for reason in FAILURES]).sum()),
        left_out=int((attempts["outcome"] == str(Reason.HOST_RESTING)).sum()),
    )
