"""Commands that fail: why, in the format of the log, and without what is secret."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import keeping
from pipeline.cli import app
from pipeline.models import Problem
from pipeline.reasons import Reason
from tests.support import free_ports, write_settings
from tests.test_health import verdict

WEBHOOK = "https://hooks.example/services/T000/B000/hooked"
SECRETS = ("hunter2hunter2", "services/T000/B000/hooked")


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The log's format, in a folder whose configuration has secrets in it."""
    write_settings(tmp_path, 20_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_LOGS__FORMAT", request.param)
    monkeypatch.setenv("COPYDESK_ALERTS__WEBHOOK", WEBHOOK)
    monkeypatch.setenv("COPYDESK_LEDGER__URL", f"postgresql://desk:hunter2hunter2@127.0.0.1:{free_ports(1)}/news")
    return str(request.param)


def test_a_database_that_does_not_answer(form: str) -> None:
    result = CliRunner().invoke(app, ["compact"])
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    said = json.loads(line)["detail"] if form == "json" else line.removeprefix("copydesk: ")
    assert said.startswith("ledger.url: cannot use postgresql://***@127.0.0.1:")
    assert "Connection refused" in said
    assert not any(secret in result.output for secret in SECRETS)


def test_a_fault_of_copydesk_s_own(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> None:
        raise ValueError(f"no answer from {WEBHOOK} for hunter2hunter2")

    monkeypatch.setattr(keeping, "opened", failing)
    result = CliRunner().invoke(app, ["compact"])
    assert result.exit_code == 3
    assert result.stderr.count("Traceback") == 1
    assert "ValueError: no answer from *** for ***" in result.stderr
    assert not any(secret in result.output for secret in SECRETS)


def test_a_key_in_a_feed_s_address_is_in_no_verdict() -> None:
    url = "https://example.org/feed/?api_key=0123456789"
    problem = Problem(source="quiet", url=url, reason=Reason.TIMEOUT, detail="")
    assert (
        verdict(problems=[problem]).line
        == "quiet: silent: no answer from https://example.org/feed/?api_key=***: timeout"
    )
