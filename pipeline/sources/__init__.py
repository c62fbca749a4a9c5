"""The sites that copydesk can read: those that it ships, and the entries of a configuration file."""

from pipeline.sources.catalogue import Listed, find, in_both, shipped
from pipeline.sources.entry import id_for, render
from pipeline.sources.file import append

__all__ = ["Listed", "append", "find", "id_for", "in_both", "render", "shipped"]
