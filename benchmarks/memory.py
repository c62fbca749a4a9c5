"""How much memory a process has taken."""

from pathlib import Path


def peak_mb() -> float:
    """The most that this process has had in memory at once, in MB.

    From Linux's /proc, which, unlike `getrusage`, leaves out what the process that started this one had.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
