"""What the disk can do to a knowledge base while it is open, said in one sentence."""

import errno
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.engine import DatabaseError
from flipdesk.knowledge.unusable import DamagedError


class DiskError(KnownError):
    """Something could not be written now; it may be at another try."""


_NO_TEXT = "Could not decode"
"""What the engine says of a text in which a bit has turned, so that it is none any more."""
# The primary result codes of SQLite, https://sqlite.org/rescode.html
_READ_ONLY, _IO_ERROR, _CORRUPT, _FULL, _CANNOT_OPEN, _NO_DATABASE = 8, 10, 11, 13, 14, 26

_ANSWERS = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT}
"""Refusals of a disk that is there."""


def disk_trouble(error: DatabaseError, path: Path) -> KnownError | None:
    """Return what the user can do about an error, None when it is not the disk's fault."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    place = path.parent
    if code == _FULL:
        sentence = _(
            "The disk with {place} is full. Nothing was changed: make room on the disk and try"
            " again."
        )
        return DiskError(sentence.format(place=place))
    if code in (_READ_ONLY, _IO_ERROR, _CANNOT_OPEN):
        return unanswered(path)
    if code in (_CORRUPT, _NO_DATABASE) or _NO_TEXT in str(error):
        return damaged(path) if _answers(place) else unanswered(path)
    return None


def _answers(folder: Path) -> bool:
    """Tell whether a disk is there: SQLite takes one that was pulled out for a damaged file."""
    # The database itself must not be opened: closing it again would let go of its lock.
    probe = folder / ".flipdesk-write-test"
    try:
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        return error.errno in _ANSWERS
    return True


def key_trouble(error: DatabaseError, path: Path) -> DamagedError | None:
    """Return what to say when an encrypted database does not open, None when it is not the key."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF != _NO_DATABASE:
        return None
    return DamagedError(
        _(
            "{file} does not open with these keys: it is damaged, or the keys are those of another"
            " knowledge base. It is left as it is; open the newest backup from {backups}."
        ).format(file=path, backups=path.parent / BACKUPS)
    )


def unexpectedly_plain(path: Path) -> KnownError:
    """Return what to say about a file that anybody can read where an encrypted one should be."""
    return KnownError(
        _(
            "{file} is not encrypted, but this knowledge base has keys. Nothing was opened: find"
            " out who put the file there, and put back a backup."
        ).format(file=path)
    )


def unanswered(path: Path) -> KnownError:
    """Return what to say when the disk does not answer."""
    sentence = _(
        "{place} could not be read or written. Nothing was changed: see that the disk is there"
        " and has room, and try again."
    )
    return DiskError(sentence.format(place=path.parent))


def damaged(path: Path) -> DamagedError:
    """Return what to say about a database that does not hold together."""
    return DamagedError(
        _("{file} is damaged. It is left as it is; open the newest backup from {backups}.").format(
            file=path, backups=path.parent / BACKUPS
        )
    )


def has_traces(folder: Path) -> bool:
    """Tell whether there has been a knowledge base in a folder that has no database now."""
    return any((folder / name).exists() for name in (BACKUPS, "recordings", "knowledge.sqlite-wal"))


def missing(path: Path) -> DamagedError:
    """Return what to say about a folder that has everything but its database."""
    return DamagedError(
        _("{file} is gone from its folder. Put it back, or open the newest backup.").format(
            file=path
        )
    )


def read_only(path: Path) -> KnownError:
    """Return what to say to somebody who writes where only reading is possible."""
    return KnownError(
        _(
            "This knowledge base is open for reading only, so nothing was changed. Copy {place} to"
            " a folder of your own to work on it."
        ).format(place=path.parent)
    )
