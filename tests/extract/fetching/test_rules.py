import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from pipeline.extract.fetching.rules import Rules, Verdict
from pipeline.reasons import Reason

AGENT = "copydesk/1.0 (+https://example.org/bot)"
RULES = """\
User-agent: bot
Disallow: /

User-agent: CopyDesk   # that is us
Disallow: /private/
Allow: /private/open
Crawl-delay: 2

User-agent: *
Disallow: /
"""


def rule(text: str, path: str, agent: str = AGENT) -> str:
    return Rules(text, agent).verdict(f"https://a.example{path}").rule


def test_the_group_for_this_crawler_counts_and_its_line_is_named() -> None:
    rules = Rules(RULES, AGENT)
    assert rules.verdict("https://a.example/a") == Verdict(
        allowed=True, rule="allowed: no rule matches", crawl_delay=2.0
    )
    assert rules.verdict("https://a.example/private/a") == Verdict(
        allowed=False, rule="Disallow: /private/ (user-agent: copydesk)", crawl_delay=2.0, reason=Reason.ROBOTS_DENIED
    )
    assert rules.verdict("https://a.example/private/open").rule == "Allow: /private/open (user-agent: copydesk)"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/a", "allowed: no rule matches"),
        ("no rules at all", "/a", "allowed: no rule matches"),
        ("User-agent: *\nDisallow:", "/a", "allowed: no rule matches"),
        ("Disallow: /", "/a", "allowed: no rule matches"),
        ("User-agent: *\r\nDisallow: /a\r\n", "/a/b", "Disallow: /a (user-agent: *)"),
        ("user-agent:*\ndisallow:/a", "/a", "disallow:/a (user-agent: *)"),
        ("User-agent: *\n Disallow :  /a   # why", "/a", "Disallow : /a (user-agent: *)"),
        ("User-agent: *\nDissallow: /a", "/a", "Dissallow: /a (user-agent: *)"),
        ("User-agent: *\nDisallow /a", "/a", "Disallow /a (user-agent: *)"),
        ("User-agent: *\nDisallow: /a\nDisallow: /a/b", "/a/b/c", "Disallow: /a/b (user-agent: *)"),
        ("User-agent: *\nDisallow: /a/b\nDisallow: /a", "/a/b/c", "Disallow: /a/b (user-agent: *)"),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", "Allow: /a (user-agent: *)"),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", "Allow: /news/ (user-agent: *)"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", "Disallow: /*.pdf$ (user-agent: *)"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", "allowed: no rule matches"),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", "Disallow: /*?print= (user-agent: *)"),
        ("User-agent: *\nDisallow: /wähler", "/w%C3%A4hler/1", "Disallow: /wähler (user-agent: *)"),
        ("User-agent: *\nDisallow: /w%c3%a4hler", "/w%C3%A4hler/1", "Disallow: /w%c3%a4hler (user-agent: *)"),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", "Disallow: /b (user-agent: *)"),
        ("User-agent: other\nUser-agent: copydesk\nDisallow: /a", "/a", "Disallow: /a (user-agent: copydesk)"),
        ("User-agent: x\nDisallow: /\nSitemap: /s\nUser-agent: *\nAllow: /", "/a", "Allow: / (user-agent: *)"),
        ("User-agent: *\nDisallow: /robots.txt", "/robots.txt", "allowed: no rule matches"),
    ],
)  # fmt: skip
def test_the_deciding_line(text: str, path: str, expected: str) -> None:
    assert rule(text, path) == expected


@pytest.mark.parametrize(
    ("group", "ours"),
    [
        ("copydesk", True),
        ("COPYDESK", True),
        ("copydesk/2.0", True),
        ("copydesk*", True),
        ("copy", False),
        ("copydesk-news", False),
        ("desk", False),
        ("bot", False),  # of the contact's address
        ("example", False),
    ],
)
def test_a_group_is_ours_by_its_product_token(group: str, *, ours: bool) -> None:
    text = f"User-agent: {group}\nDisallow: /\n\nUser-agent: *\nAllow: /"
    assert Rules(text, AGENT).verdict("https://a.example/a").allowed is not ours


def test_a_name_after_mozilla_is_one_too() -> None:
    agent = "Mozilla/5.0 (compatible; Copydesk/1.0; +https://example.org/bot)"
    assert rule("User-agent: copydesk\nDisallow: /", "/a", agent) == "Disallow: / (user-agent: copydesk)"


def test_of_very_many_rules_none_is_named() -> None:
    text = "User-agent: *\n" + "".join(f"Disallow: /{number}/\n" for number in range(1001))
    assert rule(text, "/7/") == "disallowed (user-agent: *, of too many rules to tell which)"
    assert rule(text, "/a") == "allowed (user-agent: *, of too many rules to tell which)"


RULES_20_000 = "".join(f"Disallow: /{number}\n" for number in range(20_000))


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + RULES_20_000,
        "".join(f"User-agent: bot{number}\n" for number in range(15_000)) + RULES_20_000,
        "".join(f"User-agent: copydesk/{number}\n" for number in range(15_000)) + RULES_20_000,
        "User-agent: *\nDisallow: /x\n" * 15_000,
        "User-agent: *\nAllow" + " " * 500_000 + "#",
        "d" + "is" * 250_000,
        "user" + " " * 500_000,
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
        "\n" * 500_000,
    ],
)
def test_hostile_files_take_bounded_time(text: str) -> None:
    begin = time.monotonic()
    Rules(text[:500_000], AGENT).verdict("https://a.example/a?b=c")
    assert time.monotonic() - begin < 5


@given(st.text(), st.text(alphabet="ab/%?&=*$é", max_size=20))
def test_any_text_has_a_verdict(text: str, path: str) -> None:
    Rules(f"User-agent: *\n{text}", AGENT).verdict(f"https://a.example/{path}")


PATHS = st.lists(st.sampled_from(["/", "a", "b", "é", "%61", "*", "$", "?", "index.html"]), max_size=5).map("".join)
FIELDS = st.sampled_from(
    ["Allow: ", "Disallow: ", "disallow ", "Dissalow:", "Allow:", "Foo: ", "Crawl-delay: ", "Sitemap: "]
)
AGENTS = st.sampled_from(["*", "copydesk", "other"]).map(lambda name: f"User-agent: {name}")
FILES = st.lists(st.one_of(AGENTS, st.tuples(FIELDS, PATHS).map("".join), st.just(""), PATHS), max_size=12).map(
    "\n".join
)


@given(FILES, PATHS.map(lambda path: f"https://a.example/{path.replace('$', '').replace('*', '')}"))
def test_the_line_that_is_named_agrees_with_protego_and_decides_alone(text: str, url: str) -> None:
    verdict = Rules(text, "copydesk").verdict(url)
    assert verdict.allowed is Protego.parse(text).can_fetch(url, "copydesk")
    if verdict.rule == "allowed: no rule matches":
        assert verdict.allowed
        return
    line, _, agent = verdict.rule.removesuffix(")").partition(" (user-agent: ")
    assert agent in {"*", "copydesk"}
    assert " ".join(line.split()) in {" ".join(each.split()) for each in text.splitlines()}
    assert Protego.parse(f"User-agent: *\nAllow: /nothing\n{line}").can_fetch(url, "x") is verdict.allowed
