"""How the findings of a check look."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.config import Source
from pipeline.console import sources as console_sources
from pipeline.console.terminal import out
from pipeline.extract import DocumentCheck, SourceCheck
from pipeline.reasons import Reason


def document(
    way: str = "feed",
    age: timedelta | None = timedelta(minutes=5),
    reason: Reason | None = None,
    url: str = "https://example.org/feed/",
    detail: str = "",
) -> DocumentCheck:
    return DocumentCheck(
        way=way,
        url=url,
        reason=reason,
        detail=detail,
        robots="allowed",
        items=3,
        wanted=2,
        newest=None if age is None else datetime.now(UTC) - age,
    )


def printed(capsys: pytest.CaptureFixture[str], *documents: DocumentCheck) -> list[str]:
    source = Source(id="example", homepage="https://example.org/")
    console_sources.print_checks([SourceCheck(source=source, documents=documents)], offline=False)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=59, seconds=30), "59 min"),
        (timedelta(hours=47, minutes=30), "47 h"),
        (timedelta(hours=49), "2 days"),
        (-timedelta(hours=1), "in future"),
        (None, "no dates"),
    ],
)
def test_how_fresh_a_document_is(capsys: pytest.CaptureFixture[str], age: timedelta | None, expected: str) -> None:
    _, line, *_ = printed(capsys, document(age=age))
    assert " ".join(line.split()) == f"feed answers 3 items 2 wanted {expected} /feed/"


@pytest.mark.parametrize(("days", "summary"), [(6, ""), (8, " · without anything new for 7 days: 1")])
def test_a_source_is_as_fresh_as_its_newest_item(capsys: pytest.CaptureFixture[str], days: int, summary: str) -> None:
    old, newer = document(age=timedelta(days=90)), document(age=timedelta(days=days))
    assert printed(capsys, old, newer)[-1] == f"1 source · answering: 1{summary}"


@pytest.mark.parametrize("width", [80, 120])
def test_the_columns_keep_their_width_and_the_address_gives_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(out, "width", width)
    long = f"https://feeds.example.org/{'section/' * 20}"
    heading, first, second, problem, *_ = printed(
        capsys,
        document("wordpress", url=long, age=timedelta(days=12)),
        document("sitemap", reason=Reason.PRIVATE_ADDRESS, url=long, detail="10.0.0.1"),
    )
    assert heading == "example  https://example.org/  robots: allowed"
    assert first.startswith("  wordpress  answers            3 items    2 wanted    12 days  feeds.ex")
    assert second.startswith("  sitemap    private_address                                    feeds.ex")
    assert len(first) == len(second) == width
    assert first.endswith("…")
    assert problem == f"  sitemap {long}: 10.0.0.1"
