"""Pages that a killed run had archived and not noted, taken over."""

from pipeline.errors import StateError
from pipeline.events import Event, tell
from pipeline.extract import Orphan
from pipeline.ledger import Ledger
from pipeline.models import FetchTask


def adopt(ledger: Ledger, run_id: str | None, orphan: Orphan) -> bool:
    """Tell the ledger of a page in the name of a run; False when it waits for no such page, or there is no run."""
    if run_id is None:
        return False
    task = FetchTask(url=orphan.response.url, source=orphan.attempt.source)
    try:
        ledger.record_capture(run_id, task, orphan.response, orphan.ref, [orphan.attempt], digest=orphan.digest)
    except StateError as error:
        tell(Event.ARCHIVE_CUT, file=orphan.ref.file, detail=str(error))
        return False
    return True
