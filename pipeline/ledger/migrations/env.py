"""What Alembic runs to migrate: on the connection that it is given, in the transaction that is under way there."""

from alembic import context

from pipeline.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
