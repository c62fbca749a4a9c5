"""What a person sees of a rerun before it is done."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.markup import escape

from pipeline.console.terminal import new_table, out
from pipeline.ledger import LeftOver, Run, Work
from pipeline.reruns import Left, Order

_SHOWN = 20  # addresses; a terminal's screen
_UNDONE = "left undone"


def print_order(order: Order) -> None:
    """Which sources are asked and which pages are done, counted and then by name, and what is left alone."""
    if order.interrupted is not None:
        out.print(f"Goes on with rerun {order.interrupted.run_id}, which was interrupted.", highlight=False)
    if order.pages:
        out.print(_counts(order))
    _print_list("Sources asked again", (f"{one.source.id}: {one.why}" for one in order.asked))
    _print_list("To fetch", (_line(page) for page in order.pages if page.work is Work.FETCH))
    _print_list(
        "To transform from the archive, without a request",
        (_line(page) for page in order.pages if page.work is not Work.FETCH),
    )
    print_left(order.left)


def print_left(left: Iterable[Left]) -> None:
    """Pages that are left alone, by reason: one is named of each."""
    reasons: dict[str, list[str]] = {}
    for one in left:
        reasons.setdefault(one.why, []).append(one.url)
    for why, urls in reasons.items():
        more = f" and {len(urls) - 1} more" if len(urls) > 1 else ""
        out.print(f"Left alone: {escape(urls[0])}{more}: {escape(why)}", highlight=False)


def print_nothing_to_do(order: Order) -> None:
    """That there is nothing, and what of the wish is left alone."""
    print_left(order.left)
    out.print(f"Nothing to do again of {_named(order.of)}.", highlight=False)


def order_as_json(order: Order) -> dict[str, Any]:
    """All of an order."""
    return {
        "of": order.of.run_id,
        "interrupted": order.interrupted and order.interrupted.run_id,
        "sources": [{"source": one.source.id, "why": one.why} for one in order.asked],
        "pages": [
            {"url": page.url, "source": page.source, "reason": page.reason, "detail": page.detail, "work": page.work}
            for page in order.pages
        ],
        "left": [{"url": one.url, "why": one.why} for one in order.left],
    }


def _counts(order: Order) -> Any:
    table = new_table(f"Again, of {_named(order.of)}")
    for name in ("source", "reason"):
        table.add_column(name, no_wrap=True)
    for name in ("pages", "fetched", "from the archive"):
        table.add_column(name, justify="right", no_wrap=True)
    counts = Counter((page.source, page.reason or _UNDONE, page.work) for page in order.pages)
    for source, reason in sorted({(source, reason) for source, reason, _ in counts}):
        fetched, transformed = (counts[source, reason, work] for work in (Work.FETCH, Work.TRANSFORM))
        table.add_row(source, reason, str(fetched + transformed), str(fetched), str(transformed))
    table.add_section()
    fetched = sum(page.work is Work.FETCH for page in order.pages)
    table.add_row("all", "", str(len(order.pages)), str(fetched), str(len(order.pages) - fetched))
    return table


def _named(run: Run) -> str:
    return f"run {run.run_id} ({run.parameters.get('kind', 'nightly')}, {run.started_at:%Y-%m-%d %H:%M} UTC)"


def _line(page: LeftOver) -> str:
    return f"{page.url}: {page.reason or _UNDONE}"


def _print_list(title: str, lines: Iterable[str]) -> None:
    every = [*lines]
    if not every:
        return
    out.print(f"\n[bold]{title}[/] ({len(every)})", highlight=False)
    for line in every[:_SHOWN]:
        out.print(f"  {escape(line)}", highlight=False)
    if len(every) > _SHOWN:
        out.print(f"  ... and {len(every) - _SHOWN} more; --json names all of them", highlight=False)
