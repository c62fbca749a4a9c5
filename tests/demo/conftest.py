"""A newsroom of one small site, written to a folder that each test may change."""

from pathlib import Path

import pytest

SITE = """\
id = "small-town-post"
name = "Small Town Post"
country = "US"
language = "en-US"
order = 1
permalink = "/{published:%Y/%m}/{slug}/"

[discovery]
feeds = ["/feed/"]

[authors.ann]
name = "Ann Teller"
role = "editor"
bio = "Ann writes."
url = "/author/ann/"

[[route]]
path = "/"
template = "index.html"

[[route]]
path = "/feed/"
template = "feed.xml"
type = "application/rss+xml; charset=utf-8"

[[route]]
path = "/alt/"
template = "index.html"
type = "text/html; charset=iso-8859-1"

[[fault]]
path = "/2026/10/bridge/"
status = 503
times = 2
retry_after = 1

[[fault]]
path = "/old-bridge/"
status = 301
location = "/2026/10/bridge/"

[[fault]]
path = "/gone/"
status = 410
"""

BRIDGE = """\
+++
title = "Bridge & Road"
published = 2026-10-30T08:00:00-04:00
authors = ["ann"]
section = "Local"
excerpt = "The bridge opens."
+++
<p>The bridge is open.</p>
"""

ARTICLE = """\
<h1>{{ article.title }}</h1>{{ article.body }}<p>{{ article.authors[0].name }}, {{ article.url }}</p>
"""

INDEX = """\
<title>{{ site.name }} – day {{ day }}</title>
{% for a in articles %}
<a href="{{ a.url }}">{{ a.slug }}</a>
{% endfor %}
"""

FEED = """\
<rss>{% for a in articles %}<pubDate>{{ a.published | rfc822 }}</pubDate>{% endfor %}</rss>
"""

TEMPLATES = {"article.html": ARTICLE, "index.html": INDEX, "feed.xml": FEED}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of sites; the one site is in its subfolder small-town-post."""
    site = tmp_path / "small-town-post"
    (site / "templates").mkdir(parents=True)
    (site / "articles").mkdir()
    (site / "site.toml").write_text(SITE, encoding="utf-8")
    for name, text in TEMPLATES.items():
        (site / "templates" / name).write_text(text, encoding="utf-8")
    (site / "articles" / "bridge.html").write_text(BRIDGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def site_folder(folder: Path) -> Path:
    return folder / "small-town-post"
