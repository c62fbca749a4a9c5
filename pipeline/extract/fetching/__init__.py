"""Requests: polite, bounded, to public addresses only, each ending under a name."""
