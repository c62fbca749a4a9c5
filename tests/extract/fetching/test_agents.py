import pytest

from pipeline.extract.fetching.agents import names_of, token_of


@pytest.mark.parametrize(
    ("user_agent", "names"),
    [
        ("copydesk", {"copydesk"}),
        ("CopyDesk/1.0 (+https://example.org/bot)", {"copydesk"}),
        ("copydesk-news/1.0 (+mailto:desk@example.org)", {"copydesk-news"}),
        ("Mozilla/5.0 (compatible; Copydesk/1.0; +https://example.org/bot)", {"mozilla", "compatible", "copydesk"}),
    ],
)
def test_names_of_a_user_agent(user_agent: str, names: set[str]) -> None:
    assert names_of(user_agent) == names


@pytest.mark.parametrize(
    ("name", "token"), [("CopyDesk/2.0", "copydesk"), ("news-bot*", "news-bot"), ("*", ""), ("", "")]
)
def test_the_token_of_a_name(name: str, token: str) -> None:
    assert token_of(name) == token
