"""Listing pages, such as a section's front page: the links of the site in them."""

from pipeline.extract.discovery.entries import Document
from pipeline.extract.discovery.soup import soup_of
from pipeline.extract.urls import Home, normalise, same_site
from pipeline.models import Entry

MAX_BYTES = 3_000_000  # twice the largest front pages; of links alone Beautiful Soup reads so many in ten seconds


def parse_listing(body: bytes, base: str, charset: str | None = None, home: Home | None = None) -> Document:
    """Every page of the same site that the listing at `base` links to, normalised, in order, each once, itself not.

    charset: from the Content-Type header; without it the page's own declaration or its bytes decide.
    """
    soup = soup_of(body[:MAX_BYTES], ["a", "base"], charset)
    declared = soup.find_all("base", href=True, limit=1)
    root = normalise(str(declared[0]["href"]), base) if declared else None
    found: dict[str, None] = {}
    for anchor in soup.find_all("a", href=True):
        url = normalise(str(anchor["href"]), root or base, home)
        if url is not None and same_site(url, base):
            found.setdefault(url)
    found.pop(normalise(base, home=home) or "", None)
    shortfall = f"more than {MAX_BYTES} bytes, the rest not read" if len(body) > MAX_BYTES else ""
    return Document(entries=tuple(Entry(url=url) for url in found), shortfall=shortfall)
