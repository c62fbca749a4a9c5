"""The log on standard error: for people, as JSON, for who sits at a terminal; each line once and without secrets."""

import errno
import io
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline import logs
from pipeline.config import AlertsSettings, LedgerSettings, LogsSettings, Settings, StorageSettings
from pipeline.console import terminal
from pipeline.errors import StoreError
from pipeline.events import Event, of_run, tell
from pipeline.progress import reporting_to, stage
from tests.logs.listening import caught, listening

FAILED = {"stage": "fetch", "source": "example", "url": "https://example.org/a", "reason": "timeout"}


def settings(**chosen: Any) -> Settings:
    return Settings(logs=LogsSettings(**chosen))


FAULT = ZeroDivisionError("by \x1b[31mnothing\nat all")


def test_a_line_for_people_has_time_level_and_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings())
    tell(Event.FETCH_NOTHING, stage="fetch")
    tell(Event.URL_FAILED, **FAILED)
    said = capsys.readouterr().err.splitlines()
    assert [line[24:] for line in said] == [
        " INFO    fetch: nothing to fetch, every URL is known",
        " INFO    fetch: example: https://example.org/a: timeout",
    ]
    assert all(line[4] == line[7] == "-" and line[10] == "T" and line[23] == "Z" for line in said)


def test_a_json_line_is_an_object_with_the_event_s_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(settings(format="json"))
    with of_run("20261127T030000Z-ab12"):
        tell(Event.URL_FAILED, status=None, seconds=20.00049, attempts=3, detail="not \x1b[31mcomplete", **FAILED)
    line = json.loads(capsys.readouterr().err)
    time = line.pop("time")
    assert (len(time), time[10], time[-1]) == (24, "T", "Z")
    assert line == {
        "level": "info",
        "event": "url.failed",
        "run": "20261127T030000Z-ab12",
        "stage": "fetch",
        "source": "example",
        "url": "https://example.org/a",
        "reason": "timeout",
        "detail": "not \\x1b[31mcomplete",
        "seconds": 20.0,
        "attempts": 3,
        "message": "fetch: example: https://example.org/a: timeout: not \\x1b[31mcomplete",
    }


