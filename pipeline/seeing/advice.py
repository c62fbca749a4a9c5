"""What to do about each reason for which a URL became no article, and about each thing that is wrong with a run.

Data only. A command is one of copydesk's, to be typed after its name; {run}, {source} and {reason} are filled in. When
a URL is asked again without anybody's doing is not said here: `pipeline.reasons` knows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.health import Topic
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """text: a sentence or two for an operator. command: what to type, None where there is nothing to."""

    text: str
    command: str | None = None


_RERUN = "rerun {run} --source {source} --reason {reason}"
_CHECK = "sources check {source}"
_LIST = "failures {run} --source {source} --reason {reason}"

OF_REASON: Mapping[Reason, Advice] = {
    Reason.EXCLUDED: Advice(
        text="Nothing to do: your own filters, or off the site. To take such pages, change include or exclude.",
    ),
    Reason.TOO_OLD: Advice(text="Nothing to do. To take older articles, raise max_age_days."),
    Reason.ROBOTS_DENIED: Advice(text="Nothing to do: robots.txt says no. This shows the line.", command=_CHECK),
    Reason.RESERVED: Advice(
        text="Nothing to do: the site reserves the use. With its leave, set allow_reserved of the source.",
    ),
    Reason.HOST_RESTING: Advice(
        text="The host had failed too often before, see the other reasons. When it is well again:", command=_RERUN
    ),
    Reason.HTTP_403: Advice(
        text="The site refuses us. If it refuses all, ask it to let your fetch.user_agent in.", command=_CHECK
    ),
    Reason.HTTP_404: Advice(
        text="Mostly nothing to do. If they are many, a feed or sitemap names wrong addresses.", command=_LIST
    ),
    Reason.HTTP_410: Advice(text="Nothing to do: the publisher took the page away for good."),
    Reason.HTTP_429: Advice(text="The site finds us too fast: raise fetch.delay_seconds, then:", command=_RERUN),
    Reason.HTTP_4XX: Advice(text="See what the site says:", command=_LIST),
    Reason.HTTP_5XX: Advice(text="The site was in trouble. When it is well again:", command=_RERUN),
    Reason.TIMEOUT: Advice(
        text="The site was too slow. If it always is, raise fetch.timeout_seconds, then:", command=_RERUN
    ),
    Reason.DNS: Advice(text="The host's name did not resolve. See whether it does now:", command=_CHECK),
    Reason.TLS: Advice(text="The site's certificate is not in order. See whether it is now:", command=_CHECK),
    Reason.CONNECTION: Advice(text="The host did not answer. When it is there again:", command=_RERUN),
    Reason.REDIRECT_LOOP: Advice(text="The site leads nowhere. See where:", command=_LIST),
    Reason.TOO_LARGE: Advice(
        text="Hardly an article. If they are, raise fetch.max_bytes, then:",
        command=_RERUN,
    ),
    Reason.CONTENT_TYPE: Advice(text="Nothing to do: a picture, a film, a document. exclude keeps them out."),
    Reason.PRIVATE_ADDRESS: Advice(
        text="If the source is meant to be in your own network, set fetch.allow_private_addresses, then:",
        command=_RERUN,
    ),
    Reason.PAYWALL: Advice(text="Nothing to do: only for who pays."),
    Reason.CONSENT_WALL: Advice(
        text="The site shows only its consent dialog. See whether it still does:", command=_RERUN
    ),
    Reason.BOT_CHALLENGE: Advice(
        text="The site takes us for a robot. Ask it to let your fetch.user_agent in, then:", command=_RERUN
    ),
    Reason.SOFT_404: Advice(text="Mostly nothing to do: pages that say that they are not there.", command=_LIST),
    Reason.NOT_ARTICLE: Advice(
        text="Nothing to do, unless one is an article after all: `copydesk explain URL` shows what it was taken for.",
        command=_LIST,
    ),
    Reason.NO_TEXT: Advice(
        text="Nothing to do, unless one has text after all: `copydesk explain URL` shows every block.", command=_LIST
    ),
    Reason.DUPLICATE: Advice(text="Nothing to do: the article is there under another address."),
    Reason.QUALITY: Advice(
        text="Kept aside in the dataset quarantine. If the articles are fine, set the check to warn, then:",
        command=_RERUN,
    ),
    Reason.TAKEN_DOWN: Advice(text="Nothing to do: taken out with `copydesk remove`, for good."),
    Reason.TRANSFORM_ERROR: Advice(
        text="A fault of copydesk's own: report it with the traceback in the log. With a mended one:", command=_RERUN
    ),
}
"""Every reason."""

OF_TOPIC: Mapping[Topic, Advice] = {
    Topic.BROKEN_OFF: Advice(text="The log says why. What is left is taken up by:", command="run"),
    Topic.SILENT: Advice(text="See whether the site answers now:", command=_CHECK),
    Topic.FAILED_PAGES: Advice(text="See which, and how:", command="failures {run} --source {source}"),
    Topic.QUALITY: Advice(text="The report shows it beside the nights before:", command="report {run}"),
    Topic.UNANSWERED: Advice(text="See whether it answers now:", command=_CHECK),
    Topic.OVERRAN: Advice(
        text="Run more often, or give the source a sitemap as well. See what it has:", command=_CHECK
    ),
}
"""Every topic of a trouble."""
