"""What failed in a run, done again: told beforehand, then done.

    order = ordered(settings, ledger, wish)    what there is to do, and what is left alone and why; nothing is written

The steps of a night then do order.plan.

A rerun is a run of its own. A run and the reruns of it are seen as one: what one of them has done the others need not.
"""

from pipeline.reruns.order import ordered
from pipeline.reruns.records import Asking, Left, Order, Wish

__all__ = ["Asking", "Left", "Order", "Wish", "ordered"]
