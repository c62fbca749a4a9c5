"""By which names a site may address this crawler, in robots.txt, X-Robots-Tag and meta elements."""

import re

# A contact's words are not the crawler's name: `User-agent: bot` is not for https://x.org/bot.
_CONTACT = re.compile(r"\S*(?:://|@)\S*")
_WORD = re.compile(r"[A-Za-z_][\w-]*")


def names_of(user_agent: str) -> frozenset[str]:
    """The product tokens (RFC 9309, 2.2.1) in a User-Agent header, in lower case, without versions and contacts."""
    return frozenset(word.lower() for word in _WORD.findall(_CONTACT.sub("", user_agent)))


def token_of(name: str) -> str:
    """The product token that a name in robots.txt begins with, in lower case; empty when it begins with none."""
    found = _WORD.match(name)
    return found[0].lower() if found else ""
