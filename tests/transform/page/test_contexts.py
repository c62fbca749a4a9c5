"""Places that elements share."""

from pipeline.transform.page.contexts import NOWHERE, Contexts


def page() -> tuple[Contexts, int]:
    places = Contexts()
    body = places.of((NOWHERE, "body", None, None, None))
    return places, body


def test_builders_give_each_element_an_id_of_its_own() -> None:
    places, body = page()
    one = places.of((body, "li", "menu-item menu-item-417", "menu-item-417", None))
    assert places.of((body, "li", "menu-item menu-item-8", "menu-item-8", None)) == one
    assert places.of((body, "li", "menu-item", None, None)) != one
    assert places.terms(one) == {"menu", "item", "menu item"}


def test_a_place_knows_what_is_around_it() -> None:
    places, body = page()
    main = places.of((body, "main", None, None, "main"))
    paragraph = places.of((main, "p", "lead big", None, None))
    assert list(places.up(paragraph)) == [paragraph, main]
    assert places.path(paragraph) == "main/p.lead"
    assert places.within(paragraph, frozenset(("main",)))
    assert not places.within(main, frozenset(("p",)))
    assert [places.depths[at] for at in (body, main, paragraph)] == [0, 1, 2]


def test_labels_for_screen_readers_are_known_by_name() -> None:
    places, body = page()
    contexts = [places.of((body, "span", name, None, None)) for name in ("sr-only", "screen-reader-text", "only")]
    assert [places.asides[at] for at in contexts] == [True, True, False]
