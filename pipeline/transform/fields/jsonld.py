"""JSON-LD: the node that describes the article, with references inside the page resolved."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.transform.page.tables import words

Node = Mapping[str, Any]

_OPENING = re.compile(r"\[\s*[\[{\]]|\{")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_BETWEEN_OBJECTS = re.compile(r"\}\s*(?:;\s*)?\{")
_MAX_NODES = 2_000
_MOST_ITEMS = 200  # of a list: each may be looked for among all nodes
_ARTICLE_TYPES = words("""
    article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    askpublicnewsarticle reviewnewsarticle blogposting liveblogposting report techarticle scholarlyarticle
    socialmediaposting review satiricalarticle advertisercontentarticle
""")


def read_nodes(scripts: Sequence[str]) -> list[Node]:
    """Every object in the scripts, outer before inner; a script that is no JSON gives none."""
    nodes: list[Node] = []
    for script in scripts:
        for node in _objects(_parsed(script)):
            nodes.append(node)
            if len(nodes) >= _MAX_NODES:
                return nodes
    return nodes


def _parsed(script: str) -> Any:
    """What a script holds, whatever comment, CDATA or semicolon stands around it; None if it is no JSON."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return _mended(script)


def _mended(script: str) -> Any:
    """`script` read after each of the repairs that templates make necessary, None if none of them is enough."""
    text = _inner(script)
    for mend in (_same, _without_commas, _unescaped, _listed):
        text = mend(text)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _inner(script: str) -> str:
    """From the first bracket to the last, those of CDATA marks left out."""
    text = script.replace("<![CDATA[", "").replace("]]>", "")
    start = _OPENING.search(text)
    return text[start.start() if start else 0 : max(text.rfind("}"), text.rfind("]")) + 1]


def _same(text: str) -> str:
    return text


def _without_commas(text: str) -> str:
    """Without trailing commas and backslashes that escape nothing."""
    return _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", text))


def _unescaped(text: str) -> str:
    """With quotes for `&quot;`, where a template escaped the whole script."""
    return html.unescape(text) if text.count("&quot;") > text.count('"') else text


def _listed(text: str) -> str:
    """Objects that stand side by side as a list."""
    return f"[{_BETWEEN_OBJECTS.sub('},{', text)}]"


def _objects(value: Any) -> Iterator[Node]:
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting.extend(reversed(list(current.values())))
        elif isinstance(current, list):
            waiting.extend(reversed(current))


def types(node: Node) -> frozenset[str]:
    """Lower-case types without the vocabulary's address."""
    stated = node.get("@type")
    named = stated if isinstance(stated, list) else [stated]
    return frozenset(name.rsplit("/", 1)[-1].lower() for name in named if isinstance(name, str))


def is_article(node: Node) -> bool:
    return bool(types(node) & _ARTICLE_TYPES)


def article_node(nodes: Sequence[Node]) -> Node:
    """The node of the article: of several, the one that says most of headline, author and date. Empty without any.

    An entry of a live blog is not the article.
    """
    entries = {id(entry) for node in nodes for entry in _list(node.get("liveBlogUpdate"))}
    found = [node for node in nodes if is_article(node) and id(node) not in entries]
    told = ("headline", "author", "datePublished", "articleBody", "mainEntityOfPage")
    return max(found, key=lambda node: sum(bool(node.get(key)) for key in told), default={})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def resolved(value: Any, nodes: Sequence[Node]) -> list[Node | str]:
    """`value` as a list of nodes and strings; bare `{"@id": ...}` replaced by the node of that id."""
    out: list[Node | str] = []
    for item in _list(value)[:_MOST_ITEMS]:
        if isinstance(item, str):
            out.append(item)
        elif isinstance(item, dict):
            out.append(_target(item, nodes) if not item.get("name") and "@id" in item else item)
    return out


def _target(reference: Node, nodes: Sequence[Node]) -> Node:
    same = [node for node in nodes if node.get("@id") == reference["@id"]]
    return max(same, key=len, default=reference)


def text_of(value: Any) -> str | None:
    """A string field as text: the first of a list, entities decoded, None if there is none."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("url") or value.get("name")
    if not isinstance(value, str):
        return None
    text = html.unescape(value).strip()
    return (text if text.isascii() else text.encode("utf-8", "ignore").decode()) or None  # no lone surrogates
