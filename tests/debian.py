"""Debian's packages that tests need, installed where that is possible."""

import os
import shutil
import subprocess


class CannotInstall(Exception):
    """The machine has no apt-get, lets us not use it, or it failed."""


def install(package: str) -> None:
    """Install a package, as root or with a sudo that asks for no password."""
    if shutil.which("apt-get") is None:
        raise CannotInstall(f"{package} is not installed, and there is no apt-get to install it with")
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and subprocess.run([*as_root, "true"], capture_output=True, check=False).returncode:
        raise CannotInstall(f"{package} is not installed, and only root can install it")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "--no-install-recommends", package]):
        done = subprocess.run([*apt, *step], capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            raise CannotInstall(f"apt-get {step[0]} failed: {done.stderr.strip()}")
