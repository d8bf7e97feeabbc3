"""Which SQLite this FlipDesk runs on."""

from flipdesk.knowledge.engine import connect


def engine_version() -> str:
    """Return the versions of SQLite and of its encryption, as in "3.53.0, SQLCipher 4.11.0"."""
    connection = connect(":memory:")
    try:
        sqlite = connection.execute("SELECT sqlite_version()").fetchone()[0]
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return f"{sqlite}, SQLCipher {cipher[0].split()[0]}" if cipher else str(sqlite)
