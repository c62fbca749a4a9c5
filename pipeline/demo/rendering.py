"""A story or route of a demo site as a document: templates in, bytes and headers out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from pipeline.demo.folder import Route, SiteFolder, Story
from pipeline.errors import ConfigError

_DAY_ZERO = datetime(2026, 11, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """`site` in the templates. base: such as `http://127.0.0.1:18101`, without a slash at the end."""

    id: str
    name: str
    country: str
    language: str
    base: str
    authors: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """`article` in the templates: a story with its path, its address and its authors' tables."""

    slug: str
    title: str
    published: datetime
    modified: datetime | None
    authors: tuple[Mapping[str, str], ...]
    section: str
    tags: tuple[str, ...]
    excerpt: str
    day: int
    encoding: str
    in_feeds: bool
    extra: Mapping[str, Any]
    body: Markup
    path: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page as it goes over the wire. modified: of its newest story, for Last-Modified."""

    body: bytes
    content_type: str
    modified: datetime


def now(day: int) -> datetime:
    """The fixed instant at which the newsroom's day is looked at: noon, day 1 being 2026-11-02, UTC."""
    return _DAY_ZERO + timedelta(days=day)


def environment(templates: Path) -> Environment:
    """The Jinja environment of a site's templates: HTML-escaping, with the filters iso, rfc822 and tojson."""
    env = Environment(loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters["iso"] = datetime.isoformat
    env.filters["rfc822"] = format_datetime
    env.policies["json.dumps_kwargs"] = {"sort_keys": False}
    return env


def check_templates(env: Environment, site: SiteFolder) -> None:
    """Finds broken templates, and names of templates that are not there, before the first request does."""
    used = {site.article_template: "article_template"}
    used |= {story.template: f"template of {story.slug}" for story in site.stories if story.template}
    used |= {route.template: f"template of route {route.path}" for route in site.routes}
    present = env.list_templates()
    for name, key in used.items():
        if name not in present:
            raise ConfigError(f"{site.folder / 'site.toml'}: {key}: no template {name} in templates/")
    for name in present:
        try:
            env.get_template(name)
        except TemplateSyntaxError as error:
            raise ConfigError(f"{site.folder / 'templates' / name}: line {error.lineno}: {error.message}") from None


def story_path(site: SiteFolder, story: Story) -> str:
    """Where a story stands on its site: its own path, else the site's permalink filled in with its fields."""
    if story.path is not None:
        return story.path
    fields = {name: getattr(story, name) for name in Story.__slots__}
    try:
        return site.permalink.format(**fields)
    except (KeyError, ValueError, AttributeError) as error:
        raise ConfigError(f"{site.folder / 'site.toml'}: permalink: cannot be filled in: {error}") from None


def story_view(site: SiteFolder, story: Story, base: str) -> StoryView:
    path = story_path(site, story)
    own = StoryView.__slots__
    fields = {name: getattr(story, name) for name in Story.__slots__ if name in own}
    fields |= {
        "authors": tuple(site.authors[key] for key in story.authors),
        "body": Markup(story.body),  # noqa: S704 - the project's own text, not a visitor's
        "path": path,
        "url": base + path,
    }
    return StoryView(**fields)


def render_story(env: Environment, site: SiteFolder, story: Story, context: Mapping[str, Any]) -> Document:
    """A story's page; `context` holds the template variables besides `article`."""
    view = story_view(site, story, context["site"].base)
    text = _render(env, site, story.template or site.article_template, {**context, "article": view})
    charset = f"; charset={story.encoding}" if story.charset_header else ""
    return Document(
        body=_encode(text, story.encoding),
        content_type=f"text/html{charset}",
        modified=story.modified or story.published,
    )


def render_route(env: Environment, site: SiteFolder, route: Route, context: Mapping[str, Any]) -> Document:
    """A page that is no story; it is as new as the newest story of the site."""
    text = _render(env, site, route.template, context)
    times = (story.modified or story.published for story in site.stories)
    return Document(
        body=_encode(text, _charset(route.type)),
        content_type=route.type,
        modified=max(times, default=_DAY_ZERO),
    )


def _render(env: Environment, site: SiteFolder, template: str, context: Mapping[str, Any]) -> str:
    try:
        return env.get_template(template).render(context)
    except TemplateError as error:
        raise ConfigError(f"{site.folder / 'templates' / template}: {error}") from None


def _encode(text: str, charset: str) -> bytes:
    # as browsers' forms and old CMS do: what the encoding lacks becomes a character reference
    return text.encode(charset, errors="xmlcharrefreplace")


def _charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_charset("utf-8")
