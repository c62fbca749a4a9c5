"""The sites that copydesk can read: those that it ships, and the entries of a configuration file."""

from pipeline.sources.catalogue import Listed, chosen, in_both, matches, shipped, shipped_as, shipped_for
from pipeline.sources.entry import id_for, render
from pipeline.sources.file import append, refuse_known

__all__ = [
    "Listed",
    "append",
    "chosen",
    "id_for",
    "in_both",
    "matches",
    "refuse_known",
    "render",
    "shipped",
    "shipped_as",
    "shipped_for",
]
