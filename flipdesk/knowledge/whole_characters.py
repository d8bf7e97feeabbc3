"""Halves of characters, which a clipboard can hold and no file and no database can."""

from collections.abc import Sequence
from typing import Any

from flipdesk.domain.changes import Value
from flipdesk.knowledge.engine import Connection


def run(connection: Connection, sql: str, values: Sequence[Value]) -> Any:
    """Run one statement and return its cursor; a half of a character in a text becomes U+FFFD.

    Raises:
        DatabaseError: as the engine does.
    """
    try:
        return connection.execute(sql, values)
    except UnicodeEncodeError:
        return connection.execute(sql, _whole(values))


def run_many(connection: Connection, sql: str, rows: Sequence[Sequence[Value]]) -> None:
    """Run one statement for each row of values, as `run` does."""
    try:
        connection.executemany(sql, rows)
    except UnicodeEncodeError:
        connection.executemany(sql, [_whole(one) for one in rows])


def _whole(values: Sequence[Value]) -> list[Value]:
    # Two halves that belong together become the character they are.
    return [
        one.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if isinstance(one, str)
        else one
        for one in values
    ]
