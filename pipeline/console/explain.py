"""What a person sees of one URL: all that is known of it, in the order in which it happened."""

import shlex
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.console.lines import counted, heading, moment, say, type_this, whole, width
from pipeline.console.strangers import harmless, short, short_middle
from pipeline.console.terminal import out
from pipeline.console.versions import print_revision
from pipeline.models import Article, Attempt, Label, Rejection, Stated
from pipeline.reasons import Reason
from pipeline.seeing import Chance, Explained, Kept, Reading, Story, Visit
from pipeline.transform import LabelledBlock

Typed = Callable[[str], str]
"""A command as this user types it."""

_LABEL = max(map(len, Label))


def print_explained(told: Explained, typed: Typed) -> None:
    """Every stage that knows of it."""
    whole(told.url, style="bold")
    if harmless(told.asked) != told.url:
        whole(f"asked for as {told.asked}", indent=2)
    _print_takedowns(told)
    if told.address is None:
        _print_chances(told, typed)
        return
    say(f"Now: {_state(told)}", indent=2)
    for alias in told.aliases:
        whole(f"also at {alias.url} ({alias.how})", indent=2)
    _print_discovery(told)
    _print_visits(told)
    _print_kept(told)
    _print_page(told)
    _print_story(told, typed)
    for one in told.quarantined:
        heading(f"Kept aside by run {one.run_id}: {one.title}")
        for check, detail in one.failures:
            say(f"{check}: {detail}", indent=2)
    _print_next(told, typed)


def _state(told: Explained) -> str:
    address = told.address
    assert address is not None  # noqa: S101  asked for known ones only
    reason = f", {address.reason}" if address.reason else ""
    return f"{address.state}{reason}{f': {address.detail}' if address.detail else ''}"


def _print_takedowns(told: Explained) -> None:
    for one in told.takedowns:
        say(f"Taken down on {moment(one.removed_at)}: {one.reason}", indent=2, style="red")


def _print_chances(told: Explained, typed: Typed) -> None:
    if told.takedowns:
        return
    say("No run has met this address.", indent=2)
    if not told.chances:
        heading("No source of the configuration is on its site")
        say("To read that site:", indent=2)
        type_this(typed(f"sources add {shlex.quote(_host(told.url))}"), indent=4)
    for chance in told.chances:
        _print_chance(chance, typed)


