"""A night in a process of its own, for tests that kill it: `python -m tests.one_night CONFIG`."""

import sys
from pathlib import Path

from pipeline import config
from tests.support import run_night

if __name__ == "__main__":
    run_night(config.load(Path(sys.argv[1])))
