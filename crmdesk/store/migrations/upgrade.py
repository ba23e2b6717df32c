"""Running the migrations: one transaction, foreign keys off before it begins and checked before it commits."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from crmdesk.store.dialects import sqlite
from crmdesk.store.guard import permitted
from crmdesk.store.migrations import NEWEST


def upgrade(path: Path) -> None:
    """Bring a workspace file to the newest layout, all or nothing.

    Raises ForeignKeyDamageError when rows would point nowhere afterwards.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    engine = sqlite.open_engine(path)
    with engine.connect().execution_options(**sqlite.WRITES) as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin(), permitted(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise ForeignKeyDamageError(path.name)
            connection.exec_driver_sql(f"PRAGMA user_version={NEWEST}")


class ForeignKeyDamageError(RuntimeError):
    """A migration left rows that point nowhere; it was rolled back."""
