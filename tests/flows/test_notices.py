"""Who is told of a red run, and that telling never fails one."""

import logging
from pathlib import Path

import pytest

from flows import notices
from tests.flows.hook import Hook
from tests.flows.summaries import OVERRAN, SILENT

NOTICE = notices.notice(
    flow_run="nightly 2026-11-27 08:00, all sources",
    run="20261127T080000Z-beef",
    state="failed",
    headline="the-quorum: silent",
    troubles=[SILENT, OVERRAN],
)


def configured(folder: Path, webhook: str) -> str:
    file = folder / "copydesk.toml"
    file.write_text(f'[alerts]\nwebhook = "{webhook}"\n', encoding="utf-8")
    return str(file)


def test_the_webhook_is_told_what_is_wrong_and_how_to_look_further(hook: Hook, tmp_path: Path) -> None:
    notices.post(configured(tmp_path, hook.url), NOTICE)
    assert hook.told == [
        {
            "text": "copydesk: nightly 2026-11-27 08:00, all sources failed: the-quorum: silent",
            "flow_run": "nightly 2026-11-27 08:00, all sources",
            "run": "20261127T080000Z-beef",
            "state": "failed",
            "headline": "the-quorum: silent",
            "troubles": [
                {
                    "topic": "silent",
                    "source": "the-quorum",
                    "text": "silent: no answer from http://q.example/feed: refused",
                    "red": True,
                },
                {"topic": "overran", "source": "ballot", "text": "all of the feed is new", "red": False},
            ],
            "look": ["copydesk status 20261127T080000Z-beef", "copydesk failures 20261127T080000Z-beef"],
        }
    ]


def test_a_webhook_that_refuses_is_a_warning_without_its_address(
    hook: Hook, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hook.status = 500
    with caplog.at_level(logging.WARNING, "copydesk"):
        notices.post(configured(tmp_path, hook.url), NOTICE)
    assert caplog.messages == ["alerts.webhook: answered 500, nobody was told"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/secret", "no-address/secret", "http://[secret"])
def test_a_webhook_that_is_not_there_is_a_warning_without_its_address(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "copydesk"):
        notices.post(configured(tmp_path, address), NOTICE)
    (message,) = caplog.messages
    assert message.startswith("alerts.webhook: no answer (")
    assert "secret" not in message


def test_without_a_webhook_nobody_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "copydesk.toml").write_text("", encoding="utf-8")
    notices.post(str(tmp_path / "copydesk.toml"), NOTICE)
    notices.post(str(tmp_path / "nowhere.toml"), NOTICE)
    assert caplog.messages == []
