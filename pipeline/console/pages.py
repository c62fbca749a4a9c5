"""What a person sees of one page."""

from collections import Counter

from rich.markup import escape

from pipeline.console.strangers import harmless
from pipeline.console.terminal import out
from pipeline.models import Article, Rejection


def print_result(result: Article | Rejection) -> None:
    """An article as a person reads it, or why there is none."""
    if isinstance(result, Rejection):
        out.print(f"[red]rejected[/]: {result.reason} {_plain(result.detail)}")
        return
    out.print(f"[bold]{_plain(result.title.value)}[/]")
    byline = [*(author.value for author in result.authors), result.published.value if result.published else ""]
    out.print(_plain(" · ".join(part for part in byline if part)), style="dim")
    for section in result.sections:
        if section.heading:
            out.print(f"\n[bold]{'#' * section.level} {_plain(section.heading)}[/]")
        for paragraph in section.paragraphs:
            out.print(_plain(paragraph))
    removed = Counter(block.label for block in result.removed)
    out.print(f"\nremoved: {', '.join(f'{label} {count}' for label, count in removed.most_common())}", style="dim")


def _plain(text: str) -> str:
    """A site's text as it is, without markup or what a terminal would obey."""
    return escape(harmless(text))
