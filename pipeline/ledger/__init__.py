"""What is known about every URL, in SQLite or PostgreSQL: the memory that makes every step safe to repeat.

A run's URLs stand in its worklist. A step asks the ledger what is left to do, does it, and records each result in one
transaction; whatever stops a run, the next one finds the same work left. Nothing here talks to sites or to datasets.
"""

from pipeline.ledger.histories import Address, CaptureRow, Part, Progress, Standing, TurnedAway
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.records import Captured, Claim, Kept, Known, LeftOver, Novelty, Run, Tally, Work
from pipeline.ledger.reprocessing import Findings, History, Move, Remembered, Taken
from pipeline.ledger.revisits import visits
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.versions import OutOfDate

__all__ = [
    "Address",
    "CaptureRow",
    "Captured",
    "Claim",
    "Event",
    "Findings",
    "History",
    "Kept",
    "Known",
    "Ledger",
    "LeftOver",
    "Move",
    "Novelty",
    "OutOfDate",
    "Part",
    "Progress",
    "Remembered",
    "Result",
    "Run",
    "Standing",
    "State",
    "Taken",
    "Tally",
    "TurnedAway",
    "Work",
    "visits",
]
