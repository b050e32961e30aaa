"""A vote is one row for each reader and article."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of votes. `voter` is a keyed hash of 32 bytes that stands for one reader of one article."""
    op.create_table(
        "portal_votes",
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("voter", sa.LargeBinary, primary_key=True),
        sa.Column("points", sa.SmallInteger, sa.CheckConstraint("points BETWEEN 1 AND 5"), nullable=False),
    )
