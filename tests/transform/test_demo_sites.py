"""Every article of the demo newsroom keeps its text and gives its author boxes, whatever its site's markup."""

import pytest
from bs4 import BeautifulSoup

from pipeline.demo.folder import Story
from pipeline.demo.newsroom import Newsroom
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform import SiteMemory, extract

NEWSROOM = Newsroom.load(day=2)
ALWAYS_ANSWERING = 9  # requests before, after which no page answers 503 any more
STORIES = [(site.id, path) for site in NEWSROOM.sites for path, page in site.pages.items() if isinstance(page, Story)]


def extracted(site: str, path: str, memory: SiteMemory | None = None) -> Article | Rejection:
    answer = NEWSROOM.respond(site, path, seen=ALWAYS_ANSWERING)
    media_type, _, charset = dict(answer.headers)["Content-Type"].partition("; charset=")
    url = NEWSROOM.site(site).base + path
    return extract(Page(url=url, body=answer.body, charset=charset or None, content_type=media_type), memory)


def written_words(site: str, path: str) -> int:
    """Words between the tags of the article as its author wrote it, captions and inserts included."""
    story = NEWSROOM.site(site).pages[path]
    assert isinstance(story, Story)
    return len(BeautifulSoup(story.body, "lxml").get_text(" ").split())


@pytest.mark.parametrize(("site", "path"), [story for story in STORIES if not story[1].startswith("/video/")])
def test_an_article_keeps_its_text(site: str, path: str) -> None:
    article = extracted(site, path)
    assert isinstance(article, Article)
    share = len(article.text.split()) / written_words(site, path)
    assert 0.82 < share < 1.06, f"{share:.2f} of the written words"


def test_the_video_page_is_no_article() -> None:
    (path,) = [path for site, path in STORIES if path.startswith("/video/")]
    assert extracted("meridian-gazette", path) == Rejection(
        reason=Reason.NOT_ARTICLE, detail="a video page (og:type video.other)"
    )


@pytest.mark.parametrize("site", [site.id for site in NEWSROOM.sites])
def test_author_boxes_are_of_the_sites_people(site: str) -> None:
    people = {author["name"] for author in NEWSROOM.site(site).folder.authors.values()}
    results = [extracted(site, path) for name, path in STORIES if name == site]
    boxes = [box for article in results if isinstance(article, Article) for box in article.author_boxes]
    assert {box.name for box in boxes} <= people
    assert all(box.bio or box.role for box in boxes)
