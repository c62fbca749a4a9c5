"""What is installed has the templates, the style and the queries."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_has_every_file_of_the_report(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    folder = ROOT / "pipeline" / "report"
    files = {
        file.relative_to(ROOT).as_posix() for file in folder.rglob("*") if file.suffix in (".html", ".css", ".sql")
    }
    assert len(files) > 20
    assert files - {*zipfile.ZipFile(wheel).namelist()} == set()
