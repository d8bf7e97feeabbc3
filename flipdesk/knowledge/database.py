"""Opening, checking and closing the database of a knowledge base.

One connection on one thread holds the file exclusively while FlipDesk runs; closed, everything is
one file again. A file that cannot be used is left as it was found.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.clock import Clock
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.backup import back_up
from flipdesk.knowledge.disk_trouble import (
    damaged,
    disk_trouble,
    key_trouble,
    read_only,
)
from flipdesk.knowledge.engine import Connection, DatabaseError, connect, new_migrations, tools
from flipdesk.knowledge.file_header import FileHeader, last_written
from flipdesk.knowledge.follower import Follower
from flipdesk.knowledge.loose_log import (
    begin_log,
    drop_shared_memory,
    has_changes,
    log_of,
    refuse_bad_log,
    set_aside_stale_log,
)
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION, STEPS
from flipdesk.knowledge.pragmas import set_up
from flipdesk.knowledge.refusals import (
    refusal_to_write,
    refuse_damaged,
    refuse_newer,
)
from flipdesk.knowledge.search_check import broken_indexes
from flipdesk.knowledge.strange_schema import refuse_strange_triggers
from flipdesk.knowledge.unusable import InUseError
from flipdesk.knowledge.vetted_header import vetted_header
from flipdesk.knowledge.whole_characters import run, run_many

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

FILE = "knowledge.sqlite"


class Database:
    """The open database of a knowledge base; closed by `close`."""

    def __init__(self, connection: Connection, path: Path, key: bytes | None = None) -> None:
        self.connection = connection
        self.path = path
        self.key = key
        self.follower: Follower | None = None
        self.is_read_only = False
        self.scratch: TemporaryDirectory[str] | None = None
        """Where a copy lies that is read instead, until this is closed."""
        self.ended_badly = False
        """Whether the FlipDesk before this one did not come to close it."""
        self.lacks_log = False
        """Whether its log was gone when it was opened, and with it perhaps the newest changes."""
        self.found_written = last_written(path)
        self._depth, self.is_closed, self._thread = 0, False, get_ident()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make everything inside one durable transaction, or nothing of it; may be nested.

        Raises:
            KnownError: the disk is full or does not answer; nothing was written.
        """
        outermost = self._depth == 0
        if outermost:
            if self.is_read_only:
                raise read_only(self.path)
            self.execute("begin immediate")
        self._depth += 1
        try:
            yield
            if outermost:
                self._commit()
        except BaseException:
            # After an error of the disk SQLite has often rolled back by itself.
            if outermost and self.connection.in_transaction:
                self.connection.execute("rollback")
            if outermost and self.follower is not None:
                self.follower.rolled_back()
            raise
        finally:
            self._depth -= 1

    def _commit(self) -> None:
        if self.follower is not None:
            self.follower.before_commit()
        self.execute("commit")
        if self.follower is not None:
            self.follower.committed()

    def execute(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement and return its rows.

        Raises:
            KnownError: the disk is full or does not answer, or the file is damaged.
        """
        with self.disk_told():
            found = run(self.connection, sql, values)
            columns = [one[0] for one in found.description or ()]
            # A row made into a dictionary looks each of its columns up by name.
            return [dict(zip(columns, row, strict=True)) for row in found]

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values; raises as `execute` does."""
        with self.disk_told():
            run_many(self.connection, sql, list(rows))

    @contextmanager
    def disk_told(self) -> Iterator[None]:
        """Let what the disk does wrong be told as a `KnownError`."""
        if get_ident() != self._thread:
            raise BugError("the database was used on another thread than the one that opened it")
        try:
            yield
        except DatabaseError as error:
            trouble = disk_trouble(error, self.path)
            if trouble is None:
                raise
            raise trouble from error

    def check(self) -> tuple[str, ...]:
        """Return what a full check finds wrong, nothing when all is well."""
        rows = self.connection.execute("pragma integrity_check").fetchall()
        found = [row[0] for row in rows if row[0] != "ok"]
        broken = self.connection.execute("pragma foreign_key_check").fetchall()
        indexes = () if self.is_read_only else broken_indexes(self.connection)
        return (*found, *(f"{row[0]} → {row[2]}" for row in broken), *indexes)

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that one file holds everything."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.is_read_only:
            self.connection.close()
            if self.scratch is not None:
                self.scratch.cleanup()
            return
        try:
            self.connection.execute("pragma wal_checkpoint(truncate)")
            self.connection.execute("pragma journal_mode = delete")
        except DatabaseError as error:
            # Nothing is lost: the log stays beside the file and is folded in at the next opening.
            if disk_trouble(error, self.path) is None:
                raise
        finally:
            self.connection.close()


def create_database(path: Path, clock: Clock, key: bytes | None = None) -> Database:
    """Make a new, empty database; it gets its name only when it is whole.

    Raises:
        KnownError: the place cannot be written to.
    """
    unfinished = unfinished_of(path)
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600, exist_ok=False)
        _prepare(unfinished, clock, FileHeader(is_database=True), key).close()
        unfinished.replace(path)
    except OSError as error:
        raise KnownError(refusal_to_write(path)) from error
    return open_database(path, clock, key)


