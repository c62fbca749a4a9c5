import pytest

from pipeline.extract.fetching.walls import wall_at
from pipeline.reasons import Reason

STORY = "https://news.example/story"


@pytest.mark.parametrize(
    ("url", "wall"),
    [
        ("https://consent.news.example/v2?to=story", Reason.CONSENT_WALL),
        ("https://myprivacy.dpgmedia.nl/consent?x=1", Reason.CONSENT_WALL),
        ("https://news.example/login", Reason.PAYWALL),
        ("https://accounts.news.example/user/sign-in.php?next=/story", Reason.PAYWALL),
        ("https://news.example/Subscribe/", Reason.PAYWALL),
        ("https://news.example/story-2", None),
        ("https://news.example/politics/login", None),
        ("https://news.example/register-of-voters", None),
        ("https://consenting.example/story", None),
    ],
)
def test_where_a_redirect_leads(url: str, wall: Reason | None) -> None:
    assert wall_at(url, STORY) is wall


def test_what_was_asked_for_itself_is_no_wall() -> None:
    assert wall_at("https://consent.gov.example/b", "https://consent.gov.example/a") is None
    assert wall_at("https://news.example/login/", "https://news.example/login") is None