def test_a_traceback_is_indented_for_people_and_a_field_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings())
    tell(Event.COMMAND_CRASHES, caught(FAULT), detail="ZeroDivisionError")
    first, *below = capsys.readouterr().err.splitlines()
    assert first.endswith(" ERROR   copydesk: ZeroDivisionError")
    assert (below[0], below[-2:]) == (
        "    Traceback (most recent call last):",
        ["    ZeroDivisionError: by \\x1b[31mnothing", "    at all"],
    )
    logs.set_up(settings(format="json"))
    tell(Event.COMMAND_CRASHES, caught(FAULT), detail="ZeroDivisionError")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert json.loads(said)["traceback"].startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("auto", ["fetch.nothing", "discover.overran"]),
        ("debug", ["url.fetched", "fetch.nothing", "discover.overran"]),
        ("warning", ["discover.overran"]),
        ("error", []),
    ],
)
def test_the_level_says_the_least_that_is_told(level: str, told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(settings(format="json", level=level))
    tell(Event.URL_FETCHED, stage="fetch", source="example", url="https://example.org/a", outcome="fetched")
    tell(Event.FETCH_NOTHING, stage="fetch")
    tell(Event.DISCOVER_OVERRAN, stage="discover", source="example", url="https://example.org/feed/")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == told


def test_set_up_twice_writes_once_and_leaves_others_listening(capsys: pytest.CaptureFixture[str]) -> None:
    with listening() as heard:
        logs.set_up(Settings())
        logs.set_up(Settings())
        tell(Event.FETCH_NOTHING, stage="fetch")
        tell(Event.URL_FAILED, **FAILED)
    assert capsys.readouterr().err.count("\n") == 2
    assert [str(record.msg) for record in heard] == ["fetch: nothing to fetch, every URL is known"]  # no line a page


def test_json_is_the_choice_where_the_journal_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "journal").open("w+", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        stat = os.fstat(stream.fileno())
        for journal in (f"{stat.st_dev}:{stat.st_ino}", f"{stat.st_dev}:{stat.st_ino + 1}"):
            monkeypatch.setenv("JOURNAL_STREAM", journal)
            logs.set_up(Settings())
            tell(Event.FETCH_NOTHING, stage="fetch")
        stream.seek(0)
        assert [line.startswith('{"time": "') for line in stream] == [True, False]


class Full(io.StringIO):
    """A disk without room."""

    tried = 0

    def write(self, _: str) -> int:
        self.tried += 1
        raise OSError(errno.ENOSPC, "No space left on device")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_lines_stand_above_the_bar_and_say_what_the_command_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(
        terminal, "err", Console(file=screen, force_terminal=True, width=80, soft_wrap=True, _environ={})
    )
    logs.set_up(Settings())
    with terminal.reporter() as bars, reporting_to(bars), stage("fetch", 2) as step:
        step()
        tell(Event.LOCK_NOT_RENEWED, seconds=30.0, detail="cannot write\n\x1b[2Js3://news/.lock")
        tell(Event.DISCOVER_OVERRAN, stage="discover", source="example", url="https://example.org/feed/")
        step()
    said = screen.getvalue()
    line = "lock: not renewed, tried again in 30 s: cannot write\\n\\x1b[2Js3://news/.lock\n"
    assert said.count(line) == 1
    assert said[: said.index(line)].endswith("\x1b[2K")  # the bar's line was wiped before
    assert "overran" not in said
    assert "fetch: begins" not in said


SECRETS = (
    "AKIAKEY123",
    "sto/rage+se",
    "hunter2hunter2",
    "services/T000/B000/hooked",
    "letmein-please",
    "sto%2Frage%2Bse",
)


def configured(**chosen: Any) -> Settings:
    return Settings(
        storage=StorageSettings(root="s3://AKIAKEY123:sto%2Frage%2Bse@bucket/folder?region=eu-central-1"),
        ledger=LedgerSettings(url="postgresql://desk:hunter2hunter2@db.example/news"),
        alerts=AlertsSettings(webhook="https://hooks.example/services/T000/B000/hooked"),
        logs=LogsSettings(**chosen),
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_of_the_configuration_or_the_environment_is_written(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "letmein-please")
    logs.set_up(configured(format=form))
    everything = " ".join([*SECRETS, *(str(value) for value in configured().model_dump().values())])
    tell(Event.RUN_LEFT_OPEN, run="r", detail=everything)
    tell(Event.URL_FAILED, **{**FAILED, "url": f"https://example.org/?token={SECRETS[0]}"})
    for raised in (caught(StoreError(everything)), caught(ValueError(everything))):
        tell(Event.TRANSFORM_FAULT, raised, stage="transform", source="a", url="b", detail=str(raised))
        logging.getLogger("copydesk").error("by others: %s", everything, exc_info=raised)
        logs.why(raised)
    said = capsys.readouterr().err
    assert said.count("bucket/folder") >= 7
    assert [secret for secret in SECRETS if secret in said or json.dumps(secret)[1:-1] in said] == []


def test_what_is_no_event_is_a_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(settings(format="json"))
    logging.getLogger("copydesk").warning("from %s\n", "elsewhere")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["message"]) == ("other", "warning", "from elsewhere\\n")


def test_a_log_that_cannot_be_written_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    logs.set_up(Settings())
    full = Full()
    monkeypatch.setattr(sys, "stderr", full)
    tell(Event.FETCH_NOTHING, stage="fetch")
    assert full.tried == 1


def test_why_a_command_ends(capsys: pytest.CaptureFixture[str]) -> None:
    logs.why(StoreError("no room\nleft"))
    assert capsys.readouterr().err == "copydesk: no room\ncopydesk: left\n"
    logs.set_up(settings(format="json"))
    logs.why(StoreError("no room\nleft"))
    logs.why(caught(FAULT))
    fails, crashes = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (fails["event"], fails["detail"], "traceback" in fails) == ("command.fails", "no room\\nleft", False)
    assert (crashes["event"], crashes["detail"]) == (
        "command.crashes", "ZeroDivisionError: by \\x1b[31mnothing\\nat all",
    )  # fmt: skip
    assert crashes["traceback"].splitlines()[0] == "Traceback (most recent call last):"
