"""What a person sees of `reprocess`."""

from collections import Counter

from rich.markup import escape

from pipeline.console.terminal import new_table, out
from pipeline.reprocess import Comparison, Outcome

_FIELDS = 10


def print_comparison(comparison: Comparison, root: str) -> None:
    """The numbers by source, what changed most, and where all of it lies."""
    table = new_table(f"Reprocess {comparison.id} · {'dry run' if comparison.request.dry_run else 'promoted'}")
    table.add_column("source", no_wrap=True)
    for outcome in Outcome:
        table.add_column(outcome, justify="right", no_wrap=True)
    table.add_column("all", justify="right", no_wrap=True)
    for source, counts in comparison.outcomes.items():
        table.add_row(source, *(str(counts[one]) for one in Outcome), str(sum(counts.values())))
    totals = [comparison.total(one) for one in Outcome]
    table.add_section()
    table.add_row("all", *map(str, totals), str(sum(totals)))
    out.print(table)
    _print_fields(comparison)
    if comparison.total(Outcome.KEPT):
        out.print("Kept: not rebuilt, because a capture is gone from the archive (storage.keep_raw_days).")
    rate = comparison.pages / comparison.seconds if comparison.seconds else 0
    out.print(f"{comparison.pages} pages in {comparison.seconds:.1f} s, {rate:.0f} a second.", highlight=False)
    out.print(f"Page: {escape(f'{root}/{comparison.page}')}", highlight=False)
    out.print(f"File: {escape(f'{root}/{comparison.changes}')}", highlight=False)


def print_next(command: str) -> None:
    """How to have it done."""
    out.print("Nothing was changed. To have it so:", highlight=False)
    out.print(f"  {command}", highlight=False, markup=False)


def _print_fields(comparison: Comparison) -> None:
    counted: Counter[str] = Counter()
    for (_, field), count in comparison.fields.items():
        counted[field] += count
    if counted:
        most = sorted(counted.items(), key=lambda field: (-field[1], field[0]))[:_FIELDS]
        told = ", ".join(f"{field} in {count}" for field, count in most)
        rest = len(counted) - _FIELDS
        out.print(f"Changed most: {escape(told)}{f' and {rest} more fields' if rest > 0 else ''}.", highlight=False)
