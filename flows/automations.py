"""What a Prefect server does by itself: end runs whose process is gone, and, if asked to, tell people of red ones.

Only flow runs with the tag `copydesk` are touched.
"""

from datetime import timedelta

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

TAG = "copydesk"
HEARTBEAT = timedelta(seconds=30)
"""Between two signs of life of a run: the least that Prefect knows."""

_SILENCE = timedelta(seconds=90)  # as long without one, and its process is gone
_TO_BEGIN = timedelta(minutes=10)  # from being taken by a worker to its first step

_ENDS = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "TimedOut", "Cancelled", "Crashed")}
_ALIVE = "prefect.flow-run.heartbeat"
_TAKEN = "prefect.flow-run.Pending"


def gone(silence: timedelta = _SILENCE) -> list[AutomationCore]:
    """Runs that were killed together with their worker: nobody else would notice, and they would keep their slot."""
    return [
        _crashing(
            "copydesk: a run's process is gone",
            after={_ALIVE},
            expect={_ALIVE, *_ENDS},
            within=silence,
            message="No sign of life: its process is gone. Retry it, or let the next run go on where it stopped.",
        ),
        _crashing(
            "copydesk: a run never began",
            after={_TAKEN},
            expect={"prefect.flow-run.*"},
            within=_TO_BEGIN,
            message="A worker took it and never began. Retry it, or let the next run do its work.",
        ),
    ]


def telling(client: SyncPrefectClient, block: str) -> AutomationCore:
    """Red runs told through a notification block of Prefect's, such as `slack-webhook/newsdesk`."""
    kind, _, name = block.partition("/")
    document = client.read_block_document_by_name(name, kind)
    return AutomationCore(
        name="copydesk: tell of red runs",
        trigger=_trigger(expect={f"prefect.flow-run.{state}" for state in ("Failed", "TimedOut", "Crashed")}),
        actions=[
            SendNotification(
                block_document_id=document.id,
                subject="copydesk: {{ flow_run.name }} {{ flow_run.state.name }}",
                body="{{ flow_run.state.message }}\n{{ flow_run|ui_url }}",
            )
        ],
    )


def install(client: SyncPrefectClient, wanted: list[AutomationCore]) -> None:
    """Put automations on the server, in place of those of the same name."""
    for automation in wanted:
        for old in client.read_automations_by_name(automation.name):
            client.delete_automation(old.id)
        client.create_automation(automation)


def _crashing(name: str, *, after: set[str], expect: set[str], within: timedelta, message: str) -> AutomationCore:
    return AutomationCore(
        name=name,
        trigger=_trigger(after=after, expect=expect, within=within, posture=Posture.Proactive),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message=message)],
    )


def _trigger(
    *,
    expect: set[str],
    after: set[str] | None = None,
    within: timedelta = timedelta(0),
    posture: Posture = Posture.Reactive,
) -> EventTrigger:
    return EventTrigger(
        after=after or set(),
        expect=expect,
        match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
        match_related=ResourceSpecification(
            {"prefect.resource.id": [f"prefect.tag.{TAG}"], "prefect.resource.role": ["tag"]}
        ),
        for_each={"prefect.resource.id"},
        posture=posture,
        threshold=1,
        within=within,
    )
