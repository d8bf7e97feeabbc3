"""How SQLite is to keep a knowledge base; each setting is read back."""

from pathlib import Path

from flipdesk.errors import BugError
from flipdesk.knowledge.disk_trouble import unanswered
from flipdesk.knowledge.engine import Connection

_PRAGMAS = {
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "mmap_size": 0,
}


def set_up(connection: Connection, path: Path) -> None:
    """Set everything before the first write.

    Raises:
        KnownError: the disk does not answer.
        BugError: the engine does not take a setting.
        KnownError: the disk does not answer.
    """
    if connection.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
        raise unanswered(path)
    for name, value in _PRAGMAS.items():
        connection.execute(f"pragma {name} = {value}")
        if connection.execute(f"pragma {name}").fetchone()[0] != value:
            raise BugError(f"pragma {name} did not take {value}")
