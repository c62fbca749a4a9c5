"""The newsroom served beside a configuration that reads it: what `copydesk demo` does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import config
from pipeline.demo.config import demo_toml
from pipeline.demo.newsroom import Newsroom
from pipeline.demo.server import DemoServers, serve
from pipeline.errors import ConfigError


@contextmanager
def serving(config_file: Path, day: int, port: int) -> Iterator[DemoServers]:
    """Serve the newsroom's `day` from `port` on; a missing configuration file is written.

    Raises `ConfigError` when the file is there but reads other sites: a real configuration is not run by mistake.
    """
    newsroom = Newsroom.load(day=day, base_port=port)
    if not config_file.exists():
        config_file.parent.mkdir(parents=True, exist_ok=True)
        config_file.write_text(demo_toml(newsroom), encoding="utf-8")
    _check_reads(config_file, newsroom)
    with serve(newsroom) as servers:
        yield servers


def _check_reads(config_file: Path, newsroom: Newsroom) -> None:
    served = {f"{site.base}/" for site in newsroom.sites}
    read = {source.homepage for source in config.load(config_file).sources}
    if read != served:
        raise ConfigError(
            f"{config_file}: its sources are not the demo's on port {newsroom.base_port} and the ones after it; "
            "name another file with --config, it is written for you"
        )
