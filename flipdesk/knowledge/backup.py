"""Verified copies of the database, made with the backup API of SQLite."""

import os
from datetime import UTC, datetime
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.engine import Connection, DatabaseError, connect

FOLDER = "backups"


def back_up(connection: Connection, folder: Path, clock: Clock, reason: str) -> Path:
    """Copy the open database into the backups folder and return the copy's path.

    The copy counts only when it has been opened again, checked and reached the disk; until then it
    carries another name.

    Raises:
        KnownError: the copy could not be made; no half copy is left.
    """
    backups = folder / FOLDER
    name = f"{clock.now():%Y-%m-%dT%H%M%S}Z-{reason}"
    temporary = backups / f".{name}.part"
    final = _free_name(backups, name)
    try:
        backups.mkdir(mode=0o700, exist_ok=True)
        temporary.unlink(missing_ok=True)
        _copy(connection, temporary)
        reach_disk(temporary)
        temporary.replace(final)
        reach_disk(backups)
    except (OSError, DatabaseError) as error:
        temporary.unlink(missing_ok=True)
        raise KnownError(
            _("A backup could not be made in {place}. Make room on the disk and try again.").format(
                place=backups
            )
        ) from error
    return final


def list_backups(folder: Path) -> tuple[Path, ...]:
    """Return the backups of a knowledge base, the newest first."""
    return tuple(sorted((folder / FOLDER).glob("*.sqlite"), reverse=True))


def made_at(backup: Path) -> datetime | None:
    """Return when a backup was made, by its name; None when that tells nothing."""
    try:
        return datetime.strptime(backup.name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _free_name(backups: Path, name: str) -> Path:
    names = (f"{name}{tail}.sqlite" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(backups / one for one in names if not (backups / one).exists())


def _copy(connection: Connection, target: Path) -> None:
    copy = connect(str(target))
    try:
        # pages=-1: a stepwise copy would start again at every write and might never end.
        connection.backup(copy, pages=-1)
        copy.execute("pragma journal_mode = delete")
        if copy.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise OSError(f"{target} does not pass its check")
    finally:
        copy.close()
    target.chmod(0o600)


def reach_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
