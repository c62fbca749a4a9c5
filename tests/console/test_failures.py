"""What a person sees of what failed: not too much of it."""

from datetime import UTC, datetime

import pytest

from pipeline.console.failures import print_failures
from pipeline.models import Problem
from pipeline.reasons import Reason
from pipeline.seeing import Counsel, FailedUrl, Failures, Group, Outlook

NIGHT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def failed(number: int, outlook: Outlook = Outlook.GIVEN_UP) -> FailedUrl:
    return FailedUrl(
        url=f"https://example.org/{number}",
        detail="no answer in 20 s",
        asked_at=NIGHT,
        status=None,
        in_a_row=2,
        outlook=outlook,
        next_try_at=NIGHT if outlook is Outlook.NEXT_TRY else None,
    )


def group(source: str, *urls: FailedUrl) -> Group:
    advice = Counsel(text="The site was too slow:", command=f"rerun r1 --source {source}")
    return Group(source=source, reason=Reason.TIMEOUT, urls=urls, advice=advice)


def printed(capsys: pytest.CaptureFixture[str], *groups: Group, documents: tuple[Problem, ...] = ()) -> list[str]:
    found = Failures(run_id="r1", started_at=NIGHT, groups=groups, documents=documents, left=0, rerun="rerun r1")
    print_failures(found, lambda command: f"copydesk {command}")
    return capsys.readouterr().out.splitlines()


def test_a_group_shows_its_first_urls_and_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, group("example", *map(failed, range(1_200))))
    assert lines[0] == "Run r1, began 2026-11-02 03:00:00 UTC: 1,200 URLs"
    assert lines[2:7] == [
        "example · timeout · 1,200 URLs",
        "  The site was too slow:",
        "    copydesk rerun r1 --source example",
        "  https://example.org/0",
        "      no answer in 20 s; failed in 2 runs in a row; given up",
    ]
    assert lines[-4:] == ["  and 1192 more; --json shows all", "", "To do again just these:", "  copydesk rerun r1"]
    assert len(lines) < 30


def test_very_many_groups_are_told_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, *(group(f"site-{number:03}", failed(1), failed(2)) for number in range(120)))
    assert "site-019 · timeout · 2 URLs" in lines
    assert "site-020 · timeout · 2 URLs" not in lines
    assert "and 100 more of the kind, 200 URLs; --source shows one, --json all" in lines


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (Outlook.NEXT_TRY, "tried again by the first run from 2026-11-02 03:00:00 UTC on"),
        (Outlook.WAITS, "taken up again by the run that goes on, or the next one"),
        (Outlook.ANEW, "decided anew by every run"),
        (Outlook.GIVEN_UP, "given up"),
        (Outlook.WRITTEN, "an article by now, or still"),
    ],
)
def test_what_becomes_of_a_url_is_said(capsys: pytest.CaptureFixture[str], outlook: Outlook, said: str) -> None:
    assert said in " ".join(" ".join(printed(capsys, group("example", failed(1, outlook)))).split())


def test_documents_without_an_answer_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    feed = Problem(source="example", url="https://example.org/feed/", reason=Reason.DNS, detail="no such host")
    lines = printed(capsys, documents=(feed,))
    assert lines[0].endswith(": no URL failed, 1 document unanswered")
    assert lines[2:5] == [
        "Feeds, sitemaps and listings that did not answer",
        "  example: https://example.org/feed/",
        "      dns: no such host",
    ]
