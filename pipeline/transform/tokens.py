"""Words out of class names and ids: `RelatedPosts_list__x7Kq2` says `related`, `posts`, `list`.

Names are split on punctuation, at the border of letters and digits and at capitals. Pieces that are hashes (`679fc0ad`,
`x7Kq2`) are not split further: 20 sites would lose text to the `ad` in them. Numbers are left out.
"""

import re
from functools import lru_cache
from itertools import pairwise

_PIECE = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|[^\W\d]+")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\x00-\x7f]+")
_REMEMBERED = 20_000  # names; a site's recur on each of its pages
_LONGEST = 2_000  # characters of an element's names that are read


def split_name(name: str) -> list[str]:
    """Lower-case words of one class name or id, in order.

    >>> split_name("PostAuthor_bioText__9fPq4")
    ['post', 'author', 'bio', 'text', '9fpq4']
    """
    words: list[str] = []
    for part in name[:200].replace("_", "-").split("-"):
        if part.isalpha() and part.islower():
            words.append(part)
        else:
            for piece in _PIECE.findall(part):
                words.extend(_words_of_piece(piece))
    return words


@lru_cache(_REMEMBERED)
def terms(name: str) -> frozenset[str]:
    """The words of a name and, joined by a space, every two neighbours in it (`related posts`)."""
    words = [word for word in split_name(name) if not word.isdigit()]
    return frozenset([*words, *map(" ".join, pairwise(words))])


@lru_cache(_REMEMBERED)
def terms_of(names: str) -> frozenset[str]:
    """The terms of all names of an element, which white space separates.

    >>> sorted(terms_of("menu-item menu-item-417"))
    ['item', 'menu', 'menu item']
    """
    return frozenset().union(*map(terms, names[:_LONGEST].split()))


def _words_of_piece(piece: str) -> list[str]:
    if piece.isalpha() and (piece.islower() or piece.isupper()):
        return [piece.lower()]
    borders = 0 if piece.isalpha() else len(_RUN.findall(piece)) - 1
    if borders > 1 or (borders and len(piece) <= 3):
        return [piece.lower()]  # a hash, or a plugin's prefix such as `mc4wp` and `a2a`: a word of its own
    words = _CAMEL.findall(piece)
    if len(words) > 2 and sum(map(len, words)) < 3 * len(words):
        return []
    return [word.lower() for word in words]
