"""The page of a comparison: one file without a script, nothing in it that a stranger wrote is taken for markup."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.reprocess.records import Comparison, Outcome

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "page.css").read_text(encoding="utf-8")
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def render(comparison: Comparison) -> str:
    """The page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment.get_template("page.html").render(
        comparison=comparison,
        outcomes=[*Outcome],
        totals={outcome: comparison.total(outcome) for outcome in Outcome},
        fields=_fields(comparison),
        headline=headline(comparison),
        policy=_POLICY,
        style=_STYLE,
    )


def headline(comparison: Comparison) -> str:
    """What it comes to, in a line."""
    gained, lost, changed = (comparison.total(one) for one in (Outcome.GAINED, Outcome.LOST, Outcome.CHANGED))
    if not gained + lost + changed:
        return "The present extractor makes the same articles of the archive."
    if comparison.request.dry_run:
        return f"Reprocessing would change {changed:,} articles, gain {gained:,} and lose {lost:,}."
    return f"Reprocessing changes {changed:,} articles, gains {gained:,} and loses {lost:,}."


def _fields(comparison: Comparison) -> Mapping[str, list[tuple[str, int]]]:
    """By source, the fields that differ, the most frequent first."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (source, field), count in sorted(comparison.fields.items(), key=lambda one: (one[0][0], -one[1], one[0][1])):
        found[source].append((field, count))
    return found
