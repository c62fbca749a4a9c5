"""Copies among the articles: syndicated texts, light rewrites, and the same text under another address."""

from pipeline.load.duplicates.compare import Compared, compare

__all__ = ["Compared", "compare"]
