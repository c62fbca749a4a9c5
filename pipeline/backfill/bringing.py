"""The step that a backfill has in the place of discovery and fetching: wanted pages into the archive."""

from datetime import UTC, datetime

from pipeline import extract, progress
from pipeline.backfill.choosing import Chooser, Wanted
from pipeline.backfill.reading import Read, read_answers
from pipeline.backfill.records import Account, Answer, Not, Order
from pipeline.events import Event, tell
from pipeline.ledger import Novelty
from pipeline.models import Candidate, Response, Validators
from pipeline.nightly import Night
from pipeline.reasons import Reason

_NOT_WANTED = {Novelty.HAD: Not.HAD, Novelty.OLDER: Not.OLDER, Novelty.TAKEN_DOWN: Not.TAKEN_DOWN}
_REFUSED = {Reason.TOO_LARGE: Not.LARGE, Reason.CONTENT_TYPE: Not.TYPE, Reason.RESERVED: Not.RESERVED}


def bring_in(night: Night, order: Order) -> Account:
    """Put the files' wanted pages into the archive, each at the instant of its capture, and on the run's worklist.

    Done again, it takes nothing twice. A file that is damaged counts as far as it can be read.
    """
    account = Account(files=len(order.files))
    chooser = Chooser(order.plan.sources, order.since, order.until)
    night.ledger.begin_revisits([source.id for source in night.plan.sources], datetime.now(UTC))
    with (
        progress.stage("backfill", len(order.files)) as step,
        extract.ArchiveWriter(night.archive, night.run.run_id) as writer,
    ):
        bringer = _Bringer(night, writer, chooser)
        for file in order.files:
            damage = read_answers(file, lambda answer, read: _count(account, bringer.bring(answer, read)))
            if damage is not None:
                tell(Event.BACKFILL_DAMAGED, file=str(file), offset=damage.offset, detail=damage.detail)
                account.damages.append(damage)
            step()
    return account


def _count(account: Account, why_not: Not | None) -> None:
    if why_not is None:
        account.taken += 1
    else:
        account.left[why_not] += 1


class _Bringer:
    def __init__(self, night: Night, writer: extract.ArchiveWriter, chooser: Chooser) -> None:
        self._night, self._writer, self._chooser = night, writer, chooser

    def bring(self, answer: Answer | None, read: Read) -> Not | None:
        """Take an answer; why not, where it is not taken."""
        if answer is None:
            return Not.HTTP
        chosen = self._chooser.choose(answer)
        if isinstance(chosen, Not):
            return chosen
        body = self._body(answer, read)
        if body is None:
            return Not.BODY
        settings = self._night.settings.fetch
        refusal = extract.page_refusal(
            answer.headers, body, settings, allow_reserved=chosen.source.allow_reserved
        )  # fmt: skip
        return self._kept(answer, chosen, body) if refusal is None else _REFUSED[refusal.reason]

    def _body(self, answer: Answer, read: Read) -> bytes | None:
        """Of a repeat, the body that it refers to, if it was brought in or fetched before."""
        if not answer.revisit:
            return read(self._night.settings.fetch.max_bytes + 1)
        payload = self._night.ledger.payload(answer.digest) if answer.digest else None
        return None if payload is None else extract.read(self._night.archive, payload.ref).body

    def _kept(self, answer: Answer, wanted: Wanted, body: bytes) -> Not | None:
        ledger, run_id = self._night.ledger, self._night.run.run_id
        digest = extract.payload_digest(body)
        novelty = ledger.novelty(run_id, wanted.url, answer.captured_at, digest)
        if novelty is not Novelty.WANTED:
            return _NOT_WANTED.get(novelty)
        candidate = Candidate(url=wanted.url, source=wanted.source.id, found_by=answer.file.as_uri())
        packed = extract.pack(_response(answer, wanted.url, body))
        same_as = ledger.payload(digest)
        notes = {"source": wanted.source.id, extract.COPIED_FROM: candidate.found_by}
        ref = self._writer.append(packed, same_as=same_as, notes=notes)
        ledger.bring_in(
            run_id, candidate, packed.response, ref, datetime.now(UTC), digest=digest, same_as=same_as
        )  # fmt: skip
        return None


def _response(answer: Answer, url: str, body: bytes) -> Response:
    return Response(
        url=url,
        final_url=answer.final_url,
        status=answer.status,
        reason=answer.status_text,
        headers=answer.headers,
        request_headers=(),
        body=body,
        fetched_at=answer.captured_at,
        validators=Validators(
            etag=extract.header(answer.headers, "ETag"), last_modified=extract.header(answer.headers, "Last-Modified")
        ),
    )
