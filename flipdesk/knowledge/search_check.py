"""Whether the full-text indexes hold together, which the checks of SQLite itself do not tell."""

from flipdesk.knowledge.engine import Connection, DatabaseError

_INDEXES = "select name from sqlite_master where sql like 'create virtual table %using fts5%'"


def broken_indexes(connection: Connection) -> tuple[str, ...]:
    """Return the indexes that do not. They are made of the rows and can be made again.

    Source: https://sqlite.org/fts5.html, "the integrity-check command".
    """
    broken = []
    for row in connection.execute(_INDEXES).fetchall():
        index = str(row[0])
        try:
            connection.execute(f"insert into {index} ({index}) values ('integrity-check')")
        except DatabaseError:
            broken.append(index)
    return tuple(broken)
