"""An extraction as plain JSON values, for `copydesk extract --json`."""

from typing import Any

from pipeline.models import Article, Rejection, Stated


def as_dict(result: Article | Rejection) -> dict[str, Any]:
    """`{"rejected": reason, "detail": ...}`, or the article: keys up to `author_boxes` in fixed order, then others."""
    if isinstance(result, Rejection):
        return {"rejected": result.reason.value, "detail": result.detail}
    return {
        "url": result.url,
        "title": result.title.value,
        "authors": [author.value for author in result.authors],
        "published": _value(result.published),
        "language": _value(result.language),
        "access": result.access.value,
        "text": result.text,
        "sections": [
            {"level": s.level, "heading": s.heading, "paragraphs": list(s.paragraphs)} for s in result.sections
        ],
        "removed": [{"label": r.label.value, "rule": r.rule, "text": r.text} for r in result.removed],
        "rating": None if result.rating is None else {"value": result.rating.value, "count": result.rating.count},
        "author_boxes": [{"name": b.name, "role": b.role, "bio": b.bio} for b in result.author_boxes],
        **_further(result),
    }


def _further(article: Article) -> dict[str, Any]:
    return {
        "canonical_url": article.canonical_url,
        "standfirst": _value(article.standfirst),
        "modified": _value(article.modified),
        "section": _value(article.section),
        "tags": list(article.tags),
        "image": _value(article.image),
        "title_method": article.title.method,
        "standfirst_method": _method(article.standfirst),
        "authors_method": _method(article.authors[0] if article.authors else None),
        "published_method": _method(article.published),
        "modified_method": _method(article.modified),
        "language_method": _method(article.language),
    }


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _method(stated: Stated | None) -> str | None:
    return stated.method if stated else None
