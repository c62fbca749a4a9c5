"""Who is told of a run that is not all right: the address in `[alerts] webhook`, as JSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx

from pipeline import config
from pipeline.errors import CopydeskError
from pipeline.events import Event, tell
from pipeline.health import Trouble

_TIMEOUT = 10.0  # seconds
_MOST_TROUBLES = 50


def notice(*, flow_run: str, run: str | None, state: str, headline: str, troubles: Iterable[Trouble]) -> dict[str, Any]:
    """What a webhook is told. run: the ledger's id of it, None where it had not begun or was killed.

    `text` alone is what chat services show.
    """
    named = f" {run}" if run else ""
    return {
        "text": f"copydesk: {flow_run} {state}: {headline}",
        "flow_run": flow_run,
        "run": run,
        "state": state,
        "headline": headline,
        "troubles": [
            {"topic": trouble.topic, "source": trouble.source, "text": trouble.text, "red": trouble.red}
            for trouble in list(troubles)[:_MOST_TROUBLES]
        ],
        "look": [f"copydesk status{named}", f"copydesk failures{named}"],
    }


def post(config_file: str, content: dict[str, Any]) -> None:
    """Tell the webhook that the configuration names, if it does. What goes wrong here is a warning: the run stands.

    The address is a secret: no message has it.
    """
    try:
        address = config.load(Path(config_file)).alerts.webhook
    except CopydeskError:
        return  # the run itself has told of it
    if address is None:
        return
    try:
        httpx.post(address, json=content, timeout=_TIMEOUT).raise_for_status()
    except httpx.HTTPStatusError as error:
        tell(Event.ALERT_UNHEARD, detail=f"answered {error.response.status_code}")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        tell(Event.ALERT_UNHEARD, detail=f"no answer ({type(error).__name__})")
