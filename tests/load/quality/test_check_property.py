"""Whatever the rows, each ends exactly once: in a checked batch or in quarantine, and there as it was staged."""

from collections import Counter
from datetime import date
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import QualitySettings
from pipeline.load import check, stage
from pipeline.load.layout.columns import QUARANTINE
from pipeline.load.layout.files import read_file
from pipeline.load.layout.partition import read_partition
from pipeline.load.merging.staged import STAGED
from pipeline.load.quality.rows import NAMES
from pipeline.storage import Store
from tests.load.load_samples import NIGHT, article, captured, removed, section, stated

texts = st.text(max_size=30) | st.sampled_from(
    ["Sign up for our newsletter.", "<p>&nbsp;</p>", "itâ€™s isnâ€™t arenâ€™t", " ".join(["word"] * 90), ""]
)
spelt = st.lists(st.tuples(st.none() | texts, st.lists(texts, max_size=3)), max_size=3)
instants = st.dates(date(1, 1, 2), date(9999, 12, 30)).map("{}T12:00:00Z".format)
severities = st.fixed_dictionaries(
    {name: st.sampled_from(["off", "warn", "fail"]) for name in NAMES if name != "schema"}
)


@st.composite
def rows(draw):
    page = article(
        draw(st.sampled_from("abcdef")),
        title=stated(draw(texts)),
        published=draw(st.none() | instants.map(stated)),
        modified=draw(st.none() | instants.map(stated)),
        sections=tuple(section(n, heading, *paragraphs) for n, (heading, paragraphs) in enumerate(draw(spelt))),
        removed=tuple(removed(n, text) for n, text in enumerate(draw(st.lists(texts, max_size=2)))),
    )
    return captured(page, source=draw(st.sampled_from(["one", "two"])), minutes=draw(st.integers(0, 9)))


def key(row):
    """All of a staged row but what the check itself fills in."""
    return repr({name: row[name] for name in STAGED_NAMES})


STAGED_NAMES = [column.name for column in STAGED.columns if column.name not in ("warnings", "run_id", "date")]


@settings(max_examples=60)
@given(st.lists(st.lists(rows(), max_size=5), max_size=3), severities)
def test_every_row_ends_once_and_as_it_was(batches, chosen):
    with TemporaryDirectory() as folder:
        store = Store.at(folder)
        names = [stage(batch, store, "r1", f"{n:05d}") for n, batch in enumerate(batches)]
        result = check(names, store, "r1", QualitySettings(**chosen), NIGHT)
        staged = [row for name in names for row in read_file(store, name, STAGED).to_pylist()]
        passed = [row for name in result.batches for row in read_file(store, name, STAGED).to_pylist()]
        aside = read_partition(store, QUARANTINE, date(2026, 3, 1)).to_pylist()
    assert Counter(map(key, passed)) + Counter(map(key, aside)) == Counter(map(key, staged))
    assert sorted(url for url, _ in result.failed) == sorted(row["url"] for row in aside)
    failing = {name for name, severity in chosen.items() if severity == "fail"} | {"schema"}
    assert all(row["failures"] and failing.issuperset(row["failures"]) for row in aside)
    warning = {name for name, severity in chosen.items() if severity == "warn"}
    assert all(warning.issuperset(row["warnings"]) for row in (*passed, *aside))
