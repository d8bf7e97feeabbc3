"""The one SQLite in the program: sqlcipher3, also underneath sqlite-utils.

sqlite-utils looks for pysqlite3 before Python's own sqlite3. Putting sqlcipher3 in that place makes
its `except OperationalError` clauses meet the exceptions that are really raised.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlite
from sqlcipher3.dbapi2 import Connection, DatabaseError, IntegrityError, OperationalError

if TYPE_CHECKING:
    from sqlite_utils import Database as Tools
    from sqlite_utils import Migrations

__all__ = ["Connection", "DatabaseError", "IntegrityError", "OperationalError"]


def connect(path: str) -> Connection:
    """Return a connection in autocommit mode that does not wait for a lock."""
    connection = sqlite.connect(path, timeout=0, isolation_level=None)
    connection.row_factory = sqlite.Row
    return connection


def connect_reading(path: Path) -> Connection:
    """Return a connection that changes nothing in a file, nor in the log beside it."""
    return connect(f"{path.absolute().as_uri()}?mode=ro")


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