def _host(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"


def _print_chance(chance: Chance, typed: Typed) -> None:
    if chance.refusal is not None:
        heading(f"{chance.source} does not take it: {chance.refusal.reason}: {chance.refusal.detail}")
        say("Its include and exclude in the configuration decide that.", indent=2)
        return
    heading(f"{chance.source} would take it, but nothing has named it so far")
    for document in chance.documents:
        whole(document.url, indent=2)
        last = document.last_read
        said = f"last read {moment(last.started_at)}: {last.outcome} {last.detail}" if last else "never read"
        say(said, indent=6)
    say("See what they name now; if it is none of them, the source lacks a feed or sitemap:", indent=2)
    type_this(typed(f"sources check {chance.source}"), indent=4)


def _print_discovery(told: Explained) -> None:
    address, document = told.address, told.discovered_by
    assert address is not None  # noqa: S101
    assert document is not None  # noqa: S101
    heading("Discovered")
    say(f"{moment(address.first_seen_at)} by {address.source}, in", indent=2)
    whole(document.url, indent=4)
    last = document.last_read
    if last is not None:
        say(f"which was last read {moment(last.started_at)}: {last.outcome}", indent=4)
    others = [url for url in told.named_by if url != document.url]
    if document.url in told.named_by:
        say("and names it still", indent=4)
    for url in others:
        whole(f"named also by {url}", indent=4)
    if address.modified:
        say(f"said to have changed last: {address.modified}", indent=4)


def _print_visits(told: Explained) -> None:
    heading("Runs")
    for visit in told.visits:
        say(f"{visit.run_id}  {_result(visit)}", indent=2)
        for request in visit.requests:
            _print_request(request)


def _result(visit: Visit) -> str:
    if visit.result is None:
        return "no result yet"
    asked = "" if visit.requests else ", not asked for"
    return f"{visit.result}{f': {visit.reason}' if visit.reason else ''}{asked}"


def _print_request(request: Attempt) -> None:
    status = f" {request.status}" if request.status else ""
    said = f"{request.started_at:%Y-%m-%d %H:%M:%S}  {request.outcome}{status}"
    say(f"{said}, {request.size:,} bytes in {request.seconds:.2f} s", indent=4)
    for name, value in (
        ("at", request.final_url),
        ("robots.txt", request.robots_rule),
        ("reserved", request.reservations),
        ("detail", request.detail),
    ):
        if value:
            say(f"{name}: {value}", indent=6)


def _print_kept(told: Explained) -> None:
    if told.kept or told.page_missing:
        heading("In the archive")
    for one in told.kept:
        say(f"{moment(one.record.captured_at)}  {one.record.ref.file}", indent=2)
        say(_record(one), indent=4)
    if told.page_missing:
        say(told.page_missing, indent=2, style="yellow")


def _record(one: Kept) -> str:
    record = one.record
    said = [f"bytes {record.ref.offset:,} to {record.ref.offset + record.ref.length:,}", record.digest or "no digest"]
    if record.revisit:
        said.append("a revisit: the same body as before")
    return ", ".join(said if one.there else [*said, "gone from the archive"])


def _print_page(told: Explained) -> None:
    page = told.page
    if page is None:
        return
    heading(f"The page as this copydesk reads it, captured {moment(page.fetched_at)}")
    say(f"HTTP {page.status}, {page.content_type or 'no content type'}, {page.size:,} bytes", indent=2)
    if isinstance(page.result, Rejection):
        say(f"No article: {page.result.reason}: {page.result.detail}", indent=2, style="yellow")
    else:
        _print_fields(page.result)
    _print_blocks(page)


def _print_fields(article: Article) -> None:
    authors = ", ".join(author.value for author in article.authors) or None
    by = article.authors[0].method if article.authors else ""
    _field("title", article.title.value, article.title.method)
    _field("authors", authors, by)
    for name, value in (("published", article.published), ("modified", article.modified)):
        _stated(name, value)
    _field("access", article.access, "")
    if article.canonical_url != article.url:
        _field("canonical", article.canonical_url, "")


def _stated(name: str, value: Stated | None) -> None:
    _field(name, value.value if value else None, value.method if value else "")


def _field(name: str, value: str | None, method: str) -> None:
    say(f"{name}: {value or 'none'}{f' ({method})' if value and method else ''}", indent=2)


def _print_blocks(page: Reading) -> None:
    if not page.blocks:
        return
    removed = sum(block.label is not Label.CONTENT for block in page.blocks)
    heading(f"Its {counted(len(page.blocks), 'block')}: {len(page.blocks) - removed} of the text, {removed} removed")
    for block in page.blocks:
        _print_block(block)


def _print_block(block: LabelledBlock) -> None:
    section = "" if block.section is None else f"§{block.section} "
    mark = f"{block.position:>4} {block.label:<{_LABEL}} {section}"
    style = "" if block.label is Label.CONTENT else "dim"
    say(f"{mark}{short(block.text, width() - len(mark))}", style=style)
    if block.label is not Label.CONTENT:
        rule = f"{block.rule} at "
        say(f"{rule}{short_middle(block.path, width() - 5 - len(rule))}", indent=5, style=style)


def _print_story(told: Explained, typed: Typed) -> None:
    story = told.story
    if story is None:
        return
    row = story.row
    heading(f"The article in the datasets, {row['article_id']}, date={story.date}")
    if told.story_of is not None:
        whole(f"It stands there under {told.story_of}", indent=2)
    _print_row(row)
    if told.made_by_other_code:
        say("The present code makes another text of the same page. What would change in all:", indent=2, style="yellow")
        type_this(typed(f"reprocess --source {row['source']} --dry-run"), indent=4)
    for revision in story.revisions:
        print_revision(revision)
    _print_cluster(story)


def _print_row(row: Mapping[str, Any]) -> None:
    _field("title", row["title"], row["title_method"])
    _field("published_at", row["published_at"] and moment(row["published_at"]), row["published_method"] or "")
    say(
        f"{row['word_count']:,} words, {counted(row['section_count'], 'section')}, revision {row['revision']}, "
        f"access {row['access']}",
        indent=2,
    )
    say(f"written by run {row['run_id']}, first captured {moment(row['first_captured_at'])}", indent=2)
    say(f"content_hash {row['content_hash']}", indent=2)
    if row["warnings"]:
        say(f"warnings: {', '.join(row['warnings'])}", indent=2, style="yellow")


def _print_cluster(story: Story) -> None:
    cluster = story.cluster
    if cluster is None:
        say("Copies of it: not looked for yet", indent=2)
        return
    others = [one for one in cluster.members if one.article_id != story.row["article_id"]]
    if not others:
        say("Copies of it: none", indent=2)
        return
    heading(f"Its copies, cluster {cluster.cluster_id}, {cluster.start} to {cluster.end}")
    say(f"{'original' if story.row['original'] else 'copy'}: this article", indent=2)
    for one in others:
        say(f"{'original' if one.original else 'copy'}: {one.source}: {one.title}", indent=2)
        whole(one.url, indent=4)


def _print_next(told: Explained, typed: Typed) -> None:
    if told.next is None or told.address is None:
        return
    heading("Next")
    say(told.next.text, indent=2)
    reason = told.address.reason
    if reason is not None and reason is not Reason.TAKEN_DOWN:
        say("To try it now:", indent=2)
        type_this(typed(f"rerun --url {shlex.quote(told.url)}"), indent=4)
    out.print()
