"""A night in a process of its own, for tests that kill it: `python -m tests.one_night CONFIG`."""

import subprocess
import sys
import time
from pathlib import Path

from pipeline import config
from tests.support import run_night


def start(config_file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.one_night", str(config_file)], stderr=subprocess.PIPE)


def killed(config_file: Path, lock: Path, seconds: float | None) -> bool:
    """Start a night and kill it so many seconds after it began to work; False when it had ended before."""
    lock.unlink(missing_ok=True)  # a killed night's lock is free, but its file would be taken for the next one's
    process = start(config_file)
    while not lock.exists() and process.poll() is None:
        time.sleep(0.005)
    try:
        _, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    assert process.returncode == 0, errors.decode()
    return False


if __name__ == "__main__":
    run_night(config.load(Path(sys.argv[1])))
