"""One night for `benchmarks.orchestration`: as the flow `nightly`, or the same steps as plain functions.

    python -m benchmarks.orchestration_night CONFIG prefect|plain

Prints one JSON object; see `benchmarks.orchestration.Night`.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.memory import peak_mb
from pipeline import config, logs, nightly
from pipeline.commands.flowing import orchestrated


def plain(config_file: Path) -> int:
    """The steps, called one after the other; how many articles were written."""
    settings = config.load(config_file)
    logs.set_up(settings)
    with nightly.opened(settings) as night:
        nightly.discover(night)
        nightly.fetch(night)
        nightly.load(night, nightly.transform(night))
        nightly.report(night)
        return nightly.publish(night).row.written


def under_prefect(config_file: Path) -> int:
    """The flow, with the server that PREFECT_API_URL names; how many articles were written."""
    with orchestrated(config.load(config_file)):
        from flows.kinds import run_here  # noqa: PLC0415  importing Prefect is part of what is measured
        from flows.nightly import nightly as flow  # noqa: PLC0415

        summed_up = run_here(flow, config_file=str(config_file)).summary
    assert summed_up is not None  # noqa: S101  a night has one
    return summed_up.row.written


def main() -> None:
    began, cpu_began = time.perf_counter(), time.process_time()
    config_file, way = sys.argv[1:]
    written = {"plain": plain, "prefect": under_prefect}[way](Path(config_file))
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "cpu_seconds": time.process_time() - cpu_began,
                "mb": peak_mb(),
                "written": written,
            }
        )
    )


if __name__ == "__main__":
    main()
