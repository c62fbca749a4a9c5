"""The copydesk.toml that reads the demo newsroom."""

from collections.abc import Iterable

from pipeline.demo.folder import Discovery
from pipeline.demo.newsroom import DemoSite, Newsroom

_SETTINGS = """\
# copydesk reads the demo newsroom with these settings. They are a good start for sites of your own:
# replace the sources, put your address into user_agent, and take out what is marked «demo only».

[storage]
root = {root}    # a folder for datasets, archive and state

[ledger]
url = {ledger}    # what is known about every URL

[fetch]
user_agent = "copydesk-demo/0.1 (+mailto:desk@example.org)"    # who asks, and where to complain
delay_seconds = 0.05    # demo only: between two requests to a host; 1 or more for a site that is not yours
timeout_seconds = 20
max_bytes = 10_000_000    # of one answer
concurrency = 16    # hosts asked at the same time
allow_private_addresses = true    # demo only: the newsroom is served on this machine
"""

_SOURCE = """
[[source]]
id = {id}
name = {name}
homepage = {homepage}
country = {country}
language = {language}
feeds = {feeds}
sitemaps = {sitemaps}
listings = {listings}
wordpress = {wordpress}    # whether to ask the site's WordPress REST API
include = {include}    # regular expressions; when there are any, a URL must match one
exclude = {exclude}    # a URL that matches one is left out
"""


def demo_toml(newsroom: Newsroom, root: str = "data") -> str:
    """The text of a copydesk.toml for the newsroom's sites; data goes below the folder `root`."""
    settings = _SETTINGS.format(root=_text(root), ledger=_text(f"sqlite:///{root}/ledger.sqlite"))
    return settings + "".join(_source(site) for site in newsroom.sites)


def _source(site: DemoSite) -> str:
    folder, discovery = site.folder, site.folder.discovery
    return _SOURCE.format(
        id=_text(folder.id),
        name=_text(folder.name),
        homepage=_text(f"{site.base}/"),
        country=_text(folder.country),
        language=_text(folder.language),
        wordpress="true" if discovery.wordpress else "false",
        include=_texts(discovery.include),
        exclude=_texts(discovery.exclude),
        **_addresses(site.base, discovery),
    )


def _addresses(base: str, discovery: Discovery) -> dict[str, str]:
    return {key: _texts(base + path for path in getattr(discovery, key)) for key in ("feeds", "sitemaps", "listings")}


def _texts(values: Iterable[str]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    """A TOML basic string; backslashes and quotes are escaped, names and patterns have no control characters."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
