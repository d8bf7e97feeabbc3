"""Opening a knowledge base to read it where it cannot or must not be written."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.database import Database
from flipdesk.knowledge.disk_trouble import damaged, disk_trouble, unanswered
from flipdesk.knowledge.engine import (
    Connection,
    DatabaseError,
    connect,
    connect_reading,
    new_migrations,
    tools,
)
from flipdesk.knowledge.loose_log import log_of
from flipdesk.knowledge.migrations import APPLICATION_ID, STEPS

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_COLUMNS = """
select m.name, c.name from sqlite_master as m join pragma_table_info(m.name) as c
where m.type in ('table', 'view')
"""


def open_to_read(path: Path, key: bytes | None = None) -> Database:
    """Open a database of which not one byte is changed; every write is refused with a sentence.

    Raises:
        KnownError: it is damaged, in use, or so old or new that this FlipDesk cannot read it.
    """
    scratch = _copied_with_log(path)
    connection = connect_reading(path if scratch is None else Path(scratch.name, path.name), key)
    database = Database(connection, path, key)
    database.is_read_only, database.scratch = True, scratch
    try:
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma temp_store = memory")
        _refuse_strange(connection, path)
    except DatabaseError as error:
        database.close()
        raise (disk_trouble(error, path) or damaged(path)) from error
    except BaseException:
        database.close()
        raise
    return database


def _copied_with_log(path: Path) -> "TemporaryDirectory[str] | None":
    """Copy a file that was not closed from a place that cannot be written, None elsewhere.

    SQLite reads a log only where it can write an index beside it.

    Raises:
        KnownError: there is no room for it.
    """
    log = log_of(path)
    if not log.exists() or not log.stat().st_size or os.access(path.parent, os.W_OK):
        return None
    import shutil
    from tempfile import TemporaryDirectory

    scratch = TemporaryDirectory(prefix="flipdesk-")
    try:
        for one in (path, log):
            shutil.copyfile(one, Path(scratch.name, one.name))
    except OSError as error:
        scratch.cleanup()
        raise unanswered(Path(scratch.name, path.name)) from error
    return scratch


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
