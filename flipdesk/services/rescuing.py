"""Going on after the database of a knowledge base was damaged.

The newest sound copy is taken, everything later that the damaged file still tells is put into it,
and only when the result has been checked does it take the damaged file's place. The damaged files
stay in the folder for them. Killed at any moment, everything is as before or as after.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock
from flipdesk.domain.use import Act
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import list_backups, made_at
from flipdesk.knowledge.backup_manifest import row_counts
from flipdesk.knowledge.database import FILE, create_database, open_database
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.engine import Connection, connect_reading
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.loose_log import log_of, new_place_aside
from flipdesk.knowledge.salvage import Later, Salvaged, later, salvaged, take_over
from flipdesk.knowledge.soundness import is_sound, reading_without_log
from flipdesk.services.erasing import apply_ledger
from flipdesk.services.journal import note_closed

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

SCRATCH = ".rescue"
NOTES = ("reflection", "outcome", "marker")


@dataclass(frozen=True, slots=True)
class Source:
    """A sound copy: a backup, or the file itself without a log that does not fit it.

    With `is_all_there_is` there is none, and an empty knowledge base takes what the damaged file
    still tells.
    """

    path: Path
    made: datetime | None
    is_file_itself: bool = False
    is_all_there_is: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would take the place of the damaged file.

    `sessions` and `notes` are all it holds; `notes_later` and `rows_later` how much of that, notes
    and anything, the copy did not have and the damaged file did; `mended` how many rows had been
    changed by the disk; `gone` what was deleted after the copy and is there again; `lost` what
    could be read and belongs to nothing; `gaps` the places that could not be read.
    """

    source: Source
    path: Path
    sessions: int
    notes: int
    notes_later: int
    rows_later: int
    mended: int
    gone: int
    lost: int
    gaps: int
    is_readable: bool


class Rescuing:
    """The rescue of one folder, on any thread; it holds nothing open between two calls."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        keys: "Keys | None" = None,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._keys = keys
        self._key = None if keys is None else keys.database

    def sources(self) -> Iterator[Source]:
        """Yield the sound copies, the newest first; each is read through before it comes.

        What is left of the damaged file comes last.
        """
        file = self._folder / FILE
        log = log_of(file)
        if log.exists() and log.stat().st_size and is_sound(file, self._key):
            written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            yield Source(file, written, is_file_itself=True)
        for backup in list_backups(self._folder):
            if is_sound(backup, self._key):
                yield Source(backup, made_at(backup))
        if any(table.rows for table in (self._read() or {}).values()):
            yield Source(file, None, is_all_there_is=True)

    def prepare(self, source: Source) -> Prepared:
        """Make what would take the damaged file's place, and change nothing yet.

        Raises:
            KnownError: there is no room for it, or the copy cannot be used after all.
        """
        place = self._folder / SCRATCH
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
            if not source.is_all_there_is:
                _copy(source.path, place / FILE)
        except OSError as error:
            raise KnownError(_no_room(self._folder)) from error
        making = create_database if source.is_all_there_is else open_database
        database = making(place / FILE, self._clock, self._key)
        base = KnowledgeBase(place, database, self._clock, "", self._keys)
        try:
            return self._filled(base, source)
        finally:
            base.close()

    def settle(self, prepared: Prepared) -> Path:
        """Put what was prepared in the damaged file's place; return where the damaged files lie.

        Raises:
            KnownError: the disk does not take it; everything is as it was.
        """
        file = self._folder / FILE
        beside = [file.with_name(f"{FILE}{tail}") for tail in ("-wal", "-journal", "-shm")]
        try:
            aside = new_place_aside(self._folder, self._clock)
            for one in (file, *beside):
                if one.exists():
                    _keep(one, aside / one.name)
            reach_disk(aside)
            # A journal would be rolled back into the new file; a log that is older is set aside.
            beside[1].unlink(missing_ok=True)
            prepared.path.replace(file)
            reach_disk(self._folder)
            for one in beside:
                one.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError(_no_room(self._folder)) from error
        shutil.rmtree(self._folder / SCRATCH, ignore_errors=True)
        note_closed(self._folder, self._clock, Act.RESCUED)
        return aside

    def leave(self) -> None:
        """Take away what was prepared and is not wanted."""
        shutil.rmtree(self._folder / SCRATCH, ignore_errors=True)

    def _filled(self, base: KnowledgeBase, source: Source) -> Prepared:
        found = None if source.is_file_itself else self._read()
        rows = later(found or {}, base.database.connection)
        lost = 0
        if not rows.is_empty:
            with _no_references(base.database.connection), base.atomic():
                lost = take_over(base.database.connection, rows)
        base.seals.renew()
        if apply_ledger(base, self._folder):
            base.upkeep.scrub()
        if base.check():
            raise KnownError(
                _("What could be saved does not hold together. Choose an older backup.")
            )
        counts = row_counts(base.database.connection)
        return Prepared(
            source,
            base.folder / FILE,
            sessions=counts["session"],
            notes=sum(counts[table] for table in NOTES),
            notes_later=sum(_later_in(rows, table) for table in NOTES),
            rows_later=sum(_later_in(rows, table) for table in rows.added),
            mended=sum(rows.mended.values()),
            gone=sum(rows.gone.values()),
            lost=lost,
            gaps=rows.gaps,
            is_readable=source.is_file_itself or found is not None,
        )

    def _read(self) -> dict[str, Salvaged] | None:
        """Return what the damaged file tells, None when it tells nothing at all."""
        if not (self._folder / FILE).exists():
            return None
        with_log = salvaged(self._damaged(with_log=True))
        return with_log or salvaged(self._damaged(with_log=False))

    def _damaged(self, *, with_log: bool) -> Callable[[], Connection]:
        file, key = self._folder / FILE, self._key
        if with_log:
            return lambda: connect_reading(file, key)
        return lambda: reading_without_log(file, key)


@contextmanager
def _no_references(connection: Connection) -> Iterator[None]:
    connection.execute("pragma foreign_keys = off")
    try:
        yield
    finally:
        connection.execute("pragma foreign_keys = on")


def _later_in(rows: Later, table: str) -> int:
    return len(rows.added.get(table, ())) + len(rows.changed.get(table, ()))


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)
    reach_disk(target)


def _keep(file: Path, place: Path) -> None:
    """Give a file a second name, or a copy where the disk has no second names."""
    try:
        os.link(file, place)
    except OSError:
        _copy(file, place)


def _no_room(folder: Path) -> str:
    sentence = _(
        "The rescued knowledge base could not be written in {place}. Nothing was changed: make room"
        " on the disk and try again."
    )
    return sentence.format(place=folder)
