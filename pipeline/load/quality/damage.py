"""Bytes that were decoded wrongly, and markup that was taken for text: what either leaves in an article. Pure."""

import re

from ftfy.badness import BADNESS_RE

_LOST = re.compile("\ufffd")  # stands where bytes could not be decoded
# What UTF-8 looks like when it is read as Windows-1252, Windows-1251, Greek, Baltic or Mac. Many texts have some of it
# for a good reason; ftfy knows which, but takes twenty times as long to say so.
# One set for the first letter, or the search takes several times as long.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4РСвβā√≈‚]"
    "(?:(?<=[\u00c2-\u00f4])[\u00a0-\u00bfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]|(?<=[ÂÃ]) "
    "|(?<=[РС])[\u0402-\u040f\u0452-\u045f°±µ]|(?<=[вβā])[Ђ€]|(?<=[√≈‚]))"
)
_TAGS = "a|b|i|p|em|h[1-6]|li|ul|ol|td|tr|br|div|img|span|table|strong|script|style|iframe|figure|section|blockquote"
_MARKUP = re.compile(
    rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?\s?/?>"
    r"|&(?:amp|quot|nbsp|lt|gt|apos|hellip|[lr][sd]quo|[nm]dash|#\d{2,5}|#x[0-9a-f]{2,4});"
    r"|\[/?(?:caption|gallery|embed|audio|video|vc_\w+|et_pb_\w+)[\] ]",
    re.IGNORECASE,
)


def misread(text: str) -> list[str]:
    """Places of a text that show that its bytes were decoded wrongly, each with some letters around it."""
    if text.isascii() or not (_SUSPECT.search(text) or _LOST.search(text)):
        return []
    spans = sorted(found.span() for pattern in (_LOST, BADNESS_RE) for found in pattern.finditer(text))
    return [text[max(0, start - 8) : end + 8] for start, end in spans]


def markup(text: str) -> list[str]:
    """Tags, entities and WordPress's short codes that stand in a text."""
    return _MARKUP.findall(text) if "<" in text or "&" in text or "[" in text else []
