"""What is taken out, and under which name; and what looks like boilerplate and stays."""

import pytest

from tests.transform.pages import FIRST, SECOND, THIRD, article, paragraphs, removed, story

BODY = [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("label", "box", "text"),
    [
        ("share_bar", "<div class='social-share'><a href='#'>Share</a> <a href='#'>Tweet</a></div>", "Share Tweet"),
        ("share_bar", "<div class='ShareBar_bar__9fPq'><span>Send</span></div>", "Send"),
        (
            "newsletter",
            "<div class='subscription-widget-wrap'><p>Get our letter each Monday.</p></div>",
            "Get our letter each Monday.",
        ),
        ("newsletter", "<p>Sign up for our daily newsletter</p>", "Sign up for our daily newsletter"),
        ("related", "<div class='related-posts'><ul><li><a href='/a'>Other</a></li></ul></div>", "Other"),
        (
            "related",
            "<p><strong>READ MORE: <a href='/a'>Bridge toll falls</a></strong></p>",
            "READ MORE: Bridge toll falls",
        ),
        ("related", "<ul><li><a href='/a'>One other story</a></li><li><a href='/b'>Two</a></li></ul>", "Two"),
        ("toc", "<ul><li><a href='#a'>First part</a></li><li><a href='#b'>Second part</a></li></ul>", "First part"),
        ("advertisement", "<p>Advertisement</p>", "Advertisement"),
        ("advertisement", "<p>Anzeige</p>", "Anzeige"),
        ("caption", "<figure><img><figcaption>The bridge in May.</figcaption></figure>", "The bridge in May."),
        ("caption", "<p class='wp-caption-text'>The bridge in June.</p>", "The bridge in June."),
        ("rating_widget", "<p>Average rating 4.77/5. Vote count: 192</p>", "Average rating 4.77/5. Vote count: 192"),
        (
            "comments",
            "<div id='comments'><h2>2 thoughts</h2><p>I crossed it once and it shook like anything.</p></div>",
            "2 thoughts",
        ),
        ("consent", "<div class='cookie-notice'><p>We use cookies.</p></div>", "We use cookies."),
        ("tags", "<div class='tags-links'><a rel=tag href='/t'>Bridges</a></div>", "Bridges"),
        ("player", "<p>Listen to this article</p>", "Listen to this article"),
        (
            "navigation",
            "<nav class='post-navigation'><a href='/p'>Previous: Dam opens</a></nav>",
            "Previous: Dam opens",
        ),
        ("legal", "<p>© Example Media 2026</p>", "© Example Media 2026"),
        ("byline", "<p>(dpa/ap)</p>", "(dpa/ap)"),
        ("byline", "<p>(hab/dpa)</p>", "(hab/dpa)"),
        ("byline", "<p>— Editing by Lena Roth</p>", "— Editing by Lena Roth"),
        ("related", "<aside><p>Lire aussi : <a href='/a'>Le barrage</a></p></aside>", "Lire aussi: Le barrage"),
        ("date", "<p>4 min read</p>", "4 min read"),
        ("other", "<div data-nosnippet><p>Boilerplate by its own word.</p></div>", "Boilerplate by its own word."),
        ("title", "<p>Board votes for bridge</p>", "Board votes for bridge"),
    ],
)
def test_boxes_inside_the_text(label: str, box: str, text: str) -> None:
    result = article(story(middle=box))
    assert text in removed(result, label)
    assert paragraphs(result) == BODY


@pytest.mark.parametrize(
    "kept",
    [
        "<p>The county's credit rating fell to AA, and 34 votes were cast; the average rating is A.</p>",
        "<p class='paywall'>This paragraph is for subscribers and is the article's all the same.</p>",
        "<p>Correction: An earlier version of this article gave the wrong year. It was 1987.</p>",
        "<footer><p>This article was amended on 8 December. It misstated the bridge’s length.</p></footer>",
        "<aside><p>What it means: drivers lose eleven minutes a day, and gain them back in two summers.</p></aside>",
        "<div class='callout'><p>Tolls will be the same for all, the board has said more than once.</p></div>",
        "<p>She shares a newsletter with her readers, and comments on what they write.</p>",
        "<p>Advertisement revenue fell by a tenth in the same year, the paper said.</p>",
        "<p>He said: <a href='/speech'>the bridge is ours</a>, and went home.</p>",
        "<ul><li>Two lanes</li><li>One path</li></ul>",
        "<p><a href='/x'>A link</a> that opens a long paragraph is no link to something else as a whole.</p>",
        "<div class='sc-679fc0ad-0'><p>The hash in this class has the letters of an advertisement in it.</p></div>",
    ],
)
def test_traps_stay(kept: str) -> None:
    assert len(paragraphs(article(story(middle=kept)))) > len(BODY)


def test_words_on_a_wrapper_do_not_take_the_article() -> None:
    page = story().replace("<main>", "<main class='has-comments sidebar category-politics'>")
    assert paragraphs(article(page.replace("entry-content", "newsletter-content"))) == BODY


def test_a_site_whose_names_mean_something_else() -> None:
    page = story()
    for text in BODY:
        page = page.replace(f"<p>{text}</p>", f"<div class='card-promo'><p>{text}</p></div>")
    assert paragraphs(article(page)) == BODY


def test_a_standfirst_stands_apart() -> None:
    deck = "Nine years of quarrel end with eleven votes to four."
    result = article(story().replace("</h1>", f"</h1><p class='dek'>{deck}</p>"))
    assert result.standfirst is not None
    assert (result.standfirst.value, result.standfirst.method) == (deck, "named_standfirst")
    assert removed(result, "standfirst") == [deck]
    assert paragraphs(result) == BODY


def test_a_byline_below_a_standfirst_in_the_container() -> None:
    deck = "<p class='chapo'>Nine years of quarrel end with eleven votes to four, and with a new quarrel.</p>"
    result = article(story(before=f"{deck}<p class='meta__author'>By Ann Lee</p>"))
    assert removed(result, "byline") == ["By Ann Lee"]
    assert result.author_boxes == ()


def test_a_description_that_is_the_first_paragraph_stays_in_the_text() -> None:
    assert paragraphs(article(story(head=f'<meta name="description" content="{FIRST}">'))) == BODY


def test_every_removal_names_its_rule_and_place() -> None:
    block = next(
        r for r in article(story(middle="<div class='related-posts'><p>Other</p></div>")).removed if r.text == "Other"
    )
    assert (block.label, block.rule, block.path) == (
        "related",
        "named:related-posts",
        "main/article/div.entry-content/div.related-posts/p",
    )
