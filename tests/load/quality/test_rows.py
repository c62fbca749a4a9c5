"""Each check of rows finds what it is for, and lets what is right pass."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.config import QualitySettings
from pipeline.load.layout.schemas import table_of
from pipeline.load.merging.rows import staged_row
from pipeline.load.merging.staged import STAGED
from pipeline.load.quality.facts import facts_of
from pipeline.load.quality.rows import NAMES, failures_of
from tests.load.load_samples import NIGHT, article, captured, section, stated

PARAGRAPH = " ".join(f"word{number}" for number in range(60)) + "."
ALL_FAIL = QualitySettings(**dict.fromkeys([name for name in NAMES if name != "schema"], "fail"))


def failures(changes=None, settings=ALL_FAIL, **fields):
    """(check, detail) of what one article does not pass. changes: to its staged row."""
    fields = {"sections": (section(0, None, PARAGRAPH),)} | fields
    row = staged_row(captured(article("a", **fields))) | (changes or {})
    found = failures_of(facts_of(table_of(STAGED, [row])), settings)
    return [(one.check, one.detail) for one in found.get(0, ())]


def test_a_proper_article_passes_everything():
    proper = {
        "published": stated("2026-02-28T10:00:00+01:00"),
        "modified": stated("2026-03-01"),
        "language": stated("en"),
    }
    assert failures(**proper) == []


def test_a_body_of_headings_alone_is_empty():
    assert failures(sections=(section(0, None), section(1, "What next"))) == [
        ("empty_body", "no words"),
        ("tiny_body", "0 words"),
    ]


def test_headings_in_a_script_without_spaces_are_no_body():
    assert failures(sections=(section(0, None), section(1, "理事会は月曜日に橋について投票する。"))) == [
        ("empty_body", "no words"),
        ("tiny_body", "0 words"),
    ]


def test_a_body_of_a_few_words_is_tiny():
    assert failures(sections=(section(0, None, "Only a few words."),)) == [("tiny_body", "4 words")]


def test_words_are_counted_in_scripts_without_spaces():
    assert failures(sections=(section(0, None, "理事会は月曜日に橋について投票する。" * 10),)) == []


@pytest.mark.parametrize("field", ["published", "modified"])
def test_a_date_after_the_capture_is_of_the_future(field):
    assert failures(**{field: stated("2026-03-04T02:00:00Z")}) == [("future_date", "72 hours after the capture")]


def test_a_date_up_to_a_day_ahead_may_be_one_without_its_offset():
    assert failures(published=stated("2026-03-01T14:00:00")) == []


def test_dates_of_before_the_web_and_edits_long_before_publication_are_absurd():
    assert failures(published=stated("1970-01-01")) == [("absurd_date", "of the year 1970")]
    turned = {"published": stated("2026-02-28"), "modified": stated("2025-12-30")}
    assert failures(**turned) == [("absurd_date", "updated 60 days before it was published")]


def test_an_edit_before_publication_may_be_that_of_a_draft():
    assert failures(published=stated("2026-02-28"), modified=stated("2026-02-18")) == []


def test_boilerplate_is_counted_and_shown():
    text = (PARAGRAPH, "Sign up for our newsletter.", "Share this article")
    assert failures(sections=(section(0, None, *text),)) == [
        ("boilerplate_left", "2 paragraphs, the first is «Sign up for our newsletter.»")
    ]


def test_markup_and_damage_need_several_places():
    assert failures(sections=(section(0, None, PARAGRAPH, "<br> and â€™ are quoted."),)) == []
    broken = "The mayorâ€™s bridge isnâ€™t open, itâ€™s shut. <b>Why</b>"
    assert failures(sections=(section(0, None, PARAGRAPH, broken),)) == [
        ("markup_left", "2 pieces, the first is «<b>»"),
        ("encoding_damage", "3 places, the first is «he mayorâ€™s bridg»"),
    ]


def test_a_long_paragraph_that_stands_there_twice_is_told_once():
    assert failures(sections=(section(0, None, PARAGRAPH, "Yes.", "Yes."), section(1, "Again", PARAGRAPH))) == [
        ("duplicate_paragraphs", f"one paragraph, «{PARAGRAPH[:120]}…»")
    ]


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"article_id": "A"}, "article_id is 'A'"),
        ({"content_hash": "0"}, "content_hash is '0'"),
        ({"url": ""}, "url is ''"),
        ({"canonical_url": "ftp://example.org"}, "canonical_url is 'ftp://example.org'"),
        ({"source": ""}, "source is ''"),
        ({"title": " "}, "title is ' '"),
        ({"access": "bot_challenge"}, "access is 'bot_challenge'"),
        ({"section_count": 2}, "disagreement is 'section_count is not the number of its sections'"),
    ],
)
def test_a_row_that_is_not_as_the_columns_say_fails_whatever_the_settings(changes, detail):
    off = QualitySettings(**dict.fromkeys([name for name in NAMES if name != "schema"], "off"))
    assert failures(changes, off) == [("schema", detail)]


@pytest.mark.parametrize(
    ("kinds", "detail"),
    [
        ([], "a section has not one kind for each paragraph"),
        (["poem"], "a paragraph is of an unknown kind"),
    ],
)
def test_sections_agree_with_themselves(kinds, detail):
    row = staged_row(captured(article("a", sections=(section(0, None, PARAGRAPH),))))
    (only,) = row["sections"]
    assert failures({"sections": [only | {"kinds": kinds}]}) == [("schema", f"disagreement is '{detail}'")]


def test_removed_blocks_have_known_labels():
    row = staged_row(captured(article("a")))
    (only,) = row["removed"]
    strange = {"removed": [only | {"label": "poem"}]}
    assert failures(strange) == [("schema", "disagreement is 'a removed block has an unknown label'")]


def test_a_check_warns_fails_or_is_off_as_it_is_set():
    row = staged_row(captured(article("a", sections=(section(0, None, "Only a few words."),))))
    facts = facts_of(table_of(STAGED, [row]))
    severities = {
        severity: [one.severity for one in failures_of(facts, QualitySettings(tiny_body=severity)).get(0, ())]
        for severity in ("off", "warn", "fail")
    }
    assert severities == {"off": [], "warn": ["warn"], "fail": ["fail"]}


def test_each_failure_is_told_of_its_own_row():
    texts = [PARAGRAPH, "Few words.", PARAGRAPH, ""]
    rows = [
        staged_row(captured(article(f"a{n}", sections=(section(0, None, text),)), minutes=n))
        for n, text in enumerate(texts)
    ]
    facts = facts_of(table_of(STAGED, rows)).sort_values("words", ascending=False).reset_index(drop=True)
    found = failures_of(facts, QualitySettings())
    assert {number: [one.check for one in failures] for number, failures in found.items()} == {
        2: ["tiny_body"],
        3: ["empty_body", "tiny_body"],
    }


def test_the_first_capture_of_a_year_ago_is_judged_by_its_own_time():
    old = replace(
        captured(article("a", published=stated("2025-03-02"))), captured_at=datetime(2025, 3, 1, 2, tzinfo=UTC)
    )
    assert old.captured_at < NIGHT
    assert 0 not in failures_of(facts_of(table_of(STAGED, [staged_row(old)])), QualitySettings(tiny_body="off"))
