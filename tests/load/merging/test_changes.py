"""What one revision changed in the one before."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.merging.changes import Version, changes


def version(*lines: str, title: str = "Talks begin") -> Version:
    """Lines that begin with # are headings."""
    sections: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in lines:
        if line.startswith("#"):
            sections.append((line.removeprefix("#"), []))
        else:
            sections[-1][1].append(line)
    return Version(title=title, sections=[(heading, tuple(paragraphs)) for heading, paragraphs in sections])


def spelt(before: Version, after: Version) -> list[tuple[str, str | None, str | None]]:
    return [(change["kind"], change["before"], change["after"]) for change in changes(before, after)]


def test_nothing_changed():
    assert spelt(version("One.", "#Two", "Three."), version("One.", "#Two", "Three.")) == []


def test_a_corrected_figure():
    assert spelt(version("One.", "It cost 5 million.", "End."), version("One.", "It cost 5 billion.", "End.")) == [
        ("paragraph", "It cost 5 million.", "It cost 5 billion.")
    ]


def test_a_new_title():
    assert spelt(version("One."), version("One.", title="Talks end")) == [("title", "Talks begin", "Talks end")]


def test_a_paragraph_put_in_and_one_taken_out():
    assert spelt(version("One.", "Two.", "Three."), version("One.", "New.", "Two.")) == [
        ("paragraph", None, "New."),
        ("paragraph", "Three.", None),
    ]


def test_a_heading_put_above_what_stands():
    assert spelt(version("One.", "Two."), version("One.", "#What next", "Two.")) == [("heading", None, "What next")]


def test_an_edited_paragraph_is_told_from_those_around_it_that_are_gone():
    before = version("He said no.", "A lawyer for the mayor declined to say more.", "It rained.")
    after = version("The lawyer for the mayor declined to say more.")
    assert spelt(before, after) == [
        ("paragraph", "He said no.", None),
        ("paragraph", "A lawyer for the mayor declined to say more.", "The lawyer for the mayor declined to say more."),
        ("paragraph", "It rained.", None),
    ]


def test_a_paragraph_that_became_a_heading_is_gone_and_new():
    assert spelt(version("What next", "Two."), version("#What next", "Two.")) == [
        ("paragraph", "What next", None),
        ("heading", None, "What next"),
    ]


def test_a_difference_beyond_comparing_is_told_as_replaced_in_bounded_time():
    start = perf_counter()
    many = spelt(version(*["Same."] * 20_000, "Old."), version("New.", *["Same.", "Other."] * 10_000))
    assert perf_counter() - start < 5
    assert many[0] == ("paragraph", "Same.", "New.")


lines = st.lists(st.sampled_from(["One.", "Two.", "Three.", "#Four", "#Five"]), max_size=8)


def texts(version: Version) -> list[tuple[str, str]]:
    found = [("title", version.title)]
    for heading, paragraphs in version.sections:
        found += [("heading", heading)] if heading is not None else []
        found += [("paragraph", paragraph) for paragraph in paragraphs]
    return found


@given(lines, lines)
def test_what_is_gone_and_what_is_new_account_for_the_whole_difference(old, new):
    before, after = version(*old), version(*new)
    rest = texts(before)
    for change in changes(before, after):
        if change["before"] is not None:
            rest.remove((change["kind"], change["before"]))
    for change in changes(before, after):
        if change["after"] is not None:
            rest.append((change["kind"], change["after"]))
    assert sorted(rest) == sorted(texts(after))
