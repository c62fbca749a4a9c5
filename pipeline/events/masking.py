"""Passwords and keys taken out of what is shown.

Two nets: what is known to be secret, of the configuration and the environment, is taken out wherever it stands; and
what looks like a secret in an address, whoever it belongs to: `user:password@`, and parameters called like a key.
"""

import re
from collections.abc import Iterable

HIDDEN = "***"

_SHORTEST = 6  # characters; a shorter secret would be found in every other word
# abfs://container@account names no user
_USER = re.compile(r"\b(?!abfss?://[^\s/?#:@]*@)([a-z][a-z0-9+.-]{0,30}://)[^\s/?#\"'<>]*@", re.IGNORECASE)
_PARAMETER = re.compile(
    r"""(?<![\w.-])    # the beginning of a name
    ((?:[\w.-]*[_.-])?(?:key|sig|sid|auth|pwd|pass|jwt|hmac)(?:[_-](?:id|key))?
    |[\w.-]*(?:token|secret|signature|password|passwd|credential|apikey|accesskey|session)[\w.-]*
    )(=|%3D)[^\s&;\#"'<>,)\]}]*[^\s&;\#"'<>,)\]}:.]    # a sentence goes on after : and .
    """,
    re.IGNORECASE | re.VERBOSE,
)

_known: set[str] = set()


def keep_secret(values: Iterable[str]) -> None:
    """Take these out of everything that is told from now on."""
    _known.update(value for value in values if len(value) >= _SHORTEST)


def masked(text: str) -> str:
    """A text with `***` for each secret in it."""
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = _USER.sub(rf"\1{HIDDEN}@", text) if "@" in text else text
    return _PARAMETER.sub(rf"\1\2{HIDDEN}", text) if "=" in text or "%3" in text else text
