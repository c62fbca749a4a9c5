"""The tables say what their comments claim."""

import re

import pytest

from pipeline.models import Label
from pipeline.transform.labelling.names import _ORDER
from pipeline.transform.labelling.phrases import WHOLE_BLOCK
from pipeline.transform.labelling.vocabulary import CONTAINER_TERMS, HINTS, NAMED, POSITIVE_TERMS, STANDFIRST_TERMS

TABLES = [frozenset(NAMED), frozenset(HINTS), CONTAINER_TERMS, POSITIVE_TERMS, STANDFIRST_TERMS]


@pytest.mark.parametrize("table", TABLES)
def test_terms_are_one_or_two_lower_case_words(table: frozenset[str]) -> None:
    assert [term for term in table if not re.fullmatch(r"[^\W_A-Z]+( [^\W_A-Z]+)?", term)] == []


def test_no_term_is_both_sure_and_a_hint() -> None:
    assert frozenset(NAMED) & frozenset(HINTS) == frozenset()


def test_a_container_is_not_boilerplate_by_name() -> None:
    assert (CONTAINER_TERMS | POSITIVE_TERMS) & frozenset(NAMED) == frozenset()


def test_paywall_alone_says_nothing_because_it_stands_on_the_paid_text() -> None:
    assert "paywall" not in NAMED


def test_every_label_of_the_tables_has_a_rank() -> None:
    assert {*NAMED.values(), *HINTS.values()} <= set(_ORDER)


def test_phrases_are_bounded_and_labelled() -> None:
    assert all(isinstance(label, Label) and 0 < longest <= 400 for label, _, longest, _ in WHOLE_BLOCK)
