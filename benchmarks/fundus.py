"""The test data of the Fundus project as a gold set.

In each country's folder, `<Publisher>.json` has what each version of a parser reads, `<Publisher>_<YYYY_MM_DD>.html.gz`
are the pages, and `meta.info` has their addresses. Nothing says which version reads which page: their words do.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import GoldPage, Passage

_BELOW = Path("tests", "resources", "parser", "test_data")
_PAGE = re.compile(r"(.+)_\d{4}_\d{2}_\d{2}\.html\.gz")
_WORD = re.compile(r"\w+")

Version = dict[str, Any]


def test_data(folder: Path) -> Path | None:
    """The folder of countries: a checkout's, or the folder itself; None when it is neither."""
    return next((found for found in (folder / _BELOW, folder) if any(found.glob("*/meta.info"))), None)


def read(folder: Path) -> Iterator[GoldPage]:
    """A gold page for each parser version that a page goes with, by country and publisher."""
    countries = test_data(folder)
    assert countries is not None  # noqa: S101  the folder's shape was looked at before
    for meta in sorted(countries.glob("*/meta.info")):
        addresses = json.loads(meta.read_text(encoding="utf-8"))
        for file in sorted(meta.parent.glob("*.json")):
            versions = json.loads(file.read_text(encoding="utf-8"))
            for page, version in matched(versions.values(), _pages(file)):
                yield _gold(page, version, (addresses.get(page.name) or {}).get("url") or "")


def matched(versions: Iterator[Version], pages: list[Path]) -> list[tuple[Path, Version]]:
    """Each version with the page that holds most of its words, the surest first; no page goes with two versions."""
    texts = [(page, _words(html.unescape(gzip.decompress(page.read_bytes()).decode("utf-8")))) for page in pages]
    shares = [
        (len(words & held) / max(1, len(words)), number, page, version)
        for number, version in enumerate(versions)
        for words in [_words(_text(version))]
        for page, held in texts
    ]
    pairs: dict[Path, tuple[int, Version]] = {}
    for _, number, page, version in sorted(shares, key=lambda share: (-share[0], share[1], share[2])):
        if page not in pairs and number not in {taken for taken, _ in pairs.values()}:
            pairs[page] = number, version
    return sorted(((page, version) for page, (_, version) in pairs.items()), key=lambda pair: pair[0])


def _pages(file: Path) -> list[Path]:
    named = ((page, _PAGE.fullmatch(page.name)) for page in sorted(file.parent.glob(f"{file.stem}_*.html.gz")))
    return [page for page, match in named if match and match[1] == file.stem]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def _gold(page: Path, version: Version, url: str) -> GoldPage:
    authors = version.get("authors")
    return GoldPage(
        id=page.name.removesuffix(".html.gz"),
        url=url,
        file=page,
        text=_text(version),
        title=version.get("title"),
        authors=None if authors is None else tuple(authors),
        published=version.get("publishing_date"),
        sections=_sections(version),
    )


def _sections(version: Version) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            heading=" ".join(section.get("headline") or ()) or None, paragraphs=tuple(section.get("paragraphs") or ())
        )
        for section in (version.get("body") or {}).get("sections") or ()
    )


def _text(version: Version) -> str:
    """Standfirst, headings and paragraphs, blank lines between them."""
    summary = (version.get("body") or {}).get("summary") or ()
    parts = [part for section in _sections(version) for part in (section.heading or "", *section.paragraphs)]
    return "\n\n".join(part for part in (*summary, *parts) if part)
