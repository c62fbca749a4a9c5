"""What a person sees of what failed in a run."""

from collections.abc import Callable

from pipeline.console.lines import counted, heading, moment, say, type_this, whole
from pipeline.console.terminal import out
from pipeline.seeing import FailedUrl, Failures, Group, Outlook

_URLS_SHOWN = 8
_GROUPS_SHOWN = 20


def print_failures(found: Failures, typed: Callable[[str], str]) -> None:
    """By source and reason, the first URLs of each. typed: a command as this user types it."""
    total = sum(len(group.urls) for group in found.groups)
    say(f"Run {found.run_id}, began {moment(found.started_at)}: {_summary(total, found)}", style="bold")
    for group in found.groups[:_GROUPS_SHOWN]:
        _print_group(group, typed)
    hidden = found.groups[_GROUPS_SHOWN:]
    if hidden:
        urls = sum(len(group.urls) for group in hidden)
        heading(f"and {len(hidden)} more of the kind, {counted(urls, 'URL')}; --source shows one, --json all")
    if found.documents:
        heading("Feeds, sitemaps and listings that did not answer")
    for problem in found.documents:
        whole(f"{problem.source}: {problem.url}", indent=2)
        say(f"{problem.reason}: {problem.detail or problem.reason}", indent=6)
    if found.rerun is not None:
        out.print()
        say("To do again just these:")
        type_this(typed(found.rerun))


def _summary(total: int, found: Failures) -> str:
    said = [counted(total, "URL") if total else "no URL failed"]
    if found.documents:
        said.append(f"{counted(len(found.documents), 'document')} unanswered")
    if found.left:
        said.append(f"{found.left} without a result yet")
    return ", ".join(said)


def _print_group(group: Group, typed: Callable[[str], str]) -> None:
    heading(f"{group.source} · {group.reason} · {counted(len(group.urls), 'URL')}")
    say(group.advice.text, indent=2)
    if group.advice.command is not None and not group.advice.command.startswith("failures "):
        type_this(typed(group.advice.command), indent=4)
    for url in group.urls[:_URLS_SHOWN]:
        whole(url.url, indent=2)
        say(_told(url), indent=6)
    if len(group.urls) > _URLS_SHOWN:
        say(f"and {len(group.urls) - _URLS_SHOWN} more; --json shows all", indent=2)


def _told(url: FailedUrl) -> str:
    said = [url.detail] if url.detail else []
    if url.asked_at is None:
        said.append("not asked for in this run")
    if url.in_a_row:
        said.append(f"failed in {counted(url.in_a_row, 'run')}{' in a row' if url.in_a_row > 1 else ''}")
    said.append(_outlook(url))
    return "; ".join(said)


def _outlook(url: FailedUrl) -> str:
    match url.outlook:
        case Outlook.NEXT_TRY if url.next_try_at is None:
            return "asked for by the first run that meets it"
        case Outlook.NEXT_TRY:
            return f"tried again by the first run from {moment(url.next_try_at)} on"
        case Outlook.WAITS:
            return "taken up again by the run that goes on, or the next one"
        case Outlook.ANEW:
            return "decided anew by every run"
        case Outlook.GIVEN_UP:
            return "given up"
        case Outlook.WRITTEN:
            return "an article by now, or still"
