"""Parts of an HTML page, by Beautiful Soup."""

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, SoupStrainer
from bs4.dammit import EncodingDetector

from pipeline.extract.discovery.charsets import decoded

_XML_DECLARATIONS = re.compile(r"(?:\s*<\?xml[^>]*(?:>|\Z))+")


def soup_of(body: bytes, names: Sequence[str], charset: str | None = None) -> BeautifulSoup:
    """The elements of these names, without what lies around them: of a hostile page the whole tree is a hundred times
    as large as the page. charset: from the Content-Type header; without it the page's own declaration or its bytes
    decide."""
    declared = charset or EncodingDetector.find_declared_encoding(body[:4096], is_html=True)
    # A page that begins as XML, or that looks like a file's name, would have Beautiful Soup warn its programmer.
    text = "".join(decoded(body, declared))
    declaration = _XML_DECLARATIONS.match(text)
    begin = declaration.end() if declaration else 0
    return BeautifulSoup(f"{text[begin:]}\n", "lxml", parse_only=SoupStrainer(list(names)))