def unfinished_of(path: Path) -> Path:
    """Return the name a database carries while it is being made."""
    return path.with_suffix(".new")


def open_database(path: Path, clock: Clock, key: bytes | None = None) -> Database:
    """Open an existing database, bringing its schema up to date after a backup.

    With a key the file must be encrypted.

    Raises:
        KnownError: it is missing, no knowledge base, from a newer FlipDesk, damaged, read-only or
            in use; the file has then not been changed.
    """
    set_aside_stale_log(path, clock)
    header = vetted_header(path, key)
    if not header.closed_cleanly:
        refuse_bad_log(path, key)
    return _prepare(path, clock, header, key)


def _prepare(path: Path, clock: Clock, header: FileHeader, key: bytes | None) -> Database:
    had_log = has_changes(log_of(path))
    connection = connect(str(path), key)
    database = Database(connection, path, key)
    database.ended_badly = not header.closed_cleanly
    try:
        _take_hold(connection, path)
        database.lacks_log = not had_log and _wants_log(connection)
        version = connection.execute("pragma user_version").fetchone()[0]
        refuse_newer(version, path)
        refuse_damaged(connection, path, ended_badly=database.ended_badly)
        refuse_strange_triggers(connection, path)
        set_up(connection, path)
        if version < SCHEMA_VERSION:
            _migrate(database, version, clock)
        connection.execute("pragma foreign_keys = on")
        begin_log(connection)
    except DatabaseError as error:
        connection.close()
        wrong_key = None if key is None else key_trouble(error, path)
        raise (wrong_key or disk_trouble(error, path) or damaged(path)) from error
    except BaseException:
        connection.close()
        raise
    return database


def _wants_log(connection: Connection) -> bool:
    return bool(connection.execute("pragma journal_mode").fetchone()[0] == "wal")


def _take_hold(connection: Connection, path: Path) -> None:
    connection.execute("pragma locking_mode = exclusive")
    try:
        connection.execute("begin exclusive")
        connection.execute("commit")
        drop_shared_memory(path)
    except DatabaseError as error:
        if "locked" not in str(error):
            raise
        raise InUseError(
            _("{place} is open in another FlipDesk. Close it there first.").format(
                place=path.parent
            )
        ) from error


def _migrate(database: Database, version: int, clock: Clock) -> None:
    connection = database.connection
    place = database.path.parent
    if version:
        back_up(connection, place, clock, f"before-migration-{version}", database.key)
    connection.execute("pragma foreign_keys = off")
    migrations = new_migrations("flipdesk")
    for step in STEPS:
        migrations()(step)
    try:
        migrations.apply(tools(connection))
    except DatabaseError as error:
        if not version:
            raise
        raise KnownError(
            _(
                "{place} could not be brought up to date. Nothing is lost: a backup from just"
                " before lies in {backups}."
            ).format(place=place, backups=place / BACKUPS)
        ) from error
    if connection.execute("pragma foreign_key_check").fetchone() is not None:
        raise BugError("a migration left rows that point nowhere")
    # They were of the tables as they were; `Seals` makes new ones.
    connection.execute("delete from seal")
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
    # The header in the file itself must tell what this is, also to somebody who only reads that.
    connection.execute("pragma wal_checkpoint(truncate)")
