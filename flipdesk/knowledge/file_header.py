"""What the first hundred bytes of a database file say, read before SQLite opens it.

Source: the database file format of SQLite, section 1.3.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100
_PAGE = 4096
"""Bytes of a page of SQLCipher 4, of which a file has a whole number."""


@dataclass(frozen=True, slots=True)
class FileHeader:
    """Whether the file is a database at all, whose it is, and whether it was closed in peace."""

    is_database: bool
    application_id: int = 0
    user_version: int = 0
    closed_cleanly: bool = True
    is_cut: bool = False
    """Whether it ends within a page; SQLite takes what is missing for zeros."""


def is_plain(path: Path) -> bool:
    """Tell whether a file is a database that anybody can read; False when it cannot be read."""
    try:
        return _head(path).startswith(_MAGIC)
    except OSError:
        return False


def read_header(path: Path, *, encrypted: bool = False) -> FileHeader:
    """Read the header of a file that no connection of this process has open.

    Of an encrypted one it tells only what can be told without the key: whether its pages are
    whole, and whether a write-ahead log lies beside them. A plain file is then not the database
    that is meant.

    Raises:
        OSError: the file cannot be read.
    """
    head = _head(path)
    plain = head.startswith(_MAGIC)
    if encrypted:
        size = path.stat().st_size
        wal = path.with_name(f"{path.name}-wal")
        return FileHeader(
            is_database=not plain and size > 0,
            closed_cleanly=not (wal.exists() and wal.stat().st_size),
            is_cut=bool(size % _PAGE),
        )
    if len(head) < _LENGTH or not plain:
        return FileHeader(is_database=False)
    return FileHeader(
        is_database=True,
        application_id=int.from_bytes(head[68:72], "big"),
        user_version=int.from_bytes(head[60:64], "big"),
        closed_cleanly=head[18] == 1,
        is_cut=bool(path.stat().st_size % _page_bytes(head)),
    )


def _page_bytes(head: bytes) -> int:
    written = int.from_bytes(head[16:18], "big")
    return 65_536 if written == 1 else written or _PAGE


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LENGTH)


def last_written(path: Path) -> datetime:
    """Return when a database or its log was written last, long ago when there is none."""
    files = [one for one in (path, path.with_name(f"{path.name}-wal")) if one.exists()]
    newest = max((one.stat().st_mtime for one in files), default=0.0)
    return datetime.fromtimestamp(newest, UTC)
