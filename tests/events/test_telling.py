"""An event becomes a record: its sentence, its fields, and nothing in them that could do harm."""

import ast
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.events import Event, Line, clean, of_run, tell
from pipeline.events.catalogue import FIELDS, WORDINGS
from pipeline.events.cleaning import LONGEST
from tests.logs.listening import caught, listening

ROOT = Path(__file__).parents[2]


def sentence(event: Event, **fields: str | float | None) -> str:
    with listening("copydesk.url" if event.startswith("url.") else "copydesk") as records:
        tell(event, **fields)
    (record,) = records
    return record.getMessage()


def test_an_event_is_a_sentence_with_its_fields() -> None:
    with listening() as records:
        tell(Event.DISCOVER_OVERRAN, stage="discover", source="example", url="https://example.org/feed/")
    (record,) = records
    assert record.levelno == logging.WARNING
    assert record.msg == Line(
        Event.DISCOVER_OVERRAN, {"stage": "discover", "source": "example", "url": "https://example.org/feed/"}
    )
    assert record.getMessage() == (
        "discover: example: https://example.org/feed/ overran: all of it is new, articles may have been missed"
    )


def test_parts_of_a_sentence_are_left_out_where_nothing_is_known() -> None:
    failed = {"stage": "fetch", "url": "https://example.org/a", "reason": "timeout"}
    assert sentence(Event.URL_FAILED, **failed) == "fetch: https://example.org/a: timeout"
    assert sentence(Event.URL_FAILED, source="example", detail="not complete within 20 s", **failed) == (
        "fetch: example: https://example.org/a: timeout: not complete within 20 s"
    )
    assert sentence(Event.STAGE_BEGINS, stage="fetch", total=0) == "fetch: begins, 0 to do"
    assert sentence(Event.STAGE_BEGINS, stage="fetch", total=None) == "fetch: begins"


def test_the_run_is_told_with_each_event_whichever_thread_tells_it() -> None:
    told, ready = threading.Event(), threading.Event()

    def worker() -> None:
        ready.wait()
        tell(Event.FETCH_NOTHING, stage="fetch")
        told.set()

    threading.Thread(target=worker).start()  # there before the run, as the one that renews a lease is
    with listening() as records, of_run("20261127T030000Z-ab12"):
        ready.set()
        assert told.wait(10)
        tell(Event.FETCH_NOTHING, stage="fetch")
    with listening() as after:
        tell(Event.FETCH_NOTHING, stage="fetch")
    assert [record.msg.fields.get("run") for record in (*records, *after)] == ["20261127T030000Z-ab12"] * 2 + [None]


HARMFUL = [
    ("a title\n2026-11-27 ERROR forged", "a title\\n2026-11-27 ERROR forged"),
    ("\x1b[2J\x1b]0;owned\x07", "\\x1b[2J\\x1b]0;owned\\x07"),
    ("a\r\tb\x9bc", "a\\r\\tb\\x9bc"),
    ("line\u2028separator, gnp.\u202exe", "line\\u2028separator, gnp.\\u202exe"),
    ("half a \ud83d pair", "half a \\ud83d pair"),
    ("Grüße, 日本", "Grüße, 日本"),
    ("{source.__class__} %s %(x)s", "{source.__class__} %s %(x)s"),
]


@pytest.mark.parametrize(("text", "shown"), HARMFUL)
def test_what_a_site_sends_stays_on_the_line_and_does_nothing(text: str, shown: str) -> None:
    told = sentence(Event.URL_FAILED, stage="fetch", url="https://example.org/a", reason="connection", detail=text)
    assert told == f"fetch: https://example.org/a: connection: {shown}"


@given(st.text())
def test_a_clean_text_is_one_printable_line(text: str) -> None:
    cleaned = str(clean(text))
    assert len((cleaned + ".").splitlines()) == 1
    assert not any(character in cleaned for character in "\x00\x1b\x7f\x9b\u2028\u202e")
    cleaned.encode()


def test_a_long_word_is_cut_and_says_so() -> None:
    assert clean("x" * 10_000) == "x" * LONGEST + "... (10000 characters)"


def test_an_error_is_told_with_its_traceback_without_secrets() -> None:
    with listening() as records:
        error = caught(ValueError("https://desk:hunter2@example.org/ said no"))
        tell(Event.COMMAND_CRASHES, error, detail="ValueError")
    (record,) = records
    assert (record.exc_text or "").splitlines()[0] == "Traceback (most recent call last):"
    assert (record.exc_text or "").splitlines()[-1] == "ValueError: https://***@example.org/ said no"


def test_every_event_has_its_wording_and_every_field_its_meaning() -> None:
    assert list(WORDINGS) == list(Event)
    assert {field for event in Event for field in fields_of(event)} == FIELDS.keys()


def fields_of(event: Event) -> set[str]:
    """What an event may have, of its sentence and beside it; a run's id is told with each."""
    wording = WORDINGS[event]
    return {name for _, name, _, _ in Formatter().parse(wording.text) if name} | {*wording.more, "run"}


def calls() -> Iterator[tuple[Event, set[str], str]]:
    """Every `tell(Event.X, a=...)` of the code: the event, the fields that it names, and where it stands."""
    for file in [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("tell", "events.tell"):
                named = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                for found in ast.walk(node.args[0]):
                    if isinstance(found, ast.Attribute) and ast.unparse(found.value).endswith("Event"):
                        yield Event[found.attr], named, f"{file.relative_to(ROOT)}:{node.lineno}"


def test_every_event_is_told_somewhere_with_fields_that_it_knows_and_enough_of_them() -> None:
    told = [*calls()]
    assert {event for event, _, _ in told} == {*Event}
    for event, named, place in told:
        first = {name for _, name, _, _ in Formatter().parse(WORDINGS[event].text.partition("|")[0]) if name}
        assert named <= fields_of(event), place
        assert first <= named | {"run"}, place
