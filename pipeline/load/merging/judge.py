"""What a captured article is to the store: new, a new revision, or nothing new. Pure."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.load.records import Result


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Capture:
    """One capture of an article, ordered: the later one counts; the rest breaks ties, so that order never matters."""

    captured_at: datetime
    content_hash: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The article's row in the store."""

    capture: Capture
    run_id: str
    revision: int
    first_captured_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """revision: the number that the article has afterwards. writes: whether the capture becomes its row."""

    result: Result
    revision: int
    writes: bool


def judge(capture: Capture, standing: Standing | None, run_id: str) -> Verdict:
    """A run is one observation of an article: what it writes again is no further revision but the same one.

    So a resumed run reports what it reported before, and of several captures in one run the latest counts, whether they
    came in one merge or in several. A capture older than the standing row never replaces it.
    """
    if standing is None:
        return Verdict(result="written", revision=1, writes=True)
    if standing.run_id == run_id:
        result: Result = "written" if standing.revision == 1 else "revised"
        return Verdict(result=result, revision=standing.revision, writes=capture > standing.capture)
    same = capture.content_hash == standing.capture.content_hash
    if same or capture.captured_at < standing.capture.captured_at:
        return Verdict(result="unchanged", revision=standing.revision, writes=False)
    return Verdict(result="revised", revision=standing.revision + 1, writes=True)
