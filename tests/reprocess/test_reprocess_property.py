"""Whatever the nights found: what the captures say is told again, and there is a way back from every extractor."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.reasons import Reason
from tests.reprocess.newsdesk import Body, Desk, address, desk_at, sheet, story, use

SLUGS = ("a", "b", "c")
TEXTS = ("The ferry sails on Monday.", "The ferry stays on Monday.", "A toll.", "The harbour mistress resigns today.")

readings = st.one_of(
    st.sampled_from(["not_article", "soft_404"]),
    st.builds(
        lambda text, title, canonical, published: story(
            *text, title=title, canonical=address(canonical), **({"published": published} if published else {})
        ),
        st.lists(st.sampled_from(TEXTS), max_size=2),  # without any it fails a check
        st.sampled_from(["Ferry", "Bridge"]),
        st.sampled_from(SLUGS),
        st.sampled_from([None, "2026-11-01", "2026-11-02T07:15:00+01:00"]),
    ),
)
pages: st.SearchStrategy[Body] = st.one_of(
    st.none(), st.sampled_from([Reason.HTTP_404, Reason.EXCLUDED]), st.builds(sheet, readings, readings)
)
nights = st.lists(st.dictionaries(st.sampled_from(SLUGS), pages, min_size=1), min_size=1, max_size=3)


def state(desk: Desk) -> tuple[Any, Any]:
    return desk.rows(), desk.ledger()


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # to shrink one takes minutes
@given(nights)
def test_there_and_back_again(found: list[dict[str, Body]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        desk = desk_at(Path(folder) / "store", Path(folder))
        use(patch, "old")
        for number, some in enumerate(found):
            desk.night(number, some)
        before = state(desk)
        desk.reprocess()
        assert state(desk) == before
        use(patch, "new")
        desk.reprocess()
        after = state(desk)
        desk.reprocess()
        assert state(desk) == after
        use(patch, "old")
        desk.reprocess()
        assert state(desk) == before
