"""Verified copies of the database, made with the backup API of SQLite.

A copy can be made on another thread than the one that has the database: it takes the pages in
small steps, between which a note is stored as always. What is written meanwhile is in the copy,
too, for SQLite itself carries it over when both are on one connection.
"""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from flipdesk.domain.backup import Backup
from flipdesk.domain.clock import Clock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup_manifest import (
    ENDING,
    measured,
    read_manifest,
    row_counts,
    write_manifest,
)
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.engine import Connection, DatabaseError, connect
from flipdesk.knowledge.file_header import is_plain

FOLDER = "backups"
_PART = ".part"
GoesOn = Callable[[], bool]
_PAGES = 64
"""How many pages one step takes: a quarter of a megabyte, one or two milliseconds."""
_SYNC_STEPS = 16
"""After so many the disk has to keep up, else a change would wait behind the whole copy."""
_PAUSE_S = 0.01
"""A change is many statements, each of which may wait for a step: so most of the time is pause."""


class CopyGivenUpError(KnownError):
    """Somebody asked for the copy to be given up."""


def back_up(
    connection: Connection,
    folder: Path,
    clock: Clock,
    reason: str,
    key: bytes | None = None,
    goes_on: GoesOn | None = None,
) -> Path:
    """Copy the open database into the backups folder and return the copy's path.

    The copy of an encrypted database is encrypted with the same key. It counts only when it has
    reached the disk, has been opened again, checked, counted and hashed; until then it carries
    another name.

    With `goes_on` it is made slowly, on any thread; without, at once, as nobody writes meanwhile.

    Raises:
        KnownError: the copy could not be made; no half copy is left.
        CopyGivenUpError: `goes_on` said no; the same holds.
    """
    backups, made = folder / FOLDER, clock.now()
    name = f"{made:%Y-%m-%dT%H%M%S}Z-{reason}"
    temporary = backups / f".{name}{_PART}"
    final = _free_name(backups, name)
    try:
        backups.mkdir(mode=0o700, exist_ok=True)
        clear_unfinished(backups)
        before = connection.total_changes
        _copy(connection, temporary, key, goes_on)
        manifest = measured(temporary, made, reason, key)
        _refuse_loss(connection, manifest.rows, before)
        write_manifest(final, manifest)
        temporary.replace(final)
        reach_disk(backups)
    except (OSError, DatabaseError) as error:
        _take_away(temporary)
        raise KnownError(
            _("A backup could not be made in {place}. Make room on the disk and try again.").format(
                place=backups
            )
        ) from error
    except BaseException:
        _take_away(temporary)
        raise
    return final


def list_backups(folder: Path) -> tuple[Path, ...]:
    """Return the backups of a knowledge base, the newest first."""
    return tuple(sorted((folder / FOLDER).glob("*.sqlite"), key=_age, reverse=True))


def _age(backup: Path) -> tuple[str, int]:
    # Of two in one second the file system knows which came first.
    try:
        return backup.name[:18], backup.stat().st_mtime_ns
    except OSError:
        return backup.name[:18], 0


def described(backup: Path) -> Backup:
    """Return what is known of a backup without reading all of it.

    Raises:
        OSError: it is not there any more.
    """
    manifest = read_manifest(backup)
    reason = backup.stem[19:] if manifest is None else manifest.reason
    made = made_at(backup) if manifest is None else manifest.made
    return Backup(backup, made, reason, backup.stat().st_size, manifest)


def made_at(backup: Path) -> datetime | None:
    """Return when a backup was made, by its name; None when that tells nothing."""
    try:
        return datetime.strptime(backup.name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def clear_unfinished(backups: Path) -> None:
    """Take away what a copy left that was cut off: it never counted.

    Raises:
        OSError: the folder cannot be read or written.
    """
    for left in backups.glob(f".*{_PART}*"):
        left.unlink(missing_ok=True)
    for manifest in backups.glob(f"*{ENDING}"):
        if not manifest.with_name(manifest.name.removesuffix(ENDING) + ".sqlite").exists():
            manifest.unlink(missing_ok=True)


def _free_name(backups: Path, name: str) -> Path:
    names = (f"{name}{tail}.sqlite" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(backups / one for one in names if not (backups / one).exists())


def _copy(connection: Connection, target: Path, key: bytes | None, goes_on: GoesOn | None) -> None:
    target.touch(mode=0o600, exist_ok=False)
    copy = connect(str(target), key)
    try:
        # SQLite would see the copy through to the disk while it holds up whoever writes.
        copy.execute("pragma synchronous = off")
        copy.execute("pragma journal_mode = off")
        if goes_on is None:
            connection.backup(copy, pages=-1)
        else:
            with target.open("rb") as file:
                pace = _Pace(goes_on, file.fileno())
                connection.backup(copy, pages=_PAGES, progress=pace.rest, sleep=_PAUSE_S)
        copy.execute("pragma journal_mode = delete")
    finally:
        copy.close()
    if is_plain(target) != (key is None):
        raise OSError(f"{target} is not kept as its knowledge base is")
    reach_disk(target)


class _Pace:
    """Lets others have the database and the disk between two steps of a copy."""

    def __init__(self, goes_on: GoesOn, copy: int) -> None:
        self._goes_on = goes_on
        self._copy = copy
        self._steps = 0

    def rest(self, _status: int, _remaining: int, _total: int) -> None:
        if not self._goes_on():
            raise CopyGivenUpError(_("The backup was given up; the ones before are still there."))
        self._steps += 1
        if self._steps % _SYNC_STEPS == 0:
            os.fsync(self._copy)
        # What `backup` itself calls sleep is for a database that is busy, not between steps.
        time.sleep(_PAUSE_S)


def _refuse_loss(source: Connection, copied: Mapping[str, int], before: int) -> None:
    """Compare the rows of a copy with those that are there.

    What was written since `before` may be in one and not the other, and nothing beyond that.

    Raises:
        OSError: rows are missing.
    """
    there = row_counts(source)
    written = source.total_changes - before
    apart = sum(
        abs(there.get(name, 0) - copied.get(name, 0)) for name in there.keys() | copied.keys()
    )
    if apart > written:
        raise OSError(f"the copy is {apart} rows apart")


def _take_away(temporary: Path) -> None:
    # SQLite leaves its own files beside a copy that the disk refused.
    for left in (temporary, *temporary.parent.glob(f"{temporary.name}-*")):
        with suppress(OSError):
            left.unlink(missing_ok=True)
