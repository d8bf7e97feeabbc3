"""Opening a knowledge base to read it where it cannot or must not be written."""

from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.database import Database
from flipdesk.knowledge.disk_trouble import damaged, disk_trouble
from flipdesk.knowledge.engine import (
    Connection,
    DatabaseError,
    connect,
    connect_reading,
    new_migrations,
    tools,
)
from flipdesk.knowledge.migrations import APPLICATION_ID, STEPS

_COLUMNS = """
select m.name, c.name from sqlite_master as m join pragma_table_info(m.name) as c
where m.type in ('table', 'view')
"""


def open_to_read(path: Path, key: bytes | None = None) -> Database:
    """Open a database of which not one byte is changed; every write is refused with a sentence.

    Raises:
        KnownError: it is damaged, in use, or so old or new that this FlipDesk cannot read it.
    """
    connection = connect_reading(path, key)
    database = Database(connection, path, key)
    database.is_read_only = True
    try:
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma temp_store = memory")
        _refuse_strange(connection, path)
    except DatabaseError as error:
        connection.close()
        raise (disk_trouble(error, path) or damaged(path)) from error
    except BaseException:
        connection.close()
        raise
    return database


def _refuse_strange(connection: Connection, path: Path) -> None:
    is_ours = connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    if not is_ours or not _wanted() <= _columns(connection):
        raise KnownError(
            _(
                "{place} cannot be read by this FlipDesk. Copy it to a folder of your own, update"
                " FlipDesk, and open it there."
            ).format(place=path.parent)
        )


def _wanted() -> set[tuple[str, str]]:
    """Return every column that this FlipDesk may ask for."""
    connection = connect(":memory:")
    try:
        migrations = new_migrations("flipdesk")
        for step in STEPS:
            migrations()(step)
        migrations.apply(tools(connection))
        return _columns(connection)
    finally:
        connection.close()


def _columns(connection: Connection) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in connection.execute(_COLUMNS).fetchall()}
