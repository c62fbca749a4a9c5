"""How data-only modules write their sets down: as text, which reads better than a column of quoted strings."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, which white space separates."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of `text`, which commas separate; white space inside one counts as a single space."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
