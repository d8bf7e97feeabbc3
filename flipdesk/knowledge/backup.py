"""Verified copies of the database, made with the backup API of SQLite.

A copy can be made on another thread than the one that has the database: it takes the pages in
small steps, between which a note is stored as always. What is written meanwhile is in the copy,
too, for SQLite itself carries it over when both are on one connection.
"""

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
_PAGES = 128
"""How many pages one step takes: half a megabyte, some milliseconds."""
_PAUSE_S = 0.005


class CopyGivenUpError(KnownError):
    """Somebody asked for the copy to be given up."""


def back_up(
    connection: Connection,
    folder: Path,
    clock: Clock,
    reason: str,
    key: bytes | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Path:
    """Copy the open database into the backups folder and return the copy's path.

    The copy of an encrypted database is encrypted with the same key. It counts only when it has
    reached the disk, has been opened again, checked, counted and hashed; until then it carries
    another name. May be called on a thread of its own, one at a time.

    Raises:
        KnownError: the copy could not be made; no half copy is left.
        CopyGivenUpError: `goes_on` said no; the same holds.
    """
    backups, made = folder / FOLDER, clock.now()
    name = f"{made:%Y-%m-%dT%H%M%S}Z-{reason}"
    temporary = backups / f".{name}.part"
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
    return tuple(sorted((folder / FOLDER).glob("*.sqlite"), reverse=True))


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
    for left in (*backups.glob(".*.part"), *backups.glob(".*.part-journal")):
        left.unlink(missing_ok=True)
    for manifest in backups.glob(f"*{ENDING}"):
        if not manifest.with_name(manifest.name.removesuffix(ENDING) + ".sqlite").exists():
            manifest.unlink(missing_ok=True)


def _free_name(backups: Path, name: str) -> Path:
    names = (f"{name}{tail}.sqlite" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(backups / one for one in names if not (backups / one).exists())


def _copy(
    connection: Connection, target: Path, key: bytes | None, goes_on: Callable[[], bool]
) -> None:
    def look(_status: int, _remaining: int, _total: int) -> None:
        if not goes_on():
            raise CopyGivenUpError(_("The backup was given up; the ones before are still there."))

    target.touch(mode=0o600, exist_ok=False)
    copy = connect(str(target), key)
    try:
        # SQLite would see the copy through to the disk while it holds up whoever writes.
        copy.execute("pragma synchronous = off")
        copy.execute("pragma journal_mode = off")
        connection.backup(copy, pages=_PAGES, progress=look, sleep=_PAUSE_S)
        copy.execute("pragma journal_mode = delete")
    finally:
        copy.close()
    if is_plain(target) != (key is None):
        raise OSError(f"{target} is not kept as its knowledge base is")
    reach_disk(target)


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
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
