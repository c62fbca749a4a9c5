"""From an article to the row that is staged: pure, one function per question."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from pipeline.load.records import StagedArticle
from pipeline.models import Article, Section, Stated


def article_id(canonical_url: str) -> str:
    """16 hex digits that identify the article: the start of the SHA-256 of its canonical URL in UTF-8."""
    return hashlib.sha256(canonical_url.encode(errors="replace")).hexdigest()[:16]


def content_hash(article: Article) -> str:
    """64 hex digits over title, headings and paragraphs: what makes a revision when it changes."""
    spelt = [article.title.value, [[s.heading, list(s.paragraphs)] for s in article.sections]]
    return hashlib.sha256(json.dumps(spelt, separators=(",", ":")).encode()).hexdigest()


def instant(stated: str) -> datetime | None:
    """An ISO 8601 text as an instant in UTC; midnight for a bare date; None when it is not precise to the day."""
    try:
        moment = datetime.fromisoformat(stated)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def staged_row(staged: StagedArticle) -> dict[str, Any]:
    """A row of the staged shape."""
    article = staged.article
    return {
        "article_id": article_id(article.canonical_url),
        "url": article.url,
        "canonical_url": article.canonical_url,
        "source": staged.source,
        **_stated_fields(article),
        **_content_fields(article),
        "first_captured_at": staged.first_captured_at,
        "captured_at": staged.captured_at,
        "run_id": staged.run_id,
        "capture_file": staged.capture.file,
        "capture_offset": staged.capture.offset,
        "warnings": [],
        "date": staged.date,
        "sections": [_section(section) for section in article.sections],
        "removed": [
            {"position": r.position, "label": r.label.value, "rule": r.rule, "text": r.text, "path": r.path}
            for r in article.removed
        ],
    }


def _stated_fields(article: Article) -> dict[str, Any]:
    published, modified, rating = article.published, article.modified, article.rating
    return {
        "title": article.title.value,
        "title_method": article.title.method,
        "standfirst": _value(article.standfirst),
        "authors": [author.value for author in article.authors],
        "authors_method": ", ".join(dict.fromkeys(author.method for author in article.authors)) or None,
        "published": _value(published),
        "published_at": published and instant(published.value),
        "published_method": published and published.method,
        "modified": _value(modified),
        "modified_at": modified and instant(modified.value),
        "modified_method": modified and modified.method,
        "language": _value(article.language),
        "section": _value(article.section),
        "tags": list(article.tags),
        "image": _value(article.image),
        "rating_value": rating and rating.value,
        "rating_count": rating and rating.count,
        "author_boxes": [
            {"name": box.name, "role": box.role, "bio": box.bio, "link": box.link} for box in article.author_boxes
        ],
    }


def _content_fields(article: Article) -> dict[str, Any]:
    text = article.text
    return {
        "access": article.access.value,
        "text": text,
        "word_count": len(text.split()),
        "section_count": len(article.sections),
        "content_hash": content_hash(article),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "position": section.position,
        "level": section.level,
        "heading": section.heading,
        "text": "\n\n".join(section.paragraphs),
        "paragraphs": list(section.paragraphs),
        "kinds": [kind.value for kind in section.kinds],
    }


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None
