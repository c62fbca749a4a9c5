"""A run in Prefect's UI: a table, a verdict, and nothing of a stranger's text as markup."""

from hypothesis import given
from hypothesis import strategies as st

from flows import artifacts
from pipeline.health import Topic, Trouble
from tests.flows.summaries import OVERRAN, SILENT, summary


def test_the_table_has_a_line_for_each_source_and_one_for_all() -> None:
    lines = artifacts.table(summary().row)
    assert [line["source"] for line in lines] == ["ballot", "the-quorum", "all"]
    assert lines[0] == {
        "source": "ballot", "discovered": 3, "fetched": 2, "written": 1, "revised": 0, "unchanged": 0, "rejected": 2,
        "pending": 0, "reasons": "1 http_404, 1 timeout",
    }  # fmt: skip


def test_the_verdict_names_what_is_wrong_and_what_to_type() -> None:
    assert artifacts.verdict(summary(SILENT, OVERRAN)) == (
        "## Not all right\n\n"
        r"- **Failed** · the\-quorum: silent\: no answer from http\:\/\/q\.example\/feed\: refused" "\n"
        "- Warning · ballot: all of the feed is new\n"
        "\nLook further:\n\n"
        "    copydesk status 20261127T080000Z-beef\n"
        "    copydesk failures 20261127T080000Z-beef\n"
        "    copydesk rerun 20261127T080000Z-beef --dry-run\n"
    )  # fmt: skip


def test_all_well_is_said() -> None:
    assert artifacts.verdict(summary()).startswith("## All well\n")


def test_a_long_text_is_cut() -> None:
    long = Trouble(topic=Topic.QUALITY, source="ballot", text="w" * 10_000, red=True)
    assert len(artifacts.verdict(summary(long))) < 1_500


@given(st.text())
def test_a_strangers_text_is_one_line_without_markup(text: str) -> None:
    escaped = artifacts.escaped(text)
    assert "\n" not in escaped
    unescaped = escaped.replace("\\\\", "").split("\\")
    assert not any(mark in part[1:] for part in unescaped for mark in "<>[]()*_`#!&|~:")


def test_html_and_links_are_shown_as_they_are_written() -> None:
    assert artifacts.escaped("<script>a()</script>\n[x](http://e)") == (
        r"\<script\>a\(\)\<\/script\> \[x\]\(http\:\/\/e\)"
    )
