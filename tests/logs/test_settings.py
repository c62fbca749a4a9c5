"""The table `[logs]`, and what no message about a mistake quotes."""

from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import ConfigError

FILE = Path("copydesk.toml")


def mistakes(text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.parse(text.encode(), FILE, environ or {})
    return str(caught.value).splitlines()


def test_format_and_level_from_the_file_and_the_environment() -> None:
    settings = config.parse(b'[logs]\nlevel = "debug"\n', FILE, {"COPYDESK_LOGS__FORMAT": "json"})
    assert (settings.logs.format, settings.logs.level) == ("json", "debug")
    assert config.parse(b"", FILE, {}).logs == config.LogsSettings(format="auto", level="auto")


def test_mistakes_name_the_key_and_the_mend() -> None:
    assert mistakes('[logs]\nformat = "xml"\nlevels = "info"\n') == [
        "copydesk.toml: logs.format: must be 'auto', 'text' or 'json', not 'xml'",
        "copydesk.toml: logs.levels: unknown key; did you mean level?",
    ]


def test_a_value_that_may_be_a_secret_is_not_quoted() -> None:
    assert mistakes('[storage]\nroot = ["s3://key:hidden@b"]\n[ledger]\nurl = ["hidden"]\n[alerts]\nwebhook = 7') == [
        "copydesk.toml: storage.root: must be string, not a value of type list",
        "copydesk.toml: ledger.url: must be string, not a value of type list",
        "copydesk.toml: alerts.webhook: must be string, not a value of type int",
    ]
