"""What other pages of a source have too goes; an article's own text stays, however often it was seen."""

from collections.abc import Iterable
from functools import reduce

import pytest

from pipeline.models import Article, Label, Page
from pipeline.transform import SiteMemory, remember, texts_of
from pipeline.transform.article import assembled
from pipeline.transform.labelling.learned import shipped_model
from pipeline.transform.labelling.memory import comparable, page_key
from pipeline.transform.page.normalise import fold
from pipeline.transform.survey import Survey, survey_html
from tests.transform.pages import outline, paragraphs

BOX = "<p>Zivi tory wasi: pytitiri vyzi rasy tory, sipyri wyti vasi zory pitytiry.</p>"
BOX_TEXT = "Zivi tory wasi: pytitiri vyzi rasy tory, sipyri wyti vasi zory pitytiry."
BIO = "<p>Ann Lee has written on the roads and the rivers of this county since the summer of the flood.</p>"
BIO_TEXT = "Ann Lee has written on the roads and the rivers of this county since the summer of the flood."


def own(n: int) -> list[str]:
    """Each longer than the sentence that a copy of a page may lack."""
    return [
        f"On day {n} the board of ward {n} voted to repair the old bridge, and so ended a quarrel of some fifty years.",
        f"Work on number {n} is to begin in March, said an engineer of ward {n}, and will take two summers or more.",
    ]


def page(number: int, *, before: str = "", middle: str = "", after: str = "", url: str = "") -> Page:
    """An article of two paragraphs that no other number has, in markup that says nothing."""
    first, second = own(number)
    text = f"{before}<p>{first}</p>{middle}<p>{second}</p>{after}"
    body = f"<html><body><div><h1>Ward {number} votes for its bridge</h1>{text}</div></body></html>"
    return Page(url=url or f"https://www.example.org/{number}", body=body.encode(), charset="utf-8")


def article(source: Page, known: SiteMemory | None = None) -> Article:
    """Whatever its kind: made-up words and markup that says nothing are no news page's."""
    survey = survey_html(source, source.body.decode())
    assert isinstance(survey, Survey)
    result = assembled(survey, shipped_model(), known, refuse=lambda *_: None)
    assert isinstance(result, Article), result
    return result


def memory_of(pages: Iterable[Page]) -> SiteMemory:
    results = [article(source) for source in pages]
    return reduce(lambda known, result: remember(known, result.canonical_url, texts_of(result)), results, SiteMemory())


def by_memory(result: Article) -> list[str]:
    return [block.text for block in result.removed if block.rule == "site_memory"]


# --- what goes ------------------------------------------------------------------------------------


def test_a_text_of_three_other_pages_goes_with_its_rule() -> None:
    known = memory_of(page(number, after=BOX) for number in range(1, 4))
    result = article(page(9, after=BOX), known)
    assert paragraphs(result) == own(9)
    assert [(block.label, block.rule, block.text) for block in result.removed[1:]] == [
        (Label.OTHER, "site_memory", BOX_TEXT)
    ]


def test_two_other_pages_are_not_enough() -> None:
    known = memory_of(page(number, after=BOX) for number in range(1, 3))
    assert paragraphs(article(page(9, after=BOX), known)) == [*own(9), BOX_TEXT]


def test_a_line_that_differs_in_its_numbers_or_its_date() -> None:
    months = ["Vasi", "Zory", "Tyri", "Pyti", "Wyti", "Rasy", "Sipy"]

    def lines(number: int) -> str:
        return f"<p>Vasi 1{number},500 zory</p><p>Tyri {months[number]} {number}, 2026, 1{number}:30</p>"

    known = memory_of(page(number, before=lines(number)) for number in range(6))
    result = article(page(50, before=lines(6)), known)
    assert by_memory(result) == ["Vasi 16,500 zory", "Tyri Sipy 6, 2026, 16:30"]
    assert paragraphs(result) == own(50)


def test_a_sentence_with_the_pages_title_in_it() -> None:
    known = SiteMemory()
    for number, title in enumerate(["Mayor walks on water", "Rain at the fair again", "No bell for the church"]):
        address = f"https://www.example.org/{number}"
        known = remember(known, address, [comparable(f"Tory vasi pyti «{title}», zory wasi.", fold(title))])
    ask = "<p>Tory vasi pyti «Ward 9 votes for its bridge», zory wasi.</p>"
    assert by_memory(article(page(9, after=ask), known)) == ["Tory vasi pyti «Ward 9 votes for its bridge», zory wasi."]


def test_a_box_that_was_taken_for_the_standfirst() -> None:
    def with_pitch(number: int) -> Page:
        text = f"<div><p>{own(number)[0]}</p><p>{own(number)[1]}</p></div>"
        body = f"<html><body><h1>Ward {number} votes for its bridge</h1><div class=dek>{BOX}</div>{text}</body></html>"
        return Page(url=f"https://www.example.org/{number}", body=body.encode())

    alone = article(with_pitch(9))
    assert alone.standfirst is not None
    assert alone.standfirst.value == BOX_TEXT
    helped = article(with_pitch(9), memory_of(with_pitch(number) for number in range(1, 4)))
    assert helped.standfirst is None
    assert by_memory(helped) == [BOX_TEXT]


