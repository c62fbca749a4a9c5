"""What a person sees of a backfill, before the table of its run."""

from rich.markup import escape

from pipeline.backfill import Account
from pipeline.console.terminal import out


def print_account(account: Account) -> None:
    """How many answers the files have, what became of them, and where a file could not be read any further."""
    files = "1 file" if account.files == 1 else f"{account.files:,} files"
    out.print(f"Read {files} with {account.answers:,} answers:", highlight=False)
    lines = [(account.taken, "taken"), *((count, str(why)) for why, count in account.left.most_common())]
    for count, text in lines:
        out.print(f"  {count:>9,} {text}", highlight=False)
    if not account.taken:
        out.print("Nothing to bring in.", highlight=False)
    for damage in account.damages:
        where = f"{damage.file}: not read from byte {damage.offset} on: {damage.detail}"
        out.print(f"[red]Failed[/]: {escape(where)}", highlight=False, emoji=False)
