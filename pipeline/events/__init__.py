"""What happens, told as it happens: `tell(Event.FETCH_NOTHING)`. Who writes it down, and how, is `pipeline.logs`."""

from pipeline.events.catalogue import Event
from pipeline.events.cleaning import clean, one_line
from pipeline.events.masking import keep_secret, masked
from pipeline.events.telling import Line, of_run, tell

__all__ = ["Event", "Line", "clean", "keep_secret", "masked", "of_run", "one_line", "tell"]
