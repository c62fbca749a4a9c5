"""What a person sees of `remove` and `compact`."""

from rich.markup import escape

from pipeline.console.terminal import out
from pipeline.keeping import Compacted, Target, Volume

_SHOWN = 5  # addresses of an article, before the rest are counted


def print_target(target: Target) -> None:
    """What a takedown would take out: each article with its title, and the addresses."""
    titles = {row.article_id: (row.title, row.source, row.date) for row in target.held}
    out.print("This takes out for good, from every dataset and from the archive:", highlight=False)
    for article_id in sorted(target.article_ids):
        if article_id in titles:
            title, source, day = titles[article_id]
            out.print(f"  [bold]{escape(title)}[/] ({source}, {day}, article {article_id})", highlight=False)
        else:
            out.print(f"  nothing in the datasets as article {article_id}", highlight=False)
    out.print("and these addresses are never asked for again:", highlight=False)
    for address in sorted(target.addresses)[:_SHOWN]:
        out.print(f"  {escape(address)}", highlight=False)
    if len(target.addresses) > _SHOWN:
        out.print(f"  and {len(target.addresses) - _SHOWN} more", highlight=False)


def print_taken_down(target: Target) -> None:
    """That it is done."""
    out.print(f"Taken down: {escape(target.url)}; what is left is a row in takedowns.", highlight=False)


def print_taken_down_before(target: Target) -> None:
    """That there is nothing to do."""
    for dead in target.dead:
        when = f"{dead.removed_at:%Y-%m-%d %H:%M} UTC"
        out.print(f"{escape(dead.url)} was taken down on {when}: {escape(dead.reason)}", highlight=False)


def print_compacted(done: Compacted) -> None:
    """Files and bytes before and after."""
    for name, (before, after) in (("datasets", done.datasets), ("archive", done.archive)):
        out.print(f"{name}: {_spelt(before)} → {_spelt(after)}", highlight=False)
    if done.expired:
        out.print(f"{done.expired} archive files were older than storage.keep_raw_days, and deleted", highlight=False)


def _spelt(volume: Volume) -> str:
    return f"{volume.files} files, {volume.bytes:,} bytes"
