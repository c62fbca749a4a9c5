"""Listing pages, such as a section's front page: the links of the site in them."""

from bs4 import BeautifulSoup, SoupStrainer

from pipeline.extract.entries import MAX_ENTRIES, Document
from pipeline.extract.urls import Home, normalise, same_site
from pipeline.models import Entry


def parse_listing(body: bytes, base: str, charset: str | None = None, home: Home | None = None) -> Document:
    """Every page of the same site that the listing at `base` links to, normalised, in order, each once, itself not.

    charset: from the Content-Type header; without it the page's own declaration or its bytes decide.
    """
    # Only what is asked for is built: of a hostile page the whole tree would take a hundred times its size.
    soup = BeautifulSoup(body, "lxml", from_encoding=charset, parse_only=SoupStrainer(["a", "base"]))
    declared = soup.find_all("base", href=True, limit=1)
    root = normalise(str(declared[0]["href"]), base) if declared else None
    found: dict[str, None] = {}
    for anchor in soup.find_all("a", href=True):
        url = normalise(str(anchor["href"]), root or base, home)
        if url is not None and same_site(url, base):
            found.setdefault(url)
    found.pop(normalise(base, home=home) or "", None)
    entries = tuple(Entry(url=url) for url in found)
    return Document(entries=entries[:MAX_ENTRIES], left_out=max(0, len(entries) - MAX_ENTRIES))
