"""What reports tell of an article that is taken out for good, taken out of them."""

import json
from collections.abc import Collection

from markupsafe import escape

from pipeline.errors import StoreError
from pipeline.report.names import FOLDER, INDEX, VERDICTS
from pipeline.storage import Store


def forget(store: Store, addresses: Collection[str]) -> list[str]:
    """Delete the pages that name one of the addresses, and the verdicts that do; the names of what was deleted.

    `copydesk report RUN` writes a page anew, without the article. May be repeated. Raises StoreError for what cannot be
    read or written.
    """
    named = [str(escape(address)).encode() for address in addresses]
    pages = [file.name for file in store.files(FOLDER) if file.name.endswith(".html")]
    gone = [name for name in pages if _names(store.read(name), named)]
    if _forget_verdicts(store, addresses) and INDEX in pages and INDEX not in gone:
        gone.append(INDEX)
    for name in gone:
        store.delete(name)
    return gone


def _names(page: bytes, addresses: Collection[bytes]) -> bool:
    return any(address in page for address in addresses)


def _forget_verdicts(store: Store, addresses: Collection[str]) -> bool:
    """Whether any named one of the addresses. What is taken out is judged anew when the index is written."""
    try:
        kept = json.loads(store.read(VERDICTS))
    except (StoreError, ValueError):
        return False
    left = {run_id: one for run_id, one in kept.items() if not any(address in one["line"] for address in addresses)}
    if left == kept:
        return False
    store.write(VERDICTS, json.dumps(left).encode())
    return True
