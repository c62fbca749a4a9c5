"""`status`, `failures` and `explain` over two days of the demo newsroom, and that asking does no harm."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from pipeline import config, nightly
from pipeline.cli import app
from pipeline.config import Settings
from pipeline.demo.newsroom import Newsroom
from pipeline.ledger import Ledger
from pipeline.load import RunRow, read
from pipeline.models import Candidate, Rejection
from pipeline.reasons import Reason
from pipeline.storage import Store, is_held
from tests.support import free_ports, newsroom, run_night, settings_for, write_settings

COPYDESK = Path(sys.executable).with_name("copydesk")


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoDays:
    """A store after both days of the newsroom."""

    folder: Path
    settings: Settings
    first: RunRow
    second: RunRow
    port: int
    bases: dict[str, str]

    def site(self, name: str) -> str:
        return self.bases[name]

    @property
    def missing(self) -> str:
        """A page that a feed names and the site has not."""
        return f"{self.site('statehouse-observer')}/2026/10/27/auditor-withdraws-report-on-treasurers-travel-accounts/"

    @property
    def edited(self) -> str:
        """An article that its publisher changed on the second day."""
        return f"{self.site('liberty-dispatch')}/2026/10/28/harbor-dredging-contracts-audit/"


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> TwoDays:
    folder, port = tmp_path_factory.mktemp("two-days"), free_ports(6)
    settings = settings_for(folder, port)
    rows = []
    for day in (1, 2):
        with newsroom(day, port):
            rows.append(run_night(settings))
    bases = {site.id: site.base for site in Newsroom.load(base_port=port).sites}
    return TwoDays(folder=folder, settings=settings, first=rows[0], second=rows[1], port=port, bases=bases)


@pytest.fixture
def there(two_days: TwoDays, monkeypatch: pytest.MonkeyPatch) -> TwoDays:
    """In the folder of the store, which the test does not change."""
    monkeypatch.chdir(two_days.folder)
    return two_days


@pytest.fixture
def copy(two_days: TwoDays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TwoDays:
    """In a copy of it, which the test may change."""
    folder = tmp_path / "copy"
    shutil.copytree(two_days.folder, folder)
    monkeypatch.chdir(folder)
    return replace(two_days, folder=folder, settings=config.load(folder / "copydesk.toml", {}))


@pytest.fixture
def unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A configuration without a run; whoever asks leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    write_settings(tmp_path, 20_000)
    yield tmp_path
    assert [file.name for file in tmp_path.iterdir()] == ["copydesk.toml"]


def copydesk(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def asked(*arguments: str) -> Any:
    result = copydesk(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def lines(*arguments: str) -> list[str]:
    result = copydesk(*arguments)
    assert result.exit_code == 0, result.output
    return [line.rstrip() for line in result.stdout.splitlines()]


def too_wide(printed: list[str]) -> list[str]:
    """Lines of more than 80 columns but for addresses and commands, which stay whole to be copied."""
    whole = re.compile(r"https?://|^ +\S+ (rerun|failures|sources|reprocess|report|run) ")
    return [line for line in printed if len(line) > 80 and not whole.search(line)]


# --- status ---


def test_status_shows_the_nights_at_a_glance_and_what_to_do_about_the_last(there: TwoDays) -> None:
    printed = lines("status")
    assert too_wide(printed) == []
    glances = [line.split() for line in printed if re.match(r" ?\d{8}T", line)]
    assert [row[1] for row in glances] == ["nightly", "nightly"]
    assert [row[-7:] for row in glances] == [
        ["55", "7", "2", "5", "1", "all", "well"],
        ["48", "43", "0", "5", "1", "all", "well"],
    ]
    assert f"Run {there.second.run_id}, nightly: all well" in printed
    assert "Written: 7 new articles, and 2 that their publisher changed." in printed
    at = printed.index("What failed")
    assert " ".join(printed[at + 1 : at + 3]) == (
        "http_404: 1 URL (statehouse-observer 1); tried again after 20 hours, 2 times at most"
    )
    assert re.fullmatch(
        rf" {{4}}\S+ failures {there.second.run_id} --source statehouse-observer --reason http_404", printed[at + 5]
    )


def test_status_of_a_run_takes_the_beginning_of_its_name(there: TwoDays) -> None:
    told = asked("status", there.first.run_id[:-2])
    assert told["run"]["run"]["run_id"] == there.first.run_id
    result = copydesk("status", "20")
    assert result.exit_code == 2
    assert result.stderr.startswith("copydesk: 2 runs begin with '20': ")
    assert there.first.run_id in result.stderr
    assert copydesk("status", "nonsense").stderr.startswith("copydesk: no run 'nonsense'; the latest are ")


def test_status_as_json_has_all_of_it(there: TwoDays) -> None:
    told = asked("status", "--limit", "1")
    assert [*told] == ["runs", "run"]
    (glance,) = told["runs"]
    assert glance == told["run"]["run"]
    assert datetime.fromisoformat(glance["started_at"]) == there.second.started_at
    assert {name: glance[name] for name in ("kind", "of", "state", "step", "well", "verdict")} == {
        "kind": "nightly", "of": None, "state": "finished", "step": None, "well": True, "verdict": "all well",
    }  # fmt: skip
    numbers = ("discovered", "written", "revised", "unchanged", "rejected", "failed", "left")
    assert [glance[name] for name in numbers] == [55, 9, 2, 41, 5, 1, 0]
    assert [reason["reason"] for reason in told["run"]["reasons"]] == [
        "http_404", "excluded", "not_article", "robots_denied",
    ]  # fmt: skip
    assert told["run"]["reasons"][3]["advice"] == {
        "text": "Nothing to do: robots.txt says no. This shows the line.",
        "command": "sources check liberty-dispatch",
    }


def test_status_says_what_is_wrong_and_what_to_type(two_days: TwoDays, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, two_days.port)  # whose sites are not being served
    row = run_night(settings)
    file = str(tmp_path / "copydesk.toml")
    told = asked("status", "--config", file)["run"]
    assert (told["run"]["well"], told["run"]["verdict"]) == (False, "not all right")
    assert {(one["topic"], one["red"]) for one in told["troubles"]} == {("silent", True)}
    printed = lines("status", "--config", file)
    assert too_wide(printed) == []
    at = printed.index("What is wrong")
    assert printed[at + 1].startswith("Failed: landbote-aktuell: silent: no answer from http://127.0.0.1:")
    assert any(re.fullmatch(r" {4}\S+ sources check landbote-aktuell --config \S+", line) for line in printed[at:])
    found = asked("failures", "--config", file)
    assert (found["groups"], found["rerun"]) == ([], f"rerun {row.run_id}")
    assert {one["reason"] for one in found["documents"]} == {"connection"}


def test_status_answers_while_a_run_goes_on_and_after_it_was_killed(copy: TwoDays) -> None:
    with newsroom(2, copy.port), nightly.opened(copy.settings) as night:
        assert asked("status")["runs"][0]["step"] == "discover"
        nightly.discover(night)
        going_on = asked("status")["runs"][0]
        assert (going_on["state"], going_on["well"], going_on["run_id"]) == ("running", None, night.run.run_id)
        assert f"Run {night.run.run_id}, nightly: running, " in copydesk("status").stdout
        assert asked("explain", copy.edited)["address"]["state"] == "written"
        assert asked("failures")["run_id"] == night.run.run_id
        assert is_held(night.store)
    # the block ended without the run's end, as by a kill
    assert not is_held(Store.at(copy.settings.root, copy.settings.work))
    killed = asked("status")["runs"][0]
    assert (killed["run_id"], killed["state"], killed["well"]) == (going_on["run_id"], "killed", False)
    assert killed["verdict"] == "killed in discover"
    assert any(line.startswith("Its process was killed.") for line in lines("status"))


def test_a_rerun_says_what_it_is_of(copy: TwoDays) -> None:
    with Ledger.open(copy.settings.ledger_url) as ledger:
        parameters = {"kind": "rerun", "sources": ["the-quorum"], "of": copy.second.run_id}
        ledger.begin_run("29990101T000000Z-aaaa", parameters, datetime.now(UTC))
    told = asked("status")["runs"][0]
    assert (told["kind"], told["of"]) == ("rerun", copy.second.run_id)
    assert f"of {copy.second.run_id[:15]}" in " ".join(copydesk("status").stdout.split())


# --- failures ---


def test_failures_are_told_with_what_becomes_of_them(there: TwoDays) -> None:
    found = asked("failures", there.first.run_id)
    (group,) = found["groups"]
    assert (group["source"], group["reason"]) == ("statehouse-observer", "http_404")
    (url,) = group["urls"]
    assert {name: url[name] for name in ("url", "detail", "status", "in_a_row", "outlook")} == {
        "url": there.missing, "detail": "404 Not Found", "status": 404, "in_a_row": 1, "outlook": "next try",
    }  # fmt: skip
    assert datetime.fromisoformat(url["next_try_at"]) > there.second.started_at
    assert (found["documents"], found["left"], found["rerun"]) == ([], 0, f"rerun {there.first.run_id}")


def test_failures_end_with_the_command_that_does_just_these_again(there: TwoDays) -> None:
    printed = lines("failures", "--source", "statehouse-observer", "--reason", "http_404", "--reason", "timeout")
    assert too_wide(printed) == []
    assert printed[-1].endswith(
        f" rerun {there.second.run_id} --source statehouse-observer --reason http_404 --reason timeout"
    )
    assert f"  {there.missing}" in printed


def test_failures_of_a_reason_may_be_no_failures(there: TwoDays) -> None:
    (group,) = asked("failures", "--reason", "robots_denied")["groups"]
    assert [(one["outlook"], one["asked_at"]) for one in group["urls"]] == [("decided anew", None)]


def test_failures_of_a_source_that_is_none_are_a_mistake(there: TwoDays) -> None:
    result = copydesk("failures", "--source", "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"copydesk: no source 'nowhere' in run {there.second.run_id}; there are landbote")
    assert copydesk("failures", "--reason", "nothing").exit_code == 2


# --- explain ---


def test_why_a_page_is_missing(there: TwoDays) -> None:
    told = asked("explain", f"{there.missing}amp/?utm_source=feed#top")
    assert told["url"] == there.missing
    assert (told["address"]["state"], told["address"]["reason"]) == ("failed", "http_404")
    assert told["discovered_by"]["url"] == f"{there.site('statehouse-observer')}/feed/"
    assert told["named_by"] == [told["discovered_by"]["url"]]
    assert [(one["run_id"], one["result"], len(one["requests"])) for one in told["visits"]] == [
        (there.first.run_id, "rejected", 1),
        (there.second.run_id, "rejected", 0),
    ]
    assert told["visits"][0]["requests"][0]["robots_rule"] == "allowed: no rule matches"
    assert (told["kept"], told["page"], told["story"], told["next"]["step"]) == ([], None, None, "try again")
    printed = lines("explain", there.missing)
    assert too_wide(printed) == []
    assert printed[0] == there.missing
    assert any(re.fullmatch(rf" {{4}}\S+ rerun --url {there.missing}", line) for line in printed)


def test_what_changed_in_an_article(there: TwoDays) -> None:
    told = asked("explain", there.edited)
    assert [one["result"] for one in told["visits"]] == ["written", "revised"]
    assert [(one["there"], one["record"]["revisit"]) for one in told["kept"]] == [(True, False), (True, False)]
    (revision,) = told["story"]["revisions"]
    assert revision["changed_by"] == there.second.run_id
    assert revision["changes"][0] == {
        "kind": "title",
        "before": "Three Firms Shared a Decade of Harbor Contracts, Audit Finds",
        "after": "Three Firms Won Most Harbor Contracts in a Decade, Audit Finds",
    }
    printed = lines("explain", there.edited)
    assert too_wide(printed) == []
    at = next(number for number, line in enumerate(printed) if line.startswith("Changed by its publisher"))
    assert printed[at + 2 : at + 5] == [
        "  title",
        "    before: Three Firms Shared a Decade of Harbor Contracts, Audit Finds",
        "    after:  Three Firms Won Most Harbor Contracts in a Decade, Audit Finds",
    ]


def test_each_block_with_its_label_and_rule(there: TwoDays) -> None:
    told = asked("explain", there.edited)
    blocks, row = told["page"]["blocks"], told["story"]["row"]
    kept = [block for block in blocks if block["label"] == "content"]
    assert [block["position"] for block in blocks] == sorted(block["position"] for block in blocks)
    assert "\n\n".join(block["text"] for block in kept) == row["text"]
    assert {block["section"] for block in kept} == {*range(row["section_count"])}
    removed = [
        {key: block[key] for key in ("position", "label", "rule", "text", "path")}
        for block in blocks
        if block["label"] != "content"
    ]
    stored = read("removed", there.folder / "data", columns=["article_id", *removed[0]])
    own = stored[stored["article_id"] == row["article_id"]].drop(columns="article_id")
    assert removed == own.to_dict("records")
    assert (told["made_by_other_code"], told["page"]["content_hash"]) == (False, row["content_hash"])
    assert "  54 newsletter    By signing up you agree to our privacy policy. You can unsub…" in lines(
        "explain", there.edited
    )


def test_an_article_of_several_sites_names_the_others(there: TwoDays) -> None:
    told = asked("explain", f"{there.site('statehouse-observer')}/2026/11/03/foreign-observers-nine-states/")
    members = told["story"]["cluster"]["members"]
    assert [(one["source"], one["original"]) for one in members if one["original"]] == [("statehouse-observer", True)]
    assert {one["source"] for one in members} == {"liberty-dispatch", "northern-ballot", "statehouse-observer"}


def test_a_page_that_is_no_article_says_why_and_shows_its_blocks(there: TwoDays) -> None:
    (group,) = asked("failures", "--reason", "not_article")["groups"]
    told = asked("explain", group["urls"][0]["url"])
    assert (told["page"]["result"]["reason"], told["story"]) == ("not_article", None)
    assert told["page"]["blocks"]


def test_an_unknown_address_says_who_would_take_it(there: TwoDays) -> None:
    would = asked("explain", f"{there.site('liberty-dispatch')}/2026/11/09/not-yet/")
    (chance,) = would["chances"]
    assert (chance["source"], chance["refusal"], would["address"]) == ("liberty-dispatch", None, None)
    assert [one["last_read"]["outcome"] for one in chance["documents"]] == ["fetched"]
    (refused,) = asked("explain", f"{there.site('landbote-aktuell')}/wetter.html")["chances"]
    assert refused["refusal"] == {"reason": "excluded", "detail": "no include pattern matches"}
    assert asked("explain", "https://nobody.example/x")["chances"] == []
    assert re.search(
        r"\n {4}\S+ sources add https://nobody.example/", copydesk("explain", "https://nobody.example/x").stdout
    )
    assert copydesk("explain", "nothing at all").exit_code == 2


def test_an_address_in_a_command_runs_nothing_when_it_is_pasted(copy: TwoDays) -> None:
    evil = f"{copy.site('the-quorum')}/$(reboot)'`id`"
    with Ledger.open(copy.settings.ledger_url) as ledger:
        ledger.begin_run("29990101T000000Z-evil", {"sources": []}, datetime.now(UTC))
        found = Candidate(url=evil, source="the-quorum", found_by=evil)
        refused = Rejection(reason=Reason.EXCLUDED, detail="")
        ledger.enlist("29990101T000000Z-evil", (), [(found, refused)], datetime.now(UTC))
    (typed,) = [line for line in lines("explain", evil) if " rerun --url " in line]
    assert shlex.split(typed)[-1] == evil


def test_a_page_whose_bytes_are_gone_is_still_explained(copy: TwoDays) -> None:
    for file in (copy.folder / "data" / "archive").glob(f"{copy.second.run_id}*"):
        file.unlink()
    told = asked("explain", copy.edited)
    assert (told["page"], told["made_by_other_code"]) == (None, None)
    assert told["page_missing"].endswith(".warc.gz does not exist")
    assert [one["there"] for one in told["kept"]] == [True, False]
    assert told["story"]["row"]["revision"] == 2
    assert "gone from the archive" in " ".join(copydesk("explain", copy.edited).stdout.split())


def test_an_article_of_other_code_is_said_to_be_so(copy: TwoDays, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.seeing.pages.content_hash", lambda _: "0" * 64)
    assert asked("explain", copy.edited)["made_by_other_code"] is True
    assert " reprocess --source liberty-dispatch --dry-run" in copydesk("explain", copy.edited).stdout


def test_what_was_taken_down_says_when_and_why(copy: TwoDays) -> None:
    assert copydesk("remove", copy.edited, "--reason", "a court said so", "--yes").exit_code == 0
    told = asked("explain", copy.edited)
    (tombstone,) = told["takedowns"]
    assert (tombstone["reason"], told["address"]["reason"], told["story"]) == ("a court said so", "taken_down", None)
    printed = lines("explain", copy.edited)
    assert re.fullmatch(r"  Taken down on \S+ \S+ UTC: a court said so", printed[1])
    assert not any(" rerun " in line for line in printed)


def test_text_from_strangers_does_nothing_to_a_terminal(copy: TwoDays) -> None:
    engine = create_engine(copy.settings.ledger_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE urls SET detail = :evil WHERE url = :url"), {"evil": EVIL, "url": copy.missing})
    engine.dispose()
    for command in (("explain", copy.missing), ("failures",)):
        printed = lines(*command)
        assert any("␛]0;owned␇ [bold]no markup[/]" in line for line in printed)
        assert too_wide(printed) == []
        assert "\x1b" not in "".join(printed)
        assert json.loads(copydesk(*command, "--json").stdout)


EVIL = "\x1b]0;owned\x07 [bold]no markup[/] " + "x" * 10_000


# --- asking does no harm, and ends as it is documented ---


@pytest.mark.parametrize("command", [("status",), ("failures",)])
def test_before_the_first_run_it_says_how_to_begin(unused: Path, command: tuple[str, ...]) -> None:
    result = copydesk(*command)
    assert result.exit_code == 0
    assert re.fullmatch(f"No run yet in {unused / 'data'}. Begin with: \\S+ run\n", result.stdout)


def test_before_the_first_run_json_is_json(unused: Path) -> None:
    assert asked("status") == {"runs": [], "run": None}
    assert asked("failures")["groups"] == []
    told = asked("explain", "http://127.0.0.1:20000/feed-me/")
    assert [(one["source"], one["documents"][0]["last_read"]) for one in told["chances"]] == [
        ("liberty-dispatch", None)
    ]


def test_a_ledger_of_an_earlier_copydesk_is_changed_only_when_no_run_holds_the_store(copy: TwoDays) -> None:
    engine = create_engine(copy.settings.ledger_url)
    with newsroom(2, copy.port), nightly.opened(copy.settings):
        with engine.begin() as connection:
            for name in ("attempts_by_url", "captures_by_url", "urls_by_final_url", "urls_by_duplicate"):
                connection.execute(text(f"DROP INDEX {name}"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        result = copydesk("status")
        assert result.exit_code == 3
        assert result.stderr.endswith("a run of that one holds the store: ask again when it has ended\n")
    assert copydesk("status").exit_code == 0
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) != "0003"
    engine.dispose()


def test_a_ledger_that_cannot_be_used_ends_with_3(copy: TwoDays) -> None:
    Path(copy.settings.ledger_url.removeprefix("sqlite:///")).write_bytes(b"no database at all, but long enough" * 30)
    result = copydesk("status")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)


def test_a_fault_of_copydesk_s_own_ends_with_3_and_shows_itself(
    there: TwoDays, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("pipeline.seeing.glances", fails)
    result = copydesk("status")
    assert result.exit_code == 3
    assert result.stderr.endswith("RuntimeError: a fault\n")


def test_ctrl_c_ends_with_130(there: TwoDays, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.seeing.glances", interrupted)
    result = copydesk("status")
    assert (result.exit_code, result.stderr) == (130, "copydesk: interrupted\n")


@pytest.mark.parametrize("command", [["status", "--json"], ["explain", "EDITED"]])
def test_who_reads_no_further_is_no_error(there: TwoDays, command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [there.edited if word == "EDITED" else word for word in command]
    with os.fdopen(writing, "w") as nobody:
        done = subprocess.run([COPYDESK, *arguments], stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_help_documents_the_exit_statuses() -> None:
    said = " ".join(re.sub(r"[│\n]", " ", copydesk("--help").output).split())
    assert "Exit status: 0 all well; 1 finished, but not all right; 2 a mistake" in said
    assert copydesk("status", "--limit", "none").exit_code == 2
    assert copydesk("nonsense").exit_code == 2
