"""Adding an entry to a configuration file, in which nothing else changes."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from pipeline import config
from pipeline.config import Settings, Source
from pipeline.errors import ConfigError

_NEW_FILE = """\
# What copydesk reads; README.md says what there is to set.

[fetch]
# Say who asks, and where to complain: sites see it with every request, and some refuse an unnamed robot.
# user_agent = "your-project/1.0 (+mailto:you@example.org)"
"""


def refuse_known(source: Source, configured: Iterable[Source], file: Path) -> None:
    """Raise `ConfigError` when the file has a source of this id."""
    if source.id in {other.id for other in configured}:
        raise ConfigError(f"{file}: has a source {source.id!r} already; choose another id with --id")


def append(file: Path, entry: str) -> Settings:
    """Write `entry`, the text of a `[[source]]` table, behind what stands in the file, and load the result.

    A missing file is begun. The file is replaced at once, and only by one that loads: when this raises `ConfigError`,
    everything is as it was. A symbolic link stays one.
    """
    target = file.resolve()
    try:
        before = target.read_bytes() if target.exists() else _NEW_FILE.encode()
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    if target.exists():
        config.load(file)  # its own mistakes are told as such, before there is an entry to blame
    after = before + _separator(before) + _in_lines_like(before, entry)
    settings = config.parse(after, file)
    try:
        _replace(target, after)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written: {error.strerror}") from error
    return settings


def _separator(before: bytes) -> bytes:
    """What makes an empty line between the file's end and the entry."""
    if not before:
        return b""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    return end if before.endswith(b"\n") else end + end


def _in_lines_like(before: bytes, entry: str) -> bytes:
    text = entry.encode()
    return text.replace(b"\n", b"\r\n") if b"\r\n" in before else text


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
