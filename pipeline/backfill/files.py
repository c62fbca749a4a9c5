"""The WARC files that paths mean."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import ConfigError

_ENDS = (".warc", ".warc.gz")


def warc_files(paths: Iterable[Path]) -> list[Path]:
    """The files, and those named `*.warc` or `*.warc.gz` anywhere in the folders, each once, sorted by path.

    Raises `ConfigError` for a path that is not there, and a folder without any.
    """
    return sorted({file.resolve() for path in paths for file in _files(path)})


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise ConfigError(f"{path}: no such file or folder")
    found = [file for file in path.rglob("*") if file.name.endswith(_ENDS) and file.is_file()]
    if not found:
        raise ConfigError(f"{path}: no file in it is named *.warc or *.warc.gz")
    return found
