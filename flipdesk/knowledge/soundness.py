"""Whether a database file holds together by itself, found out without changing a byte of it."""

from pathlib import Path

from flipdesk.knowledge.engine import Connection, DatabaseError, connect
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION
from flipdesk.knowledge.seals import digests


def reading_without_log(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection that reads the file alone, whatever lies beside it."""
    return connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", key)


def is_sound(path: Path, key: bytes | None = None) -> bool:
    """Tell whether a file is a knowledge base that this FlipDesk can go on with, without its log.

    Every page, reference and seal is looked at.
    """
    try:
        if not path.stat().st_size:
            return False
        connection = reading_without_log(path, key)
    except (OSError, DatabaseError):
        return False
    try:
        return _is_sound(connection)
    except (DatabaseError, UnicodeDecodeError):
        return False
    finally:
        connection.close()


def broken_seals(connection: Connection) -> tuple[str, ...]:
    """Return the tables whose rows are not what was sealed; one without a seal is never broken.

    For a file that nobody writes, such as a backup; `Seals` looks at the one that is in use.
    """
    known = connection.execute("select 1 from sqlite_master where name = 'seal'").fetchone()
    if known is None:
        return ()
    kept = {str(row[0]): int(row[1]) for row in connection.execute("select id, digest from seal")}
    broken = []
    for table, digest in digests(connection).items():
        if table in kept:
            total = 0
            for row in connection.execute(f"select * from {table}"):
                total ^= digest(dict(row))
            if total != kept[table]:
                broken.append(table)
    return tuple(broken)


def _is_sound(connection: Connection) -> bool:
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        return False
    if not 0 < connection.execute("pragma user_version").fetchone()[0] <= SCHEMA_VERSION:
        return False
    if connection.execute("pragma integrity_check(1)").fetchone()[0] != "ok":
        return False
    if connection.execute("pragma foreign_key_check").fetchone() is not None:
        return False
    return not broken_seals(connection)
