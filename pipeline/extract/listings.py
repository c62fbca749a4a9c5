"""Listing pages, such as a section's front page: the links of the site in them."""

from bs4 import BeautifulSoup

from pipeline.extract.urls import normalise, same_site


def listing_links(body: bytes, base: str, charset: str | None = None) -> list[str]:
    """Every page of the same site that the listing at `base` links to, normalised, in order, each once, itself not.

    charset: from the Content-Type header; without it the page's own declaration or its bytes decide.
    """
    soup = BeautifulSoup(body, "lxml", from_encoding=charset)
    declared = soup.find_all("base", href=True, limit=1)
    root = normalise(str(declared[0]["href"]), base) if declared else None
    found: dict[str, None] = {}
    for anchor in soup.find_all("a", href=True):
        url = normalise(str(anchor["href"]), root or base)
        if url is not None and same_site(url, base):
            found.setdefault(url)
    found.pop(normalise(base) or "", None)
    return list(found)
