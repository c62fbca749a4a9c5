"""A source as the text of its `[[source]]` table, and an id for a site that has none yet."""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from tld import get_tld
from tld.utils import Result

from pipeline.config import Source

_LINE = 120
_PAGES = re.compile(r"(index|home|default)?(\.\w{2,5})?")  # path segments that name no section, such as index.html


def render(source: Source, remarks: Iterable[str] = ()) -> str:
    """The table with the keys that differ from their defaults; remarks become comments at its head."""
    changed = source.model_dump(exclude_defaults=True)
    lines = ["[[source]]", *(f"# {' '.join(remark.split())}" for remark in remarks)]
    return "\n".join([*lines, *(_setting(key, value) for key, value in changed.items())]) + "\n"


def id_for(url: str) -> str:
    """An id for the site, or the section of a site, at an address: `example`, `example-politics`."""
    parts = urlsplit(url)
    known = get_tld(url, as_object=True, fail_silently=True)
    name = known.domain if isinstance(known, Result) else parts.netloc
    sections = [part for part in parts.path.split("/") if not _PAGES.fullmatch(part)]
    return re.sub(r"[^a-z0-9]+", "-", "-".join([name, *sections[-1:]]).lower()).strip("-")


def _setting(key: str, value: object) -> str:
    line = f"{key} = {_toml(value)}"
    if not isinstance(value, tuple) or len(line) <= _LINE:
        return line
    return "\n".join([f"{key} = [", *(f"    {_toml(one)}," for one in value), "]"])


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    # Texts, numbers and truths are written alike in JSON and in TOML, but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
