"""What is known of a fetch beside its bytes, as fields of a metadata record."""

from pipeline.models import Attempt

COPIED_FROM = "copiedFrom"
"""The field of a page that was not fetched: the WARC file that it was copied from."""


def notes_of(attempt: Attempt) -> dict[str, str]:
    """The fields of the request that brought a page, those that have something to say.

    source: the source's id. robots: the rule that applied. reservations: as raw as `Attempt` has them. fetchTimeMs:
    from the request to the last byte; via: the address that redirects led from; both named as other crawlers do.
    """
    fields = {
        "source": attempt.source,
        "robots": attempt.robots_rule,
        "reservations": attempt.reservations,
        "fetchTimeMs": f"{attempt.seconds * 1000:.0f}",
        "via": attempt.url if attempt.final_url else None,
    }
    return {name: value for name, value in fields.items() if value}
