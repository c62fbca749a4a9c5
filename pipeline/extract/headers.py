"""Reading header fields."""

from collections.abc import Iterable


def header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first header of that name, in whatever case."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def content_type_of(headers: Iterable[tuple[str, str]]) -> tuple[str | None, str | None]:
    """Media type in lower case and charset as given, from the Content-Type header; None for what it does not say."""
    kind, *parameters = (header(headers, "Content-Type") or "").split(";")
    named = (parameter.partition("=") for parameter in parameters)
    charsets = (value.strip(" \t\"'") for name, _, value in named if name.strip().lower() == "charset")
    return kind.strip().lower() or None, next(charsets, None) or None
