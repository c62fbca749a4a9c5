"""Every mistake in a configuration is one clear line that names the key and the mend."""

from pathlib import Path

import pytest

from pipeline.config import Settings, load
from pipeline.errors import ConfigError

COMPLETE = """
[storage]
root = "data"
[ledger]
url = "sqlite:///data/ledger.sqlite"
[fetch]
user_agent = "copydesk-test/1 (+mailto:desk@example.org)"
delay_seconds = 1.5
timeout_seconds = 20
max_bytes = 10_000_000
concurrency = 4
allow_private_addresses = true
[[source]]
id = "example"
name = "Example Politics"
homepage = "https://example.org"
country = "US"
language = "en"
feeds = ["https://example.org/feed/"]
sitemaps = []
listings = []
wordpress = false
include = []
exclude = ["/video/"]
"""
SOURCE = '[[source]]\nid = "a"\nhomepage = "https://a.example"\nfeeds = ["https://a.example/feed"]\n'


def read(folder: Path, text: str, environ: dict[str, str] | None = None) -> Settings:
    file = folder / "copydesk.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ or {})


def mistakes(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text, environ)
    return [line.removeprefix(f"{folder / 'copydesk.toml'}: ") for line in str(caught.value).splitlines()]


def test_a_complete_file_is_read(tmp_path: Path) -> None:
    settings = read(tmp_path, COMPLETE)
    assert settings.root == str(tmp_path / "data")
    assert settings.ledger_url == f"sqlite:///{tmp_path}/data/ledger.sqlite"
    assert settings.fetch.delay_seconds == 1.5
    assert settings.fetch.timeout_seconds == 20
    assert [source.id for source in settings.sources] == ["example"]
    assert settings.sources[0].feeds == ("https://example.org/feed/",)
    assert settings.sources[0].exclude == ("/video/",)


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    settings = read(tmp_path, SOURCE)
    assert settings.root == str(tmp_path / "data")
    assert settings.ledger_url == f"sqlite:///{tmp_path}/data/ledger.sqlite"
    assert settings.fetch.delay_seconds == 1.0
    assert settings.fetch.allow_private_addresses is False


def test_a_database_address_stays_as_it_is(tmp_path: Path) -> None:
    settings = read(tmp_path, '[ledger]\nurl = "postgresql://desk@db/copydesk"\n' + SOURCE)
    assert settings.ledger_url == "postgresql://desk@db/copydesk"


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    environ = {"COPYDESK_STORAGE__ROOT": "/srv/news", "COPYDESK_FETCH__DELAY_SECONDS": "3"}
    settings = read(tmp_path, COMPLETE, environ)
    assert settings.root == "/srv/news"
    assert settings.fetch.delay_seconds == 3


def test_a_bucket_has_its_work_in_a_folder_of_this_machine(tmp_path: Path) -> None:
    address = "s3://key:secret@news/desk?region=eu-central-1"
    settings = read(tmp_path, f'[storage]\nroot = "{address}"\n' + SOURCE)
    assert settings.root == address
    assert settings.work == tmp_path / "data"
    assert settings.ledger_url == f"sqlite:///{tmp_path}/data/ledger.sqlite"
    elsewhere = read(tmp_path, f'[storage]\nroot = "{address}"\nwork = "on/this"\n' + SOURCE)
    assert elsewhere.work == tmp_path / "on/this"


