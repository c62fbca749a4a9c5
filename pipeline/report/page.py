"""The report of a run as one HTML page that needs nothing else: no script, no request, every text escaped.

Titles and texts come from strangers. Jinja escapes all of them, control characters and those that turn the direction
of writing are taken out before, long ones are cut, and an address becomes a link only when it is one of the web. The
page's policy allows its one style sheet, by its hash, and nothing more.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import phrases, plots, wording
from pipeline.report.entries import Entry
from pipeline.report.facts import Facts, Place, Rejections, Share
from pipeline.report.verdicts import WORDS

_SHOWN = 12  # rows of a list before the rest are folded away
# what no text needs and what can do harm: control characters, and marks that turn the direction of what follows
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def drawn(facts: Facts) -> str:
    """A run's page."""
    remarkable = sum(one.place not in (Place.WITHIN, Place.UNKNOWN) for one in facts.volumes)
    return _render(
        "night.html",
        facts=facts,
        run=facts.run,
        word=WORDS[facts.state],
        kind=phrases.KINDS.get(facts.kind, facts.kind.capitalize()),
        took=_duration(facts.run.started_at, facts.run.finished_at),
        parameters=json.loads(facts.run.parameters),
        strips=[plots.strip(volume) for volume in facts.volumes],
        columns=plots.columns([*(new for _, new in facts.nights), facts.new]),
        most_rejected=_most(facts.rejections),
        most_removed=_most(facts.shares),
        shown=_SHOWN,
        shown_volumes=max(_SHOWN, min(remarkable, 2 * _SHOWN)),
    )


def drawn_index(entries: Sequence[Entry], older: int) -> str:
    """The page over all runs. entries: newest first. older: how many are not among them."""
    return _render("index.html", entries=entries, older=older)


def _render(template: str, **values: Any) -> str:
    style = _style()
    return _environment().get_template(template).render(**values, style=style, style_hash=_hash(style))


@cache
def _style() -> Markup:
    text = resources.files("pipeline.report").joinpath("templates", "page.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704  our own file, without a value in it


def _hash(style: str) -> str:
    """As a content security policy names what it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    filters: Mapping[str, Any] = {
        "count": lambda number: f"{number:,}",
        "usual": lambda number: f"{number:,.1f}".removesuffix(".0"),
        "percent": _percent,
        "seconds": lambda seconds: f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s",
        "took": lambda entry: _duration(entry.started_at, entry.finished_at),
        "clip": wording.clipped,
        "day": lambda instant: f"{instant:%A} {instant.day} {instant:%B %Y}",
        "short_day": lambda instant: f"{instant:%a} {instant.day} {instant:%b}",
        "utc": lambda instant: f"{instant.astimezone(UTC):%H:%M} UTC",
    }
    environment.filters.update(filters)
    environment.tests["space"] = str.isspace
    environment.tests["web"] = lambda url: url.lower().startswith(("http://", "https://"))
    environment.globals.update(spans=wording.spans, length=plots.length)
    return environment


def _harmless(value: Any) -> Any:
    """What every value that is put into a page goes through."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _HARMFUL.sub("", value)
    return value


def _most(values: Iterable[Rejections | Share]) -> float:
    """The largest of all, tonight's and usual ones."""
    return max((number for one in values for number in (one.tonight, one.usual or 0)), default=0)


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.0995 or share == 0 else f"{share:.1%}"


def _duration(started_at: datetime, finished_at: datetime | None) -> str | None:
    if finished_at is None:
        return None
    seconds = round((finished_at - started_at).total_seconds())
    minutes, hours = seconds // 60, seconds // 3600
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min {seconds % 60} s" if minutes else f"{seconds} s"
