"""Storage addresses: which there are, and the file system that each leads to."""

from pathlib import Path

from pyarrow import ArrowInvalid, fs

from pipeline.errors import ConfigError

SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss")


def is_remote(root: str) -> bool:
    """Whether a storage root is an address, `scheme://...`, and no folder."""
    return "://" in root


def problem_of(root: str) -> str | None:
    """What is wrong with an address, without asking anyone; None when nothing is."""
    scheme, _, rest = root.partition("://")
    if scheme not in SCHEMES:
        return f"{scheme}:// is none of {', '.join(f'{one}://' for one in SCHEMES)}; a folder is given as its path"
    if not rest.partition("?")[0].strip("/"):
        return f"names no bucket; write it as {scheme}://bucket/folder"
    return None


def connected(root: str) -> tuple[fs.FileSystem, str]:
    """The file system of an address, and the path in it. Raises ConfigError when the address is wrong."""
    problem = problem_of(root)
    if problem is not None:
        raise ConfigError(f"storage root {without_secrets(root)!r} {problem}")
    try:
        filesystem, path = fs.FileSystem.from_uri(root)
    except (ArrowInvalid, OSError) as error:
        raise ConfigError(f"storage root {without_secrets(root)!r}: {error}") from error
    return filesystem, path.rstrip("/")


def without_secrets(root: str) -> str:
    """An address as it may be shown: no key, no secret, no options."""
    if not is_remote(root):
        return root
    scheme, _, rest = root.partition("?")[0].partition("://")
    # abfs://container@account/ has an @ that is no secret's
    return f"{scheme}://{rest if scheme.startswith('abfs') else rest.rpartition('@')[2]}"


def folder_of(root: str | Path) -> Path:
    """The folder that a root without a scheme is, absolute."""
    return Path(root).expanduser().resolve()