def test_a_secret_in_an_address_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    settings = read(tmp_path, '[storage]\nroot = "s3://key:hidden@news/desk"\n' + SOURCE)
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[fetch]\ndelay_second = 1\n", "fetch.delay_second: unknown key; did you mean delay_seconds?"),
        ("[fetsh]\n", "fetsh: unknown key; did you mean fetch?"),
        ('[fetch]\ntimeout_seconds = "20"\n', "fetch.timeout_seconds: must be number, not '20'"),
        ("[fetch]\nconcurrency = 0\n", "fetch.concurrency: must be greater than or equal to 1, not 0"),
        (
            "[fetch]\nrevisit_days = [2, 1]\n",
            "fetch.revisit_days: use ages in days, above 0 and ascending, such as [1, 2, 4], or [] for none",
        ),
        ("[fetch]\njitter = 2\n", "fetch.jitter: must be less than or equal to 1, not 2"),
        ('[quality]\ntiny_body = "warm"\n', "quality.tiny_body: must be 'off', 'warn' or 'fail', not 'warm'"),
        ("[quality]\ntiny_body = false\n", "quality.tiny_body: must be 'off', 'warn' or 'fail', not False"),
        ('[quality]\nempty_bodies = "warn"\n', "quality.empty_bodies: unknown key; did you mean empty_body?"),
        (SOURCE + 'colour = "red"\n', "source 'a'.colour: unknown key; did you mean country?"),
        (SOURCE + "wordpress = 1\n", "source 'a'.wordpress: must be boolean, not 1"),
        (SOURCE + 'include = "x"\n', """source 'a'.include: must be an array, such as ["..."], not 'x'"""),
        (
            SOURCE + 'include = ["("]\n',
            "source 'a'.include: '(' is no regular expression: missing ), unterminated subpattern at position 0",
        ),
        (
            SOURCE + 'sitemaps = ["a.example/map.xml"]\n',
            "source 'a'.sitemaps: 'a.example/map.xml' is no web address; it must begin with https:// or http://",
        ),
        (SOURCE + SOURCE, "source.id: 'a' stands twice; give every [[source]] an id of its own"),
        ('[[source]]\nid = "a"\nfeeds = []\n', "source 'a'.homepage: missing; add homepage = ..."),
        (
            '[[source]]\nid = "a"\nhomepage = "https://a.example"\n',
            "source 'a': no way to find articles; add feeds, sitemaps, listings or wordpress = true",
        ),
        ('[source]\nid = "a"\n', "source: must be [[source]] tables, with double brackets"),
        ("sources = []\n", "sources: unknown key; sources are [[source]] tables"),
        (
            '[storage]\nroot = "ftp://bucket/x"\n',
            "storage.root: 'ftp://bucket/x' ftp:// is none of s3://, gs://, gcs://, abfs://, abfss://; "
            "a folder is given as its path",
        ),
        (
            '[storage]\nroot = "s3:///x"\n',
            "storage.root: 's3:///x' names no bucket; write it as s3://bucket/folder",
        ),
        (
            '[storage]\nroot = "s3://key:se/cret@bucket/x"\n',
            "storage.root: 's3://...' has a key or secret that is cut short; write / in it as %2F, + as %2B and "
            "@ as %40",
        ),
        ("[storage]\nkeep_raw_days = 0\n", "storage.keep_raw_days: must be greater than 0, not 0"),
    ],
)
def test_a_mistake_names_the_key_and_the_mend(tmp_path: Path, text: str, expected: str) -> None:
    assert mistakes(tmp_path, text) == [expected]


def test_a_quality_check_is_set_by_its_name(tmp_path: Path) -> None:
    settings = read(tmp_path, '[quality]\nfuture_date = "fail"\n' + SOURCE, {"COPYDESK_QUALITY__TINY_BODY": "off"})
    quality = settings.quality
    assert (quality.empty_body, quality.future_date, quality.tiny_body) == ("fail", "fail", "off")


def test_every_mistake_has_its_line(tmp_path: Path) -> None:
    lines = mistakes(tmp_path, "[fetch]\nspeed = 1\n" + '[[source]]\nid = "A b"\n')
    assert [line.split(":")[0] for line in lines] == ["fetch.speed", "source 'A b'.id", "source 'A b'.homepage"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: no such file; name yours with --config"):
        load(tmp_path / "nowhere.toml", {})


def test_what_is_no_toml_is_said_with_its_place(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "[storage\n") == [
        "not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 9)"
    ]


def test_an_override_of_an_unknown_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"COPYDESK_STORE__ROOT: no table \[store\] to override"):
        read(tmp_path, SOURCE, {"COPYDESK_STORE__ROOT": "/srv"})
