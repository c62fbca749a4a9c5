"""Which article is which, before and after, and what differs between the two. Pure."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from pipeline.load import View

Pair = tuple[View | None, View | None]


def matched(before: Sequence[View], after: Sequence[View]) -> Iterator[Pair]:
    """Pairs of the same article, those without a counterpart at the end of their URL.

    An article is known by its id; where that changed with its canonical address, by the URL that it came from.
    """
    old, new = _by_url(before), _by_url(after)
    for url in sorted(old.keys() | new.keys()):
        yield from _matched(old[url], new[url])


def differences(before: View, after: View) -> Iterator[tuple[str, str | None, str | None]]:
    """The fields that differ: name, before and after, as `load.rebuilding.changes` has them."""
    for name in dict.fromkeys([*before.fields, *after.fields]):
        old, new = before.fields.get(name), after.fields.get(name)
        if old != new:
            yield name, spelt(old), spelt(new)


def spelt(value: Any) -> str | None:
    """A value as text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _by_url(views: Iterable[View]) -> dict[str, dict[str, View]]:
    found: dict[str, dict[str, View]] = defaultdict(dict)
    for view in views:
        found[view.url][view.article_id] = view
    return found


def _matched(old: dict[str, View], new: dict[str, View]) -> Iterator[Pair]:
    yield from ((old[key], new[key]) for key in sorted(old.keys() & new.keys()))
    gone = sorted((old[key] for key in old.keys() - new.keys()), key=_age)
    come = sorted((new[key] for key in new.keys() - old.keys()), key=_age)
    yield from zip(gone, come, strict=False)
    yield from ((view, None) for view in gone[len(come) :])
    yield from ((None, view) for view in come[len(gone) :])


def _age(view: View) -> tuple[datetime, str]:
    return view.fields["captured_at"], view.article_id
