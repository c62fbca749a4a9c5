"""The examples in docstrings are true."""

import doctest
from types import ModuleType

import pytest

from pipeline.transform.fields import dates, people, titles
from pipeline.transform.labelling import memory
from pipeline.transform.page import normalise, tokens


@pytest.mark.parametrize("module", [dates, memory, normalise, people, titles, tokens])
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
