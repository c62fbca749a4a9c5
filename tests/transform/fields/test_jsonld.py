"""JSON-LD as it is found."""

import pytest

from pipeline.transform.fields.jsonld import article_node, is_article, read_nodes, resolved, text_of, types


def test_wrapped_and_slightly_broken_scripts_are_read() -> None:
    scripts = ['<!-- {"@type": "NewsArticle", "headline": "A"} -->', '{"@type": "Thing",}', "not json", "[[[["]
    assert [sorted(types(node)) for node in read_nodes(scripts)] == [["newsarticle"], ["thing"]]


@pytest.mark.parametrize(
    "script",
    [
        '\n//<![CDATA[\n{"@type": "Article"}\n//]]>\n',
        '/* data */ {"@type": "Article"};',
        '{"@type": "Article", "tags": ["a", "b",],}',
        '{"@type": "Article", "headline": "two\nlines\tand a tab"}',
        r'{"@type": "Article", "headline": "don\'t"}',
        "{&quot;@type&quot;: &quot;Article&quot;}",
        '{"@type": "Article"}\n{"@type": "Thing"}',
        '[{"@type": "WebPage", "mainEntity": {"@type": ["Thing", "NewsArticle"]}}]',
    ],
)
def test_what_templates_make_of_json(script: str) -> None:
    assert is_article(article_node(read_nodes([script])))


def test_entries_of_a_live_blog_are_not_the_article() -> None:
    entry = '{"@type": "BlogPosting", "headline": "B", "author": "x", "datePublished": "2026-11-02"}'
    nodes = read_nodes([f'{{"@type": "LiveBlogPosting", "headline": "A", "liveBlogUpdate": [{entry}]}}'])
    assert article_node(nodes)["headline"] == "A"


def test_of_several_articles_the_fullest() -> None:
    nodes = read_nodes(['[{"@type": "Article"}, {"@type": ["Report", "NewsArticle"], "headline": "B", "author": "x"}]'])
    assert article_node(nodes)["headline"] == "B"
    assert article_node([]) == {}


def test_references() -> None:
    nodes = read_nodes(['{"@graph": [{"@id": "#a", "name": "Ann"}, {"author": {"@id": "#a"}}]}'])
    assert resolved([{"@id": "#a"}, "Bo", {"name": "Cy"}, {"@id": "#none"}, 7], nodes) == [
        {"@id": "#a", "name": "Ann"},
        "Bo",
        {"name": "Cy"},
        {"@id": "#none"},
    ]


def test_text_fields() -> None:
    assert text_of([" AT&amp;T "]) == "AT&T"
    assert text_of({"@value": "x"}) == "x"
    assert text_of(7) is None
    assert text_of("") is None
    assert text_of("a\ud83d") == "a"
