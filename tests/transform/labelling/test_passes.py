"""What only the sequence of blocks shows."""

from tests.transform.pages import FIRST, SECOND, THIRD, article, outline, paragraphs, removed, story

BODY = [FIRST, SECOND, THIRD]


def test_the_heading_of_a_removed_box_goes_with_it() -> None:
    box = "<h3>Dive deeper</h3><ul class='related-posts'><li><a href='/a'>Dam opens</a></li></ul>"
    result = article(story(after=box))
    assert removed(result, "related") == ["Dive deeper", "Dam opens"]
    assert outline(result) == [(1, None)]


def test_a_heading_before_a_picture_stays() -> None:
    picture = "<figure><figcaption>In May.</figcaption></figure>"
    box = f"<h2>The river</h2>{picture}<p>It rises in April and falls in June, as a rule.</p>"
    assert outline(article(story(after=box))) == [(1, None), (2, "The river")]


def test_a_heading_with_nothing_below_is_kept() -> None:
    assert outline(article(story(after="<h2>To be continued in spring</h2>")))[-1] == (2, "To be continued in spring")


def test_an_author_box_without_markup() -> None:
    bio = "Ann Lee has written on roads and rivers since 2009."
    box = f"<h3>About the Author</h3><p>Ann Lee</p><p>Reporter</p><p>{bio}</p>"
    result = article(story(after=box))
    assert removed(result, "author_box") == [
        "About the Author",
        "Ann Lee",
        "Reporter",
        bio,
    ]
    assert paragraphs(result) == BODY


def test_everything_after_the_head_of_the_comments() -> None:
    thread = "<h3>3 Comments</h3><p>I crossed it once, and it shook like anything in the wind.</p>"
    assert paragraphs(article(story(after=thread))) == BODY


def test_a_second_copy_and_a_pull_quote_are_repetitions() -> None:
    quote = "and to take two summers if the river lets it"
    result = article(story(after=f"<p>{FIRST}</p><blockquote><p>“{quote}”</p></blockquote>"))
    assert removed(result, "other")[-2:] == [FIRST, f"“{quote}”"]
    assert paragraphs(result) == BODY


def test_sources_are_a_list_of_links_and_content() -> None:
    box = "<h2>Sources</h2><ul><li><a href='/report'>The engineer’s report</a></li></ul>"
    assert outline(article(story(after=box)))[-1] == (2, "Sources")


def test_a_teaser_card_in_the_text() -> None:
    card = "<div class=x><h3><a href='/dam'>Dam opens at last</a></h3><p>Crowds came.</p></div>"
    result = article(story(middle=card))
    assert removed(result, "related") == ["Dam opens at last", "Crowds came."]
    assert paragraphs(result) == BODY
