"""JSON-LD as it is found."""

from pipeline.transform.jsonld import article_node, read_nodes, resolved, text_of, types


def test_wrapped_and_slightly_broken_scripts_are_read() -> None:
    scripts = ['<!-- {"@type": "NewsArticle", "headline": "A"} -->', '{"@type": "Thing",}', "not json", "[[[["]
    assert [sorted(types(node)) for node in read_nodes(scripts)] == [["newsarticle"], ["thing"]]


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
