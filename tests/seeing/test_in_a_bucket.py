"""All that is known of a URL is known of one in a bucket too."""

from pathlib import Path
from uuid import uuid4

from pipeline import config, nightly, seeing
from pipeline.load import read
from pipeline.models import Article
from tests import s3
from tests.support import free_ports, newsroom, run_night, write_settings


def test_a_store_in_a_bucket_is_asked_while_a_run_holds_it(s3_port: int, tmp_path: Path) -> None:
    port, address = free_ports(6), s3.address(s3_port, f"{uuid4().hex}/news")
    file = write_settings(tmp_path, port)
    file.write_text(file.read_text(encoding="utf-8").replace('root = "data"', f'root = "{address}"'), encoding="utf-8")
    settings = config.load(file, {})
    with newsroom(1, port):
        row = run_night(settings)
        url = str(read("articles", address, columns=["url"])["url"][0])
        with nightly.opened(settings) as night, seeing.opened(settings) as desk:
            assert desk is not None
            latest, before = seeing.glances(desk, 2)
            told = seeing.explain(desk, url)
    assert (latest.run_id, latest.state, latest.step) == (night.run.run_id, "running", "discover")
    assert (before.run_id, before.state, before.verdict) == (row.run_id, "finished", "all well")
    assert told.page is not None
    assert told.story is not None
    assert isinstance(told.page.result, Article)
    assert told.page.content_hash == told.story.row["content_hash"]
    assert [one.there for one in told.kept] == [True]
