"""Storage addresses: how they are written, what they say, and how they may be shown.

    s3://bucket/folder?region=eu-central-1
    s3://key:secret@bucket/folder?endpoint_override=storage.example:9000&scheme=https
    gs://bucket/folder
    abfs://container@account.dfs.core.windows.net/folder

Names may have spaces and umlauts; `%`, `?`, `#` and `@` in them, and `/`, `+` and `@` in a secret, are written as `%25`
and so on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote

from pipeline.errors import ConfigError

_KINDS = {"s3": "s3", "gs": "gs", "gcs": "gs", "abfs": "abfs", "abfss": "abfs"}
_OPTIONS = {"s3": ("region", "endpoint_override", "scheme"), "gs": ("endpoint_override", "scheme"), "abfs": ()}
_AZURE = ".dfs.core.windows.net"
_FORMS = {"s3": "s3://bucket/folder", "gs": "gs://bucket/folder", "abfs": f"abfs://container@account{_AZURE}/folder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place in a bucket. kind: s3, gs or abfs. bucket: a container for abfs. folder: in it, without outer slashes.

    account: of abfs, else empty. key, secret: None where the environment or the machine's role has them; gs knows only
    the key `anonymous`. options: of `region`, `endpoint_override`, `scheme`, those that are given.
    """

    kind: str
    bucket: str
    folder: str
    account: str = ""
    key: str | None = None
    secret: str | None = field(default=None, repr=False)
    options: Mapping[str, str]

    @property
    def endpoint(self) -> str | None:
        """The server's own address, `https://host:port`; None is the provider's."""
        host = self.options.get("endpoint_override")
        return None if host is None else f"{self.options.get('scheme', 'https')}://{host}"


def is_remote(root: str) -> bool:
    """Whether a storage root is an address, `scheme://...`, and no folder."""
    return "://" in root


def problem_of(root: str) -> str | None:
    """What is wrong with an address, without asking anyone; None when nothing is. Says no secret."""
    scheme, _, rest = root.partition("://")
    kind = _KINDS.get(scheme)
    if kind is None:
        return f"{scheme}:// is none of {', '.join(f'{one}://' for one in _KINDS)}; a folder is given as its path"
    place, _, query = rest.partition("?")
    authority = place.partition("/")[0]
    user, _, host = authority.rpartition("@")
    if _is_cut_short(rest):
        return "has a key or secret that is cut short; write / in it as %2F, + as %2B and @ as %40"
    if not host or (kind == "abfs" and not (user and host.endswith(_AZURE))):
        return f"names no bucket; write it as {_FORMS[kind]}"
    return _problem_of_options(parse_qs(query, keep_blank_values=True), _OPTIONS[kind])


def _problem_of_options(given: Mapping[str, list[str]], known: Sequence[str]) -> str | None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        return f"has an unknown option {unknown[0]!r}; known are {', '.join(known) or 'none'}"
    if any("://" in value for value in given.get("endpoint_override", [])):
        return "has an endpoint_override with a scheme; write it as host:port, with &scheme=http where it is not https"
    if set(given.get("scheme", [])) - {"http", "https"}:
        return "has a scheme that is neither http nor https"
    return None


def parse(root: str) -> Address:
    """What an address says. Raises ConfigError when it cannot be one."""
    problem = problem_of(root)
    if problem is not None:
        raise ConfigError(f"storage root {without_secrets(root)!r} {problem}")
    scheme, _, rest = root.partition("://")
    place, _, query = rest.partition("?")
    authority, _, folder = place.partition("/")
    user, _, host = authority.rpartition("@")
    name, _, secret = user.partition(":")
    azure = _KINDS[scheme] == "abfs"
    return Address(
        kind=_KINDS[scheme],
        bucket=unquote(name if azure else host),
        folder=unquote(folder).strip("/"),
        account=host.removesuffix(_AZURE) if azure else "",
        key=None if azure else unquote(name) or None,
        secret=unquote(secret) or None,
        options={option: values[-1] for option, values in parse_qs(query).items()},
    )


def without_secrets(root: str) -> str:
    """An address as it may be shown: no key, no secret, no options."""
    if not is_remote(root):
        return root
    scheme, _, rest = root.partition("://")
    if _is_cut_short(rest):
        return f"{scheme}://..."
    authority, slash, folder = rest.partition("?")[0].partition("/")
    user, at, host = authority.rpartition("@")
    container = user.partition(":")[0]
    shown = f"{container}@{host}" if at and _KINDS.get(scheme) == "abfs" else host
    return f"{scheme}://{shown}{slash}{folder}"


def _is_cut_short(rest: str) -> bool:
    """Whether a secret that is not quoted may reach into what follows it; rest: an address after its scheme."""
    authority = re.split("[/?]", rest, maxsplit=1)[0]
    return ":" in authority.rpartition("@")[2] or (":" in authority and "@" in rest.removeprefix(authority))


def folder_of(root: str | Path) -> Path:
    """The folder that a root without a scheme is, absolute."""
    return Path(root).expanduser().resolve()
