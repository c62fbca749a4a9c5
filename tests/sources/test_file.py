import stat
from pathlib import Path

import pytest

from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.sources import append, refuse_known, render

ENTRY = render(Source(id="example", homepage="https://example.org/", feeds=("https://example.org/feed/",)))
OLD = '# ours\n[fetch]   # how\ndelay_seconds = 2\n\n[[source]]\nid = "old"\nhomepage = "https://old.example"\nfeeds = ["https://old.example/f"]'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "copydesk.toml"


@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end"])
def test_what_stands_in_the_file_stays(file: Path, end: str) -> None:
    file.write_text(OLD + end, encoding="utf-8")
    settings = append(file, ENTRY)
    text = file.read_text(encoding="utf-8")
    assert text.startswith(OLD + end)
    assert text.endswith(f"\n\n{ENTRY}")
    assert [source.id for source in settings.sources] == ["old", "example"]
    assert settings.fetch.delay_seconds == 2
    assert [path.name for path in file.parent.iterdir()] == ["copydesk.toml"]


def test_line_ends_are_those_of_the_file(file: Path) -> None:
    before = OLD.replace("\n", "\r\n").encode()
    file.write_bytes(before)
    append(file, ENTRY)
    assert file.read_bytes() == before + b"\r\n\r\n" + ENTRY.replace("\n", "\r\n").encode()


def test_a_missing_file_is_begun_with_a_word_on_the_user_agent(tmp_path: Path) -> None:
    file = tmp_path / "new" / "copydesk.toml"
    settings = append(file, ENTRY)
    assert file.read_text(encoding="utf-8") == (
        "# What copydesk reads; README.md says what there is to set.\n"
        "\n"
        "[fetch]\n"
        "# Say who asks, and where to complain: sites see it with every request, and some refuse an unnamed robot.\n"
        '# user_agent = "your-project/1.0 (+mailto:you@example.org)"\n'
        "\n"
        f"{ENTRY}"
    )
    assert [source.id for source in settings.sources] == ["example"]
    assert settings.fetch.user_agent == "copydesk"


def test_an_empty_file_gets_the_entry_alone(file: Path) -> None:
    file.touch()
    append(file, ENTRY)
    assert file.read_text(encoding="utf-8") == ENTRY


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[fetch\n", "copydesk.toml: not valid TOML"),
        ("[fetch]\nspeed = 1\n", "copydesk.toml: fetch.speed: unknown key"),
        ("source = []\n", "copydesk.toml: not valid TOML"),  # no table can follow an array in one line
        (ENTRY, "copydesk.toml: source.id: 'example' stands twice"),
    ],
)
def test_a_file_that_would_not_load_is_left_alone(file: Path, content: str, message: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        append(file, ENTRY)
    assert file.read_text(encoding="utf-8") == content
    assert [path.name for path in file.parent.iterdir()] == ["copydesk.toml"]


def test_the_files_mode_and_a_symbolic_link_stay(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(OLD, encoding="utf-8")
    real.chmod(0o640)
    file.symlink_to(real)
    append(file, ENTRY)
    assert file.is_symlink()
    assert real.read_text(encoding="utf-8").endswith(ENTRY)
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_folder_in_the_files_place_is_named(file: Path) -> None:
    file.mkdir()
    with pytest.raises(ConfigError, match=r"copydesk\.toml: cannot be read: Is a directory"):
        append(file, ENTRY)


def test_an_id_that_is_there_is_refused(file: Path) -> None:
    known = Source(id="example", homepage="https://example.org/")
    with pytest.raises(
        ConfigError, match=r"copydesk\.toml: has a source 'example' already; choose another id with --id"
    ):
        refuse_known(known, [known], file)
    refuse_known(known, [known.model_copy(update={"id": "another"})], file)
