"""Opening, checking and closing the database of a knowledge base.

One connection on one thread holds the file exclusively while FlipDesk runs; closed, everything is
one file again. A file that cannot be used is left as it was found.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.clock import Clock
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.backup import back_up
from flipdesk.knowledge.disk_trouble import damaged, disk_trouble
from flipdesk.knowledge.engine import Connection, DatabaseError, connect, new_migrations, tools
from flipdesk.knowledge.file_header import FileHeader, read_header
from flipdesk.knowledge.migrations import APPLICATION_ID, SCHEMA_VERSION, STEPS

FILE = "knowledge.sqlite"
_SMALL_BYTES = 8_000_000
_PRAGMAS = {
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "mmap_size": 0,
}


class Database:
    """The open database of a knowledge base; closed by `close`."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._depth = 0
        self._closed = False

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make everything inside one durable transaction, or nothing of it; may be nested.

        Raises:
            KnownError: the disk is full or does not answer; nothing was written.
        """
        outermost = self._depth == 0
        if outermost:
            self.execute("begin immediate")
        self._depth += 1
        try:
            yield
            if outermost:
                self.execute("commit")
        except BaseException:
            # After an error of the disk SQLite has often rolled back by itself.
            if outermost and self.connection.in_transaction:
                self.connection.execute("rollback")
            raise
        finally:
            self._depth -= 1

    def execute(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement and return its rows.

        Raises:
            KnownError: the disk is full or does not answer, or the file is damaged.
        """
        with self._disk_told():
            found = self.connection.execute(sql, values)
            columns = [one[0] for one in found.description or ()]
            # A row made into a dictionary looks each of its columns up by name.
            return [dict(zip(columns, row, strict=True)) for row in found]

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values; raises as `execute` does."""
        with self._disk_told():
            self.connection.executemany(sql, rows)

    @contextmanager
    def _disk_told(self) -> Iterator[None]:
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
        return (*found, *(f"{row[0]} → {row[2]}" for row in broken))

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that one file holds everything."""
        if self._closed:
            return
        self._closed = True
        try:
            self.connection.execute("pragma wal_checkpoint(truncate)")
            self.connection.execute("pragma journal_mode = delete")
        except DatabaseError as error:
            # Nothing is lost: the log stays beside the file and is folded in at the next opening.
            if disk_trouble(error, self.path) is None:
                raise
        finally:
            self.connection.close()


def create_database(path: Path, clock: Clock) -> Database:
    """Make a new, empty database; it gets its name only when it is whole.

    Raises:
        KnownError: the place cannot be written to.
    """
    unfinished = unfinished_of(path)
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600, exist_ok=False)
        _prepare(unfinished, clock, FileHeader(is_database=True)).close()
        unfinished.replace(path)
    except OSError as error:
        raise KnownError(_refusal_to_write(path)) from error
    return open_database(path, clock)


def unfinished_of(path: Path) -> Path:
    """Return the name a database carries while it is being made."""
    return path.with_suffix(".new")


def open_database(path: Path, clock: Clock) -> Database:
    """Open an existing database, bringing its schema up to date after a backup.

    Raises:
        KnownError: it is missing, no knowledge base, from a newer FlipDesk, damaged, read-only or
            in use; the file has then not been changed.
    """
    header = _vetted_header(path)
    return _prepare(path, clock, header)


def _vetted_header(path: Path) -> FileHeader:
    try:
        header = read_header(path)
    except FileNotFoundError as error:
        raise KnownError(
            _(
                "There is no knowledge base in {place}. Choose another folder or make a new one."
            ).format(place=path.parent)
        ) from error
    except OSError as error:
        raise KnownError(
            _("{file} cannot be read. Ask whoever looks after the computer for access.").format(
                file=path
            )
        ) from error
    if not header.is_database:
        raise KnownError(
            _("{file} is not a knowledge base, or it is damaged. Open a backup instead.").format(
                file=path
            )
        )
    wal = path.with_name(f"{path.name}-wal")
    # After a power cut the newest header may still be in the write-ahead log.
    if header.application_id != APPLICATION_ID and (header.application_id or not wal.exists()):
        raise KnownError(
            _(
                "{file} belongs to another program. Choose a knowledge base made by FlipDesk."
            ).format(file=path)
        )
    _refuse_newer(header.user_version, path)
    _refuse_read_only(path)
    return header


def _refuse_newer(version: int, path: Path) -> None:
    if version > SCHEMA_VERSION:
        raise KnownError(
            _(
                "{place} was made by a newer FlipDesk. Update FlipDesk on this computer to open it."
            ).format(place=path.parent)
        )


def _refuse_read_only(path: Path) -> None:
    probe = path.parent / ".flipdesk-write-test"
    try:
        with path.open("rb+"):
            pass
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise KnownError(_refusal_to_write(path)) from error


def _refusal_to_write(path: Path) -> str:
    return _("FlipDesk may not write in {place}. Choose a folder of your own.").format(
        place=path.parent
    )


def _prepare(path: Path, clock: Clock, header: FileHeader) -> Database:
    connection = connect(str(path))
    database = Database(connection, path)
    try:
        _take_hold(connection, path)
        version = connection.execute("pragma user_version").fetchone()[0]
        _refuse_newer(version, path)
        if not header.closed_cleanly or path.stat().st_size < _SMALL_BYTES:
            _refuse_damaged(connection, path)
        _set_up(connection)
        if version < SCHEMA_VERSION:
            _migrate(database, version, clock)
        connection.execute("pragma foreign_keys = on")
    except DatabaseError as error:
        connection.close()
        raise (disk_trouble(error, path) or damaged(path)) from error
    except BaseException:
        connection.close()
        raise
    return database


def _take_hold(connection: Connection, path: Path) -> None:
    connection.execute("pragma locking_mode = exclusive")
    try:
        connection.execute("begin exclusive")
        connection.execute("commit")
    except DatabaseError as error:
        if "locked" not in str(error):
            raise
        raise KnownError(
            _("{place} is open in another FlipDesk. Close it there first.").format(
                place=path.parent
            )
        ) from error


def _refuse_damaged(connection: Connection, path: Path) -> None:
    if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise damaged(path)


def _set_up(connection: Connection) -> None:
    connection.execute("pragma journal_mode = wal")
    for name, value in _PRAGMAS.items():
        connection.execute(f"pragma {name} = {value}")
        if connection.execute(f"pragma {name}").fetchone()[0] != value:
            raise BugError(f"pragma {name} did not take {value}")


def _migrate(database: Database, version: int, clock: Clock) -> None:
    connection = database.connection
    place = database.path.parent
    if version:
        back_up(connection, place, clock, f"before-migration-{version}")
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
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
    # The header in the file itself must tell what this is, also to somebody who only reads that.
    connection.execute("pragma wal_checkpoint(truncate)")
