"""A text's language by its commonest words, for text that does not say: enough to tell French spacing from the rest."""

from collections.abc import Mapping

from pipeline.transform.page.normalise import words_of
from pipeline.transform.page.tables import words

_COMMON: Mapping[str, frozenset[str]] = {
    "en": words("the of and to in that is for with was"),
    "de": words("der die und das den von mit ist nicht auf"),
    "fr": words("le les des et du une est dans que pour"),
    "es": words("el los las del que una por con para y"),
    "it": words("il di che gli della per una sono con non"),
    "nl": words("het een van en dat niet zijn voor met op"),
    "pt": words("o os uma que do da em para com não"),
    "pl": words("w na się nie że jest do przez oraz jak"),
}
_SAMPLE = 2_000  # words


def guess_language(text: str) -> str | None:
    """Two-letter code, or None if no language stands out (under 5% of the words, or fewer than 3 of them)."""
    spoken = words_of(text[: 12 * _SAMPLE].lower())[:_SAMPLE]
    counts = {code: sum(word in common for word in spoken) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(3, len(spoken) // 20) else None
