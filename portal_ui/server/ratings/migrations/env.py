"""Runs the revisions on the connection and within the transaction that `portal_ui.server.ratings.database` opened."""

from alembic import context

from portal_ui.server.ratings.database import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
