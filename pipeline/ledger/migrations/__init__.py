"""The ledger's versions, one script each; see `pipeline.ledger.versions`.

A script says in full what it does, and uses nothing of `pipeline.ledger.tables`, which will have moved on.
"""
