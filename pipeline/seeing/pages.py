"""What the present code makes of a page in the archive, block by block."""

from dataclasses import dataclass, replace
from datetime import datetime

from pipeline import extract
from pipeline.errors import StoreError
from pipeline.load import content_hash
from pipeline.models import Article, CaptureRef, Page, Rejection
from pipeline.reasons import Reason
from pipeline.storage import Store
from pipeline.transform import LabelledBlock, labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page read again. ref: where it lies. size: bytes of its body. result: the article, or why it is none.

    content_hash: of the article, null without one. blocks: every one of the page, in its order.
    """

    ref: CaptureRef
    fetched_at: datetime
    status: int
    content_type: str | None
    size: int
    result: Article | Rejection
    content_hash: str | None
    blocks: tuple[LabelledBlock, ...]


def read(store: Store, ref: CaptureRef, final_url: str) -> Reading | str:
    """The page at a place of the archive, or why it is not there. final_url: after redirects, as the ledger has it."""
    try:
        capture = extract.read(extract.Shelf(store=store), ref)
    except StoreError as error:
        return str(error)
    page = Page(url=final_url, body=capture.body, charset=capture.charset, content_type=capture.content_type)
    result, blocks = _labelled(page)
    return Reading(
        ref=ref,
        fetched_at=capture.fetched_at,
        status=capture.status,
        content_type=capture.content_type,
        size=len(capture.body),
        result=result,
        content_hash=content_hash(result) if isinstance(result, Article) else None,
        blocks=blocks,
    )


def _labelled(page: Page) -> tuple[Article | Rejection, tuple[LabelledBlock, ...]]:
    try:
        result, blocks = labelled(page)
    except Exception as error:
        return Rejection(reason=Reason.TRANSFORM_ERROR, detail=f"{type(error).__name__}: {error}"), ()
    if isinstance(result, Article):
        # as a run does it: the canonical link in its one spelling
        return replace(result, canonical_url=extract.normalise(result.canonical_url) or page.url), blocks
    return result, blocks
