"""Scraped text without markup goes through the same labels and sections."""

from pipeline.models import AuthorBox, Rating
from pipeline.transform import as_dict
from tests.transform.pages import article, outline, paragraphs, removed

TITLE = "Quiet Water Pact: North , South Envoys Meet"
BIO = "Hi, I’m the writer of this page. I cover rivers and the people who quarrel over them, with a small team."
SCRAPED = f"""{TITLE}

Envoys of both banks have met in a hotel by the lake since spring. Today we will discuss about {TITLE}
{TITLE}
For years the two governments spoke through letters only, and the river fell. Now they speak again — but not in public.
What Is the Pact About?

The envoys are weighing how much water each side may take in a dry year, and who is to measure it. Nothing is signed.
According to two people in the room, they speak of:
A gauge at the border
Joint patrols
Fees for late data
“Frozen” quotas rather than new ones
Crucially, farmers were not asked, and many of them say they will not be bound by what others sign.
Why Now? A Dry Spring and Its Price
Three dry springs have cost both sides more than any quarrel did. That is the whole reason, says a diplomat.
The question is simple:
Should one bank pay for what the other wastes, or should both pay alike?
Nobody answers it.
What Happens Next? Key Scenarios
Several paths now lie ahead:
1. A Full Treaty
If trust grows, both parliaments could vote on a treaty before winter.
2. Another Dry Year
If it does not rain, talks could stop at once.
Conclusion: A River Has Two Banks
Water takes no side. The people on it do, and they are tired of it.
How useful was this post?
Click on a star to rate it!
Average rating 0 / 5. Vote count: 0
No votes so far! Be the first to rate this post.
About the Author
riverpage.example
Administrator
{BIO}


"""


def test_the_outline() -> None:
    assert outline(article(SCRAPED)) == [
        (1, None),
        (2, "What Is the Pact About?"),
        (2, "Why Now? A Dry Spring and Its Price"),
        (2, "What Happens Next? Key Scenarios"),
        (3, "1. A Full Treaty"),
        (3, "2. Another Dry Year"),
        (2, "Conclusion: A River Has Two Banks"),
    ]


def test_the_title_is_there_once_and_its_repetitions_are_labelled() -> None:
    result = article(SCRAPED)
    title = "Quiet Water Pact: North, South Envoys Meet"
    assert result.title.value == title
    assert removed(result, "title") == [title, f"Today we will discuss about {title}", title]
    assert title not in result.text


def test_the_lead_holds_the_opening_paragraphs() -> None:
    assert [text[:20] for text in article(SCRAPED).sections[0].paragraphs] == [
        "Envoys of both banks",
        "For years the two go",
    ]


def test_lists_stay_paragraphs_and_marks_stay_as_they_are() -> None:
    texts = paragraphs(article(SCRAPED))
    assert texts[texts.index("A gauge at the border") :][:4] == [
        "A gauge at the border",
        "Joint patrols",
        "Fees for late data",
        "“Frozen” quotas rather than new ones",
    ]
    assert any("again — but" in text for text in texts)
    assert "Should one bank pay for what the other wastes, or should both pay alike?" in texts


def test_widgets_are_data_and_not_text() -> None:
    result = article(SCRAPED)
    assert result.rating == Rating(value=None, count=0, best=5)
    assert as_dict(result)["rating"] == {"value": None, "count": 0}
    assert result.author_boxes == (AuthorBox(name="riverpage.example", role="Administrator", bio=BIO),)
    assert len(removed(result, "rating_widget")) == 4
    assert removed(result, "author_box") == ["About the Author", "riverpage.example", "Administrator", BIO]
    assert "Vote count" not in result.text
    assert "quarrel over them" not in result.text


def test_the_content_type_says_plain_text_though_it_has_a_tag() -> None:
    result = article(
        SCRAPED.replace("Nobody answers it.", "Nobody answers <b>it</b> for now."),
        content_type="text/plain; charset=utf-8",
    )
    assert "Nobody answers <b>it</b> for now." in paragraphs(result)


def test_the_language_is_guessed() -> None:
    result = article(SCRAPED)
    assert result.language is not None
    assert (result.language.value, result.language.method) == ("en", "common_words")
