"""What the report calls things, and what it says to do about them. Data only."""

from pipeline.health import Topic
from pipeline.load.quality.drift import LENGTH, MISSING, REMOVED, VOLUME

TOPICS = {
    Topic.BROKEN_OFF: "Broken off",
    Topic.SILENT: "Silent",
    Topic.FAILED_PAGES: "Pages failed",
    Topic.UNANSWERED: "No answer",
    Topic.OVERRAN: "Moved on too far",
}
"""A word for each kind of trouble; of a check, see `CHECKS`."""

_LAYOUT = "Layout changed"
CHECKS = {
    VOLUME: "Unusual volume",
    LENGTH: _LAYOUT,
    MISSING: _LAYOUT,
    REMOVED: _LAYOUT,
}
"""A word for each check of a source; one of articles is called by its name."""

URGENCY = (Topic.BROKEN_OFF, Topic.SILENT, Topic.FAILED_PAGES, Topic.QUALITY, Topic.UNANSWERED, Topic.OVERRAN)
"""What is told first, of what is equally bad."""

COMMANDS = {
    Topic.BROKEN_OFF: ("copydesk run",),
    Topic.SILENT: ("copydesk sources check {source}",),
    Topic.FAILED_PAGES: ("copydesk failures {run_id} --source {source}", "copydesk rerun {run_id} --source {source}"),
    Topic.UNANSWERED: ("copydesk sources check {source}",),
    Topic.OVERRAN: ("copydesk run --source {source}",),
}
"""What to type first, and next."""

OF_AN_ARTICLE = "copydesk explain {url}"
OF_A_LAYOUT = "copydesk reprocess --source {source} --dry-run"
OF_A_VOLUME = "copydesk sources check {source}"

KINDS = {"nightly": "Night", "rerun": "Rerun", "backfill": "Backfill"}
