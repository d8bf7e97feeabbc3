"""What the first hundred bytes of a database file say, read before SQLite opens it.

Source: the database file format of SQLite, section 1.3.
"""

from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FileHeader:
    """Whether the file is a database at all, whose it is, and whether it was closed in peace."""

    is_database: bool
    application_id: int = 0
    user_version: int = 0
    closed_cleanly: bool = True


def read_header(path: Path) -> FileHeader:
    """Read the header of a file that no connection of this process has open.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_LENGTH)
    if len(head) < _LENGTH or not head.startswith(_MAGIC):
        return FileHeader(is_database=False)
    return FileHeader(
        is_database=True,
        application_id=int.from_bytes(head[68:72], "big"),
        user_version=int.from_bytes(head[60:64], "big"),
        closed_cleanly=head[18] == 1,
    )
