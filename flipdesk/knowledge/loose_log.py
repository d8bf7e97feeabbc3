"""A write-ahead log beside a database: does it belong there, and is all well with the two?

SQLite folds whatever log lies beside a file into it, also one that a backup was copied over.
"""

import os
from contextlib import suppress
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.knowledge.disk_trouble import damaged, disk_trouble
from flipdesk.knowledge.engine import Connection, DatabaseError, connect_reading
from flipdesk.knowledge.file_header import read_header
from flipdesk.knowledge.refusals import refuse_newer

_HEAD, _FRAME = 32, 24
ASIDE = "damaged"
"""The folder for files that were found wrong; nothing in it is ever deleted by FlipDesk."""


def log_of(path: Path) -> Path:
    """Return the name of a database's write-ahead log."""
    return path.with_name(f"{path.name}-wal")


def has_changes(log: Path) -> bool:
    """Tell whether a write-ahead log holds anything that was committed.

    Its form: https://sqlite.org/fileformat2.html#walformat. A program that copies the folder may
    have taken the database before, and the log after SQLite had begun it anew.
    """
    try:
        with log.open("rb") as file:
            head = file.read(_HEAD)
            page = int.from_bytes(head[8:12], "big")
            while len(frame := file.read(_FRAME)) == _FRAME and frame[8:16] == head[16:24]:
                if any(frame[4:8]):
                    return True
                file.seek(page, os.SEEK_CUR)
    except FileNotFoundError:
        return False
    return False


def begin_log(connection: Connection) -> None:
    """Commit what changes nothing: with nothing in its log a database looks as if it lacked it.

    A disk that refuses it is told of by the first change that somebody makes.
    """
    with suppress(DatabaseError):
        version = connection.execute("pragma user_version").fetchone()[0]
        connection.execute(f"pragma user_version = {version}")


def set_aside_stale_log(path: Path, clock: Clock) -> Path | None:
    """Move a log that is none of the database's to the folder for damaged files.

    FlipDesk folds the log in and only then writes into the file that it is closed. A log beside a
    closed file is therefore older than the file, or another's; so it is after a power cut, too.
    """
    log = log_of(path)
    try:
        if not log.stat().st_size or not _is_closed(path):
            return None
        aside = new_place_aside(path.parent, clock)
        # Another FlipDesk may have opened the file since.
        return log.rename(aside / log.name) if _is_closed(path) else None
    except OSError:
        # What cannot be moved cannot be written either, which is told next.
        return None


def new_place_aside(folder: Path, clock: Clock) -> Path:
    """Make a folder for the damaged files of now, and return it.

    Raises:
        OSError: it cannot be made.
    """
    aside = folder / ASIDE
    aside.mkdir(mode=0o700, exist_ok=True)
    name = f"{clock.now():%Y-%m-%dT%H%M%S}Z"
    names = (f"{name}{tail}" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    place = next(aside / one for one in names if not (aside / one).exists())
    place.mkdir(mode=0o700)
    return place


def refuse_bad_log(path: Path, key: bytes | None) -> None:
    """Look at a database through its log before anything can be folded into it.

    Raises:
        DamagedError: the two do not hold together; both are as they were.
        OnlyReadableError: a newer FlipDesk has written into the log.
        KnownError: the disk does not answer.
    """
    try:
        if not log_of(path).stat().st_size:
            return
        connection = connect_reading(path, key)
    except (OSError, DatabaseError):
        return
    try:
        _check(connection, path)
    finally:
        connection.close()


def drop_shared_memory(path: Path) -> None:
    """Remove the index of a log that somebody who shared the file has left.

    Whoever holds the file exclusively needs none, and nobody else can have it open.
    """
    with suppress(OSError):
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def _check(connection: Connection, path: Path) -> None:
    try:
        refuse_newer(connection.execute("pragma user_version").fetchone()[0], path)
        found = connection.execute("pragma quick_check(1)").fetchone()[0]
    except DatabaseError as error:
        trouble = disk_trouble(error, path)
        if trouble is None and "locked" in str(error):
            return
        raise trouble or damaged(path) from error
    if found != "ok":
        raise damaged(path)


def _is_closed(path: Path) -> bool:
    header = read_header(path)
    return header.is_database and header.closed_cleanly
