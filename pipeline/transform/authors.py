"""Who wrote the article: the people of its own node, then marked names, metas, bylines, then organisations."""

from collections.abc import Iterator, Sequence

from pipeline.models import AuthorBox, Label, Stated
from pipeline.transform import people
from pipeline.transform.jsonld import Node, resolved, text_of, types
from pipeline.transform.normalise import fold
from pipeline.transform.source import Source, labelled


def authors_of(source: Source, boxes: Sequence[AuthorBox]) -> tuple[Stated, ...]:
    """Names in the order given, from the first way that gives any."""
    for way in (_json_ld_people, _marked_authors, _meta_authors, _byline_authors, _json_ld_authors):
        found = list({fold(stated.value): stated for stated in way(source)}.values())
        if found:
            return tuple(found)
    names = [box.name for box in boxes if box.name and people.whole_name(box.name) and people.is_name(box.name)]
    return tuple(Stated(value=name, method="author_box", raw=name) for name in names)


def _json_ld_people(source: Source) -> Iterator[Stated]:
    """Authors that are not the publisher itself."""
    publishers = [node for node in resolved(source.node.get("publisher"), source.nodes) if not isinstance(node, str)]
    houses = {fold(text_of(node.get("name")) or "") for node in publishers} | {
        fold(source.head.first("og:site_name") or "")
    }
    for author, stated in _json_ld_pairs(source):
        organisation = not isinstance(author, str) and "organization" in types(author)
        if not organisation and fold(stated.value) not in houses:
            yield stated


def _json_ld_authors(source: Source) -> Iterator[Stated]:
    return (stated for _, stated in _json_ld_pairs(source))


def _json_ld_pairs(source: Source) -> Iterator[tuple[Node | str, Stated]]:
    for author in resolved(source.node.get("author") or source.node.get("creator") or [], source.nodes):
        raw = (author if isinstance(author, str) else text_of(author.get("name"))) or ""
        for name in _several(raw):
            yield author, Stated(value=name, method="json_ld", raw=raw)


def _several(raw: str) -> list[str]:
    """One name, or the names of a list written into one field."""
    parts = people.names_in(raw)
    if len(parts) > 1 and all(len(part.split()) <= 4 for part in parts) and len(parts[0].split()) > 1:
        return parts
    whole = people.whole_name(raw)
    return [whole] if whole else []


def _marked_authors(source: Source) -> Iterator[Stated]:
    for element in source.elements:
        marked = element.attributes.get("itemprop") == "author" or element.attributes.get("rel") == "author"
        if marked:
            for name in people.names_in(element.text):
                yield Stated(value=name, method="rel_author" if element.tag == "a" else "microdata", raw=element.text)


def _meta_authors(source: Source) -> Iterator[Stated]:
    for key in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"):
        for raw in source.head.metas.get(key, ()):
            for name in _several(raw):
                yield Stated(value=name, method=f"meta:{key}", raw=raw)


def _byline_authors(source: Source) -> Iterator[Stated]:
    for line in labelled(source, Label.BYLINE):
        if line.rule != "sign_off" and len(line.text) <= 120:
            for name in people.names_in(line.text):
                if 2 <= len(name.split()) <= 4:
                    yield Stated(value=name, method="byline", raw=line.text)
