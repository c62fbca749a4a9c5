"""What every part of keeping works on."""

from dataclasses import dataclass

from pipeline.ledger import Ledger
from pipeline.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """A store that nobody else changes, with its open ledger."""

    store: Store
    ledger: Ledger
