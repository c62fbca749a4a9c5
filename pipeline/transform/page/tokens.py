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
_REMEMBERED = 3_000  # names; a site has about a hundred, and they recur on each of its pages
_LONGEST_NAME = 200  # characters of a name that are read
_LONGEST = 2_000  # and of all names of an element
_LONGEST_REMEMBERED = 400  # so that what is remembered is bounded in bytes too


def split_name(name: str) -> list[str]:
    """Lower-case words of one class name or id, in order.

    >>> split_name("PostAuthor_bioText__9fPq4")
    ['post', 'author', 'bio', 'text', '9fpq4']
    """
    words: list[str] = []
    for part in name[:_LONGEST_NAME].replace("_", "-").split("-"):
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


def terms_of(names: str) -> frozenset[str]:
    """The terms of all names of an element, which white space separates.

    >>> sorted(terms_of("menu-item menu-item-417"))
    ['item', 'menu', 'menu item']
    """
    return _remembered_terms_of(names) if len(names) <= _LONGEST_REMEMBERED else _terms_of(names[:_LONGEST])


def _terms_of(names: str) -> frozenset[str]:
    return frozenset().union(*[terms(name[:_LONGEST_NAME]) for name in names.split()])


_remembered_terms_of = lru_cache(_REMEMBERED)(_terms_of)


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
