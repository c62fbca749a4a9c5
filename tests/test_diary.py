"""What a night over the demo newsroom tells of itself: each step, each URL's end, each trouble, and nothing twice."""

import json
import logging
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline import batches, diary, logs, nightly, plans
from pipeline.config import LogsSettings, Settings, Source
from pipeline.load import read
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.summary import Summary
from pipeline.transform import extract
from tests.logs.conftest import loggers_as_before
from tests.logs.listening import listening
from tests.support import free_ports, newsroom, settings_for

Lines = list[dict[str, Any]]

__all__ = ["loggers_as_before"]


def night(settings: Settings) -> Summary:
    with nightly.opened(settings) as opened:
        nightly.discover(opened)
        nightly.fetch(opened)
        nightly.load(opened, nightly.transform(opened))
        nightly.report(opened)
        return nightly.publish(opened)


@pytest.fixture
def port() -> int:
    """Of the newsroom's first site; the sixth after it is nobody's."""
    return free_ports(7)


@pytest.fixture
def settings(tmp_path: Path, port: int) -> Settings:
    """Of the newsroom without the statehouse-observer, in whose place there is a site that does not answer; the log is
    JSON, with a line for each page."""
    demo, nobody = settings_for(tmp_path, port), f"http://127.0.0.1:{port + 6}"
    silent = Source(id="silent", homepage=f"{nobody}/", feeds=(f"{nobody}/feed/",))
    others = (source for source in demo.sources if source.id != "statehouse-observer")
    log = LogsSettings(format="json", level="debug")
    return demo.model_copy(update={"sources": (silent, *others), "logs": log})


def told(capsys: pytest.CaptureFixture[str]) -> Lines:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def of(lines: Lines, event: str) -> Lines:
    return [line for line in lines if line["event"] == event]


def test_the_log_of_a_night(
    settings: Settings, port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(page: Page) -> Article | Rejection:
        if "severn-river-by-election" in page.url:
            raise ZeroDivisionError("a planted fault")
        return extract(page)

    monkeypatch.setattr(batches, "transform_page", breaking)
    logs.set_up(settings)
    with newsroom(1, port), listening() as heard:
        row = night(settings).row
    lines = told(capsys)

    assert {line["run"] for line in lines} == {row.run_id}
    assert (lines[0]["event"], lines[0]["kind"], lines[0]["sources"]) == ("run.begins", "nightly", 6)
    assert [(line["event"], line["stage"]) for line in lines if line["event"].startswith("stage.")] == [
        (f"stage.{what}", stage) for stage in ("discover", "fetch", "transform", "load") for what in ("begins", "ends")
    ]
    assert {line["source"]: (line["candidates"], line["new"]) for line in of(lines, "discover.source")} == {
        counts.source: (counts.discovered, counts.discovered) for counts in row.sources
    }
    # every URL of the run ends once
    ends = Counter(line["url"] for event in ("url.settled", "url.rejected", "url.failed") for line in of(lines, event))
    (fault,) = of(lines, "transform.fault")
    ends[fault["url"]] += 1
    assert set(ends.values()) == {1}
    assert len(ends) == row.discovered == 39
    assert fault["traceback"].endswith("ZeroDivisionError: a planted fault")
    assert Counter(line["reason"] for event in ("url.rejected", "url.failed") for line in of(lines, event)) == {
        reason: count for reason, count in row.rejected_by_reason.items() if reason != "transform_error"
    }
    # each request of a page that came, as `fetches` has it
    fetches = read("fetches", settings.root)
    pages = fetches[(fetches["purpose"] == "article") & (fetches["outcome"] == "fetched")].set_index("url")
    assert {line["url"]: line["size"] for line in of(lines, "url.fetched")} == pages["size"].to_dict()
    # the silent site is told of when it is silent, and in the verdict
    (unanswered,) = of(lines, "discover.unanswered")
    assert (unanswered["level"], unanswered["source"], unanswered["reason"]) == ("warning", "silent", "connection")
    assert of(lines, "run.trouble") == []
    end = lines[-1]
    assert (end["event"], end["level"], end["status"]) == ("run.not_well", "error", "finished")
    assert (end["discovered"], end["written"], end["rejected"]) == (39, row.written, row.rejected)
    assert end["verdict"].startswith("silent: silent: no answer from http://127.0.0.1:")
    # Prefect is spared the lines about pages
    assert [str(record.msg) for record in heard] == [
        line["message"] for line in lines if not line["event"].startswith("url.")
    ]


def test_what_a_verdict_finds_at_the_end_is_told_at_the_end(
    settings: Settings, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    strict = settings.model_copy(update={
        "sources": plans.chosen(settings, ["the-quorum"]),
        "quality": settings.quality.model_copy(update={"tiny_body": "fail", "min_words": 10_000}),
    })  # fmt: skip
    logs.set_up(strict)
    with newsroom(1, port):
        night(strict)
    lines = told(capsys)
    (trouble,) = of(lines, "run.trouble")
    assert (trouble["topic"], trouble["source"]) == ("quality", "the-quorum")
    assert trouble["detail"].startswith("tiny_body in 6 articles: such as ")
    refused = [line["detail"] for line in of(lines, "url.rejected") if line["reason"] == "quality"]
    assert len(refused) == 6
    assert lines[-1]["verdict"] == f"the-quorum: {trouble['detail']}"


def test_a_run_that_breaks_off_and_the_one_that_takes_it_up(
    settings: Settings, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = settings.model_copy(update={"logs": LogsSettings(format="json")})
    logs.set_up(quiet)
    with newsroom(1, port):
        with pytest.raises(KeyboardInterrupt), nightly.opened(quiet) as opened:  # as killed
            nightly.discover(opened)
            raise KeyboardInterrupt
        with pytest.raises(ZeroDivisionError), nightly.opened(quiet):
            raise ZeroDivisionError
    lines = told(capsys)
    assert [line["event"] for line in lines if line["event"].startswith("run.")] == [
        "run.begins", "run.taken_up", "run.begins", "run.breaks_off",
    ]  # fmt: skip
    assert len({line["run"] for line in lines}) == 1
    assert lines[-1]["detail"] == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("reason", "event"),
    [
        (Reason.TIMEOUT, "url.failed"),
        (Reason.HTTP_403, "url.failed"),
        (Reason.HOST_RESTING, "url.rejected"),  # there may be thousands, after the failures that are told
        (Reason.NOT_ARTICLE, "url.rejected"),
    ],
)
def test_a_failure_is_told_and_a_decision_only_to_who_asks_for_all(reason: Reason, event: str) -> None:
    with listening("copydesk.url", logging.DEBUG) as heard:
        diary.turned_away("fetch", "https://example.org/a", Rejection(reason=reason))
    (record,) = heard
    assert (record.msg.event, record.levelno) == (event, logging.INFO if event == "url.failed" else logging.DEBUG)
