"""Articles that fail a quality check, over whole nights: kept aside, accounted for, and not asked for again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import config, nightly
from pipeline.config import QualitySettings, Settings
from pipeline.load import read
from tests.extract.conftest import Answer, Site
from tests.support import run_night

TINY_TEXT = (
    "The council votes on Monday on the bridge, which has been closed since the flood of last spring and which nobody "
    "expects to open before the elections."
)
LONG_TEXT = (
    f"{TINY_TEXT} The mayor had promised to have it mended by the summer. Engineers found that two of its five piers "
    "are cracked, and that the repair costs twice what was set aside for it."
)


def page(title: str, text: str) -> Answer:
    body = f"<!doctype html><title>{title}</title><article><h1>{title}</h1><p>{text}</p></article>"
    return Answer(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def site() -> Iterator[Site]:
    with closing(Site()) as site:
        items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/bridge", "/tiny"))
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        site["/feed"] = Answer(feed, headers={"Content-Type": "application/rss+xml"})
        site["/bridge"] = page("A bridge too few", LONG_TEXT)
        site["/tiny"] = page("A tiny story", TINY_TEXT)
        yield site


def settings(folder: Path, site: Site, severity: str) -> Settings:
    file = folder / "copydesk.toml"
    file.write_text(
        f'[fetch]\ndelay_seconds = 0.0\nallow_private_addresses = true\n[quality]\ntiny_body = "{severity}"\n'
        f'[[source]]\nid = "here"\nhomepage = "{site.root}/"\nfeeds = ["{site.root}/feed"]\n',
        encoding="utf-8",
    )
    return config.load(file, {})


def test_an_article_that_fails_is_rejected_and_kept_aside(tmp_path: Path, site: Site) -> None:
    failing = settings(tmp_path, site, "fail")
    row = run_night(failing)
    assert (row.discovered, row.written, row.rejected_by_reason) == (2, 1, {"quality": 1})
    (kept,) = read("quarantine", failing.root).to_dict("records")
    assert (kept["url"], kept["title"], kept["text"]) == (
        site.url("/tiny"), "A tiny story", TINY_TEXT,
    )  # fmt: skip
    assert ([*kept["failures"]], [*kept["details"]]) == (["tiny_body"], ["27 words"])
    assert read("articles", failing.root)["url"].tolist() == [site.url("/bridge")]


def test_the_finding_is_in_coverage(tmp_path: Path, site: Site) -> None:
    failing = settings(tmp_path, site, "fail")
    run_night(failing)
    (coverage,) = read("coverage", failing.root).to_dict("records")
    assert [*coverage["findings"]] == [
        {"check": "tiny_body", "severity": "fail", "rows": 1, "detail": f"such as {site.url('/tiny')}: 27 words"}
    ]
    assert (coverage["new"], coverage["words_median"]) == (1, 60.0)


def test_later_nights_do_not_ask_for_it_again(tmp_path: Path, site: Site) -> None:
    failing = settings(tmp_path, site, "fail")
    run_night(failing)
    site.requests.clear()
    row = run_night(failing)
    assert "/tiny" not in site.paths()
    assert (row.unchanged, row.rejected_by_reason) == (1, {"quality": 1})
    assert len(read("quarantine", failing.root)) == 1


def test_an_article_whose_new_version_fails_stays_as_it_is_and_is_visited_again(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = settings(tmp_path, site, "fail")
    run_night(failing)
    visits: list[tuple[int, int, dict[str, int]]] = []
    for night, text in ((1, TINY_TEXT), (2, f"{LONG_TEXT} The minister agrees.")):
        site["/bridge"] = page("A bridge too few", text)
        monkeypatch.setattr(nightly, "_now", lambda night=night: datetime.now(UTC) + timedelta(days=night))
        row = run_night(failing)
        visits.append((row.revised, row.unchanged, dict(row.rejected_by_reason)))
    assert visits == [(0, 0, {"quality": 2}), (1, 0, {"quality": 1})]
    (article,) = read("articles", failing.root).to_dict("records")
    assert article["text"].endswith("The minister agrees.")
    assert sorted(read("quarantine", failing.root)["title"]) == ["A bridge too few", "A tiny story"]


def test_an_article_that_only_warns_is_written_and_says_so(tmp_path: Path, site: Site) -> None:
    warning = settings(tmp_path, site, "warn")
    row = run_night(warning)
    assert (row.written, row.rejected) == (2, 0)
    articles = read("articles", warning.root)
    assert dict(zip(articles["url"], map(list, articles["warnings"]), strict=True)) == {
        site.url("/bridge"): [],
        site.url("/tiny"): ["tiny_body"],
    }
    (findings,) = read("coverage", warning.root)["findings"]
    assert [(f["check"], f["severity"], f["rows"], f["detail"]) for f in findings] == [
        ("tiny_body", "warn", 1, f"such as {site.url('/tiny')}")
    ]


def test_every_check_can_be_set_off(tmp_path: Path, site: Site) -> None:
    off = settings(tmp_path, site, "off")
    checks = {name: "off" for name, value in QualitySettings() if isinstance(value, str)}
    run_night(off.model_copy(update={"quality": QualitySettings(**checks)}))
    (findings,) = read("coverage", off.root)["findings"]
    assert [*findings] == []
