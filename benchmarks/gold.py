"""Gold pages: saved pages with what a careful reader takes for their article. Sets are read by `benchmarks.formats`."""

import gzip
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one heading heads; heading None before the first one."""

    heading: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page and what is known of it.

    file: the saved page, gzip of UTF-8. kind: `article`, or what else the page is. authors: None when the set does not
    say, empty when it says that there is none. published: begins with YYYY-MM-DD. must_have, must_not_have: snippets.
    """

    id: str
    url: str
    file: Path
    kind: str = "article"
    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    sections: tuple[Passage, ...] = ()
    must_have: tuple[str, ...] = ()
    must_not_have: tuple[str, ...] = ()

    def body(self) -> bytes:
        """The page's HTML in UTF-8. Raises OSError when it was not saved."""
        return gzip.decompress(self.file.read_bytes())


@dataclass(frozen=True, slots=True)
class GoldSet:
    name: str
    pages: tuple[GoldPage, ...]

    def of_kind(self, kind: str) -> tuple[GoldPage, ...]:
        """Pages of a kind; `all` for every page."""
        return tuple(page for page in self.pages if kind in ("all", page.kind))
