"""What coverage says of a run's articles, asked of the datasets after it."""

from dataclasses import replace
from datetime import timedelta

from pipeline.config import QualitySettings
from pipeline.load import assess, check, findings_of_run, merge, stage, write_coverage, write_run
from pipeline.load.records import Finding
from tests.load.accounts.test_runs import RUN, SOURCE
from tests.load.load_samples import DAY, NIGHT, article, captured, removed, section, stated

SETTINGS = QualitySettings(duplicate_paragraphs="off")
FAILING = SETTINGS.model_copy(update={"tiny_body": "fail", "drift_length": "fail"})


def page(slug, words, **fields):
    return article(slug, sections=(section(0, None, " ".join(["word"] * words)),), **fields)


def run(store, number, *rows, settings=SETTINGS, sources=("example",)):
    """A run's load and report, `number` nights after the first; what is said of its sources."""
    row = replace(
        RUN,
        run_id=f"r{number}",
        started_at=NIGHT + timedelta(days=number),
        sources=tuple(replace(SOURCE, source=source, written=len(rows), revised=0) for source in sources),
    )
    names = [stage(rows, store, row.run_id, "00000")]
    checked = check(names, store, row.run_id, settings, row.started_at)
    merged = merge(checked.batches, store, row.run_id, row.started_at)
    quality = assess(store, row, {one.date for one in merged}, settings)
    write_coverage(store, row, unanswered={}, overran={}, quality=quality)
    write_run(store, row)
    return quality


def night(number, words, count=6):
    """New articles of one night, of about so many words."""
    first = DAY + timedelta(days=number)
    return [captured(page(f"n{number}-{n}", words + n), nights=number, first=first) for n in range(count)]


def test_a_source_is_measured_by_its_new_articles(store):
    rows = [
        captured(page("a", 60, authors=(stated("Ann Ode"),), published=stated("2026-03-01"))),
        captured(page("b", 80, removed=(removed(3, "x" * 400), removed(4, "y" * 300)))),
        captured(page("c", 70), source="other"),
    ]
    quality = run(store, 0, *rows, sources=("example", "other", "silent"))
    example, silent = quality["example"], quality["silent"]
    assert (example.words_median, example.missing["authors"], example.missing["published"]) == (70.0, 1, 1)
    text, share = 59 * 5 + 4 + 79 * 5 + 4, len("Share this") + 700
    assert example.removed_share == share / (share + text)
    assert (quality["other"].words_median, silent.words_median, silent.removed_share) == (70.0, None, None)


def test_revisions_are_not_new_but_their_warnings_count(store):
    run(store, 0, captured(page("a", 60)))
    quality = run(store, 1, captured(page("a", 20), nights=1))["example"]
    assert quality.words_median is None
    assert quality.findings == (
        Finding(check="tiny_body", severity="warn", rows=1, detail="such as https://example.org/a"),
    )


def test_what_was_kept_aside_is_a_finding_and_is_not_measured(store):
    quality = run(store, 0, captured(page("a", 60)), captured(page("b", 20)), settings=FAILING)["example"]
    assert quality.words_median == 60.0
    assert quality.findings == (
        Finding(check="tiny_body", severity="fail", rows=1, detail="such as https://example.org/b: 20 words"),
    )


def test_a_drift_is_noted(store):
    for number in range(8):
        assert run(store, number, *night(number, 600))["example"].findings == ()
    assert run(store, 8, *night(8, 200))["example"].findings == (
        Finding(
            check="drift_length",
            severity="warn",
            rows=0,
            detail="a median of 202 words, against 402 to 904 in the last 8 runs",
        ),
    )


def test_a_drift_that_fails_keeps_the_sources_articles_aside_and_is_noted_once(store):
    for number in range(8):
        run(store, number, *night(number, 600), settings=FAILING)
    other = captured(page("other", 200), source="other", nights=8, first=DAY + timedelta(days=8))
    quality = run(store, 8, *night(8, 200), other, settings=FAILING, sources=("example", "other"))
    assert (quality["example"].words_median, quality["other"].words_median) == (None, 200.0)
    assert [(one.check, one.severity, one.rows) for one in quality["example"].findings] == [("drift_length", "fail", 0)]


def test_a_source_without_articles_where_it_had_many_is_noted(store):
    for number in range(8):
        run(store, number, *night(number, 600, count=12))
    assert run(store, 8)["example"].findings == (
        Finding(
            check="drift_volume",
            severity="warn",
            rows=0,
            detail="0 new articles, against 12 in the middle of the last 8 runs",
        ),
    )


def test_the_findings_of_a_run_are_read_back(store):
    run(store, 0, captured(page("a", 20)))
    run(store, 1, captured(page("b", 60), nights=1))
    assert findings_of_run(store, "r0", DAY) == [
        ("example", Finding(check="tiny_body", severity="warn", rows=1, detail="such as https://example.org/a"))
    ]
    assert findings_of_run(store, "r1", DAY + timedelta(days=1)) == []
