"""The units of systemd: systemd understands them, and what they start exists."""

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, mistake_in

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COPYDESK = "/srv/copydesk/.venv/bin/copydesk"


def read(unit: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(unit.read_text(encoding="utf-8"))
    return parser


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    here = str(Path(sys.executable).with_name("copydesk"))
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text(encoding="utf-8").replace(COPYDESK, here), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_what_a_unit_starts_exists(unit: Path) -> None:
    program, *arguments = shlex.split(read(unit)["Service"]["ExecStart"])
    assert program == COPYDESK
    assert arguments[-2:] == ["--config", "/srv/copydesk/copydesk.toml"]
    assert mistake_in(arguments) is None


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_has_no_more_rights_than_it_needs(unit: Path) -> None:
    service = read(unit)["Service"]
    assert service["User"] == "copydesk"
    assert service["ReadWritePaths"].split() == ["/srv/copydesk/data", "/srv/copydesk/.prefect"]
    assert (service["ProtectSystem"], service["NoNewPrivileges"], service["CapabilityBoundingSet"]) == (
        "strict", "yes", "",
    )  # fmt: skip


def test_the_timer_catches_up_a_missed_night() -> None:
    timer = read(ROOT / "deploy" / "systemd" / "copydesk-night.timer")["Timer"]
    assert (timer["Persistent"], timer["OnCalendar"]) == ("true", "*-*-* 03:00:00 America/New_York")


def test_the_command_of_a_shell_hands_on_its_arguments_and_the_secrets(tmp_path: Path) -> None:
    """As sudo would, but as this user and over another folder."""
    (tmp_path / "bin").mkdir()
    sudo = tmp_path / "bin" / "sudo"
    sudo.write_text('#!/bin/sh\n[ "$1 $2" = "-u copydesk" ] || exit 9\nshift 2\nexec "$@"\n', encoding="utf-8")
    program = tmp_path / ".venv" / "bin" / "copydesk"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$SECRET" "$@"\n', encoding="utf-8")
    for file in (sudo, program):
        file.chmod(0o755)
    (tmp_path / "secrets.env").write_text("SECRET='two words & more'\n", encoding="utf-8")
    script = (ROOT / "deploy" / "bin" / "copydesk").read_text(encoding="utf-8").replace("/srv/copydesk", str(tmp_path))
    done = subprocess.run(
        ["sh", "-c", script, "copydesk", "explain", "https://example.org/?a=1&b=two words"],
        env={**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        str(tmp_path), "two words & more", "explain", "https://example.org/?a=1&b=two words",
    ]  # fmt: skip