def test_a_heading_that_is_new_goes_when_it_heads_nothing_else() -> None:
    known = memory_of(page(number, after=BOX) for number in range(1, 4))
    result = article(page(9, after=f"<h3>Pyti ward 9</h3>{BOX}"), known)
    assert by_memory(result) == ["Pyti ward 9", BOX_TEXT]


def test_after_the_text_a_seventh_of_the_pages_is_enough_and_between_paragraphs_it_is_not() -> None:
    """A frequent author's box goes; a paragraph of background that stands in several articles is theirs."""
    known = memory_of(page(number, after=BIO if number % 5 == 0 else "") for number in range(1, 21))
    assert paragraphs(article(page(50, after=BIO), known)) == own(50)
    assert paragraphs(article(page(50, middle=BIO), known)) == [own(50)[0], BIO_TEXT, own(50)[1]]


def test_between_two_boxes_it_is_enough_too() -> None:
    boxes = [f"{BOX}{BIO if number % 5 == 0 else ''}{BOX.replace('Zivi', 'Syty')}" for number in range(21)]
    known = memory_of(page(number, middle=boxes[number]) for number in range(1, 21))
    assert paragraphs(article(page(50, middle=boxes[0]), known)) == own(50)


# --- what stays -----------------------------------------------------------------------------------


def test_an_article_seen_again_and_under_other_addresses_keeps_its_text() -> None:
    again = [page(9) for _ in range(5)]
    copies = [page(9, url=f"https://www.example.org/print/{number}") for number in range(5)]
    known = memory_of([page(1), *again, *copies])
    assert len(known.pages) == 7
    assert paragraphs(article(page(9), known)) == own(9)


def test_an_earlier_version_of_the_page_is_no_other_page() -> None:
    earlier = page(8, after=BOX, url="https://www.example.org/9")
    known = memory_of([page(1, after=BOX), page(2, after=BOX), earlier])
    assert paragraphs(article(page(9, after=BOX), known)) == [*own(9), BOX_TEXT]


@pytest.mark.parametrize(
    "url", ["http://www.example.org/9", "https://www.example.org/9/", "https://www.example.org/9#comments"]
)
def test_a_page_is_the_same_page_under(url: str) -> None:
    assert page_key(url) == page_key("https://www.example.org/9")


def test_a_heading_stays_on_however_many_pages_it_is() -> None:
    known = memory_of(page(number, middle="<h2>Conclusion</h2>", after=BOX) for number in range(1, 9))
    result = article(page(50, middle="<h2>Conclusion</h2>", after=BOX), known)
    assert outline(result) == [(1, None), (2, "Conclusion")]
    assert paragraphs(result) == own(50)


def test_a_heading_goes_with_the_box_that_it_heads_and_the_text_after_stays() -> None:
    box = f"<h3>Vasi zory</h3>{BOX}"
    known = memory_of(page(number, middle=box) for number in range(1, 9))
    for result in (article(page(50, middle=box), known), article(page(50, after=box), known)):
        assert outline(result) == [(1, None)]
        assert paragraphs(result) == own(50)


def test_a_heading_stays_when_a_box_of_every_page_happens_to_follow_it() -> None:
    middles = [BOX if number % 3 == 0 else f"<h2>Conclusion</h2>{BOX}" for number in range(21)]
    known = memory_of(page(number, middle=middles[number]) for number in range(1, 21))
    result = article(page(50, middle=middles[1]), known)
    assert outline(result) == [(1, None), (2, "Conclusion")]
    assert by_memory(result) == [BOX_TEXT]


@pytest.mark.parametrize("middle", ["<h2>Conclusion</h2><p>Wasi</p>", "<h2>Conclusion</h2><h2>Last words</h2>"])
def test_a_heading_stays_before_a_mark_and_before_another_heading(middle: str) -> None:
    known = memory_of(page(number, middle=middle) for number in range(1, 9))
    assert outline(article(page(50, middle=middle), known))[1] == (2, "Conclusion")


def test_the_rows_of_a_table_stay_together() -> None:
    def table(votes: int) -> str:
        return f"<table><tr><td>Party</td><td>Votes</td></tr><tr><td>Lake</td><td>{votes}</td></tr></table>"

    known = memory_of(page(number, after=table(number)) for number in range(1, 9))
    assert paragraphs(article(page(50, after=table(50)), known))[2:] == ["Party | Votes", "Lake | 50"]
    assert paragraphs(article(page(50, after=table(3)), memory_of(page(n, after=table(3)) for n in range(9)))) == own(
        50
    )


def test_the_opening_of_an_article_stays_that_is_teased_on_every_page() -> None:
    teaser = f"<p><a href='/50'>Ward 50 votes for its bridge</a></p><p>{own(50)[0]}</p>"
    known = memory_of(page(number, after=teaser) for number in range(1, 9))
    assert paragraphs(article(page(50), known)) == own(50)
    assert paragraphs(article(page(60, after=teaser), known)) == own(60)
