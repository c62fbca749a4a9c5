"""The page as it is written, without a browser."""

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.health import Topic
from pipeline.load.nights import Change, Example
from pipeline.models import RunStatus
from pipeline.report.concerns import Concern, Sign
from pipeline.report.facts import Place
from pipeline.report.page import drawn
from pipeline.report.verdicts import State
from tests.report.planted import HOSTILE_TITLES, LONG_WORD, OVERRIDE, SCRIPT
from tests.report.samples import RUN, cluster, edit, facts, volume

SILENT = Concern(
    source="quiet",
    signs=(Sign(topic=Topic.SILENT, check=None, word="Silent", text="no answer from https://q.org/feed", red=True),),
    example=None,
    commands=("copydesk sources check quiet",),
)


def parsed(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def words(html: str, selector: str) -> list[str]:
    """The texts of the elements, white space made single."""
    return [" ".join(node.text().split()) for node in parsed(html).css(selector)]


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    html = drawn(facts())
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = parsed(html).css('meta[http-equiv="Content-Security-Policy"]')
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_it_has_no_script_no_inline_style_and_asks_for_nothing() -> None:
    page = parsed(drawn(facts(concerns=(SILENT,), state=State.RED)))
    assert page.css("script, img, iframe, object, embed, form, link, base, [style], [src], [srcset]") == []
    names = {name for node in page.css("*") for name in node.attributes}
    assert [name for name in names if name.startswith("on")] == []


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = parsed(drawn(facts(concerns=(SILENT,) * 10, state=State.RED)))
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    targets = {str(node.attributes["href"])[1:] for node in page.css('a[href^="#"]')}
    assert targets - {*ids} == set()
    assert [name for name, times in ids.items() if times > 1] == []


def test_the_head_has_the_verdict_the_date_and_four_numbers() -> None:
    html = drawn(facts())
    assert words(html, "h1") == ["All well"]
    assert words(html, ".when") == ["Night of Tuesday 3 November 2026, 07:00 UTC"]
    assert words(html, ".figures div") == ["New 47", "Edited 3", "Rejected 10", "Took 4 min 9 s"]
    assert words(html, ".concerns") == []


def test_what_is_wrong_is_told_with_what_to_do() -> None:
    html = drawn(facts(concerns=(SILENT,), state=State.RED, line="quiet: silent."))
    assert words(html, ".verdict") == ["Not all right quiet: silent."]
    assert words(html, ".concerns > li") == [
        "quiet Silent no answer from https://q.org/feed copydesk sources check quiet",
    ]


def test_of_many_troubles_the_first_are_told_and_all_are_below() -> None:
    many = tuple(replace(SILENT, source=f"quiet-{number}") for number in range(11))
    html = drawn(facts(concerns=many, state=State.RED))
    assert [("copydesk" in text) for text in words(html, ".concerns > li")] == [True] * 4 + [False] * 4
    assert words(html, "header .more") == ["And 3 more"]
    assert len(words(html, ".alarms > li")) == 11


def test_the_numbers_of_the_run_add_up_on_the_page() -> None:
    assert words(drawn(facts()), ".sum") == [
        "1,240 discovered = 50 written + 1,180 unchanged + 10 rejected + 0 pending"
    ]


def test_every_number_of_a_table_leads_to_its_query() -> None:
    page = parsed(drawn(facts()))
    cells = page.css("td.figure")
    assert len(cells) > 10
    assert [cell.text() for cell in cells if cell.css_first("a.number") is None and cell.text() != "–"] == []


def test_tables_say_what_plots_show() -> None:
    html = drawn(facts())
    assert words(html, ".volume tbody tr")[0].startswith("example 9 7–12")
    assert words(html, "#rejections ~ table tbody tr th") == ["timeout failure", "excluded"]
    assert words(html, "#hosts ~ table tbody tr") == [
        "example.org 7 failed, then left alone: 2 not asked 0.42 s 12 s 61"
    ]
    assert [node.text() for node in parsed(html).css("#removed ~ table td.figure")] == ["31%", "0.4%"]
    assert words(html, ".volume desc") == [
        "Usual are 7 to 12, 8.5 in the middle. The last nights, oldest first: 7, 8, 12, 9"
    ]


def test_every_plot_has_a_title() -> None:
    plots = [node for node in parsed(drawn(facts())).css("svg") if node.attributes.get("aria-hidden") != "true"]
    assert len(plots) == 5
    assert [node.css_first("title") is not None and node.attributes["role"] == "img" for node in plots] == [True] * 5


def test_many_sources_are_folded_away_but_those_out_of_range() -> None:
    odd = [volume(f"odd-{number:02d}", 0, Place.ALARM) for number in range(15)]
    usual = [volume(f"usual-{number:03d}") for number in range(185)]
    page = parsed(drawn(facts(volumes=(*odd, *usual))))
    shown = [node.text() for node in page.css(".beside > div > .volume tbody th")]
    assert (len(shown), shown[0]) == (15, "odd-00 out of range")
    assert len(page.css("details .volume tbody th")) == 185
    assert words(page.html or "", ".beside details summary") == ["185 more sources"]


@pytest.mark.parametrize("title", HOSTILE_TITLES, ids=lambda title: title[:12])
def test_a_hostile_title_is_text(title: str) -> None:
    hostile = edit(title=title, largest=Change(before=title, after=f"{title} {title}"))
    changed = edit(title_change=Change(before="Before", after=title))
    example = replace(SILENT, example=Example(title=title, url="https://q.org/1"))
    html = drawn(facts(edits=(hostile, changed), clusters=(cluster(title),), concerns=(example,), state=State.RED))
    page = parsed(html)
    assert page.css("script, img, [onerror]") == []
    assert max(map(len, re.findall(r"\S+", page.body.text() if page.body else ""))) < 300
    assert re.search("[\u202a-\u202e\u2066-\u2069]", html) is None


def test_a_title_is_shown_as_it_is_and_cut_when_it_is_long() -> None:
    html = drawn(facts(clusters=(cluster(SCRIPT), cluster(OVERRIDE), cluster(LONG_WORD))))
    assert words(html, ".stories:not(.edits) .story")[:2] == [SCRIPT, "Vote gnitoV and more"]
    assert len(words(html, ".stories:not(.edits) .story")[2]) == 140


def test_only_addresses_of_the_web_become_links() -> None:
    html = drawn(facts(clusters=(cluster(url="javascript:alert(1)"), cluster(url="https://example.org/?a=1&b=2"))))
    links = parsed(html).css(".stories:not(.edits) .story a")
    assert [(node.attributes["href"], node.attributes["rel"]) for node in links] == [
        ("https://example.org/?a=1&b=2", "noreferrer nofollow noopener")
    ]


def test_what_was_changed_is_told_word_by_word() -> None:
    html = drawn(facts(edits=(edit(title_change=Change(before="Mayor resigns", after="Mayor stays")),)))
    assert words(html, ".edits .story") == ["Mayor resigns stays"]
    assert [words(html, f".edits .story {tag}") for tag in ("del", "ins")] == [["resigns"], ["stays"]]
    assert words(html, ".edits .by") == ["example, 25% of the text in 1 part, the article"]


def test_a_run_without_anything_is_a_page_too() -> None:
    nothing = dict.fromkeys(("volumes", "rejections", "hosts", "clusters", "edits", "shares", "nights"), ())
    run = replace(RUN, status=RunStatus.RUNNING, finished_at=None, sources=())
    html = drawn(facts(**nothing, run=run))
    assert words(html, ".none") == [
        "Nothing of this run is in coverage yet.",
        "Nothing was rejected.",
        "None: every source answered, and every check passed.",
        "No host was asked for anything.",
        "None: no new article has its text in common with another.",
        "None: no article that was visited again has another text.",
        "No new article, so nothing was removed.",
    ]
