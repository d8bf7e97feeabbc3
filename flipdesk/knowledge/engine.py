"""The one SQLite in the program: sqlcipher3, also underneath sqlite-utils.

sqlite-utils looks for pysqlite3 before Python's own sqlite3. Putting sqlcipher3 in that place makes
its `except OperationalError` clauses meet the exceptions that are really raised.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlite
from sqlcipher3.dbapi2 import Connection, DatabaseError, IntegrityError, OperationalError

from flipdesk.errors import BugError

if TYPE_CHECKING:
    from sqlite_utils import Database as Tools
    from sqlite_utils import Migrations

__all__ = ["Connection", "DatabaseError", "IntegrityError", "OperationalError"]


def connect(path: str, key: bytes | None = None) -> Connection:
    """Return a connection in autocommit mode that does not wait for a lock.

    It is used on one thread, which `Database` sees to; only a backup reads it from another one.
    With a key of 32 bytes the file is encrypted, or is to be; that it fits shows at the first read.

    Raises:
        BugError: this engine does not encrypt.
    """
    connection = sqlite.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite.Row
    # What is wrong is told by an exception; SQLCipher would print it on stderr as well.
    connection.execute("pragma cipher_log_level = none")
    if key is not None:
        _encrypt(connection, key)
    # Nothing that a file from elsewhere defines may reach beyond the file.
    connection.execute("pragma trusted_schema = off")
    return connection


def connect_reading(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection that changes nothing in a file, nor in the log beside it."""
    return connect(f"{path.absolute().as_uri()}?mode=ro", key)


def raw_key(key: bytes) -> str:
    """Return a key as SQLCipher takes it without making another of it."""
    return f"x'{key.hex()}'"


def _encrypt(connection: Connection, key: bytes) -> None:
    # It must be the first statement; an SQLite without a cipher takes it without a word.
    connection.execute(f'pragma key = "{raw_key(key)}"')
    connection.execute("pragma cipher_compatibility = 4")
    status = connection.execute("pragma cipher_status").fetchone()
    if status is None or status[0] != "1":
        connection.close()
        raise BugError("this SQLite does not encrypt")


def tools(connection: Connection) -> "Tools":
    """Return sqlite-utils over an open connection; imported late, for it costs a window's start."""
    _share_engine()
    from sqlite_utils import Database

    return Database(connection)


def new_migrations(name: str) -> "Migrations":
    """Return an empty set of sqlite-utils migrations."""
    _share_engine()
    from sqlite_utils import Migrations

    return Migrations(name)


def _share_engine() -> None:
    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlite)
