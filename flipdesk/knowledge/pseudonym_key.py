"""The key list: who bears which pseudonym. A database of its own, apart from the knowledge base.

It holds no names: a row points at a person of the knowledge base, so that neither tells anything
without the other. Nothing else in the folder says whose a pseudonym is, and no backup of the
knowledge base holds it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import PersonId, SeriesId
from flipdesk.domain.pseudonyms import Kind, Pseudonym
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.disk_trouble import DiskError, disk_trouble
from flipdesk.knowledge.engine import Connection, DatabaseError, IntegrityError, connect
from flipdesk.knowledge.file_header import is_plain
from flipdesk.paths import private_folder

FOLDER, FILE = "keys", "pseudonyms.sqlite"
APPLICATION_ID = 0x464C504B
"""The letters FLPK."""
_VERSION = 1
_SQL = """
create table pseudonym (
  series_id text not null,
  role text not null,
  place text not null,
  number integer not null,
  person_id text,
  given_at text not null,
  forgotten_at text,
  primary key (series_id, role, place, number)
) strict;

create unique index pseudonym_person on pseudonym (series_id, person_id)
"""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One pseudonym that was given; without a person it is forgotten whose it was."""

    series_id: SeriesId
    pseudonym: Pseudonym
    person_id: PersonId | None
    given: datetime


class PseudonymKey:
    """The key list in the folder `keys` of a knowledge base; opened only while it is used.

    Every method raises:
        KnownError: the file cannot be read or written.
    """

    def __init__(self, folder: Path, clock: Clock, key: bytes | None = None) -> None:
        self.path = folder / FOLDER / FILE
        self._clock = clock
        self._key = key

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def entries(self, series_id: SeriesId | None = None) -> tuple[KeyEntry, ...]:
        """Return what was given, in one series or in all, in the order it was."""
        if not self.exists:
            return ()
        where = "" if series_id is None else " where series_id = ?"
        values = () if series_id is None else (series_id,)
        with self._opened() as connection:
            rows = connection.execute(
                f"select * from pseudonym{where} order by given_at, rowid", values
            ).fetchall()
        return tuple(_entry(dict(row)) for row in rows)

    def give(self, series_id: SeriesId, given: Mapping[PersonId, Pseudonym]) -> None:
        """Remember whose these pseudonyms are; who has one keeps it.

        Raises:
            KnownError: one of them is somebody else's already.
        """
        fresh = [(person, one) for person, one in given.items()]
        if not fresh:
            return
        now = self._clock.now().isoformat(timespec="milliseconds")
        rows = [
            (series_id, str(one.role), one.place, one.number, person, now) for person, one in fresh
        ]
        try:
            with self._opened() as connection:
                connection.execute("begin immediate")
                connection.executemany(
                    "insert into pseudonym (series_id, role, place, number, person_id, given_at)"
                    " values (?, ?, ?, ?, ?, ?)",
                    rows,
                )
                connection.execute("commit")
        except IntegrityError as error:
            raise KnownError(
                _("Somebody else has got one of the pseudonyms meanwhile. Make the file again.")
            ) from error

    def forget(self, series_id: SeriesId | None = None, person_id: PersonId | None = None) -> int:
        """Forget whose pseudonyms these are, and return how many; their numbers stay taken."""
        if not self.exists:
            return 0
        wanted = {"series_id": series_id, "person_id": person_id}
        given = {name: value for name, value in wanted.items() if value is not None}
        where = "".join(f" and {name} = ?" for name in given)
        now = self._clock.now().isoformat(timespec="milliseconds")
        with self._opened() as connection:
            forgotten = connection.execute(
                "update pseudonym set person_id = null, forgotten_at = ?"
                f" where person_id is not null{where}",
                (now, *given.values()),
            ).rowcount
            # secure_delete has overwritten the cells; pages that were let go are given back, too.
            connection.execute("vacuum")
        return int(forgotten)

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        try:
            if not self.path.exists():
                private_folder(self.path.parent)
                self.path.touch(mode=0o600)
            # A conversion that broke off may have left it as it was; whoever goes on ends that.
            key = None if is_plain(self.path) else self._key
            connection = connect(str(self.path), key)
            try:
                self._prepare(connection)
                yield connection
            finally:
                connection.close()
        except IntegrityError:
            raise
        except (OSError, DatabaseError) as error:
            trouble = disk_trouble(error, self.path) if isinstance(error, DatabaseError) else None
            if isinstance(trouble, DiskError):
                # Nobody must move the list away because the disk is full.
                raise trouble from error
            raise KnownError(
                _(
                    "The key to the pseudonyms, {file}, cannot be used. Put it back from a copy,"
                    " or move it away: new pseudonyms are then given, and no number comes twice."
                ).format(file=self.path)
            ) from error

    @staticmethod
    def _prepare(connection: Connection) -> None:
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        version = connection.execute("pragma user_version").fetchone()[0]
        if version > _VERSION:
            raise OSError("made by a newer FlipDesk")
        if version == 0:
            connection.execute("begin exclusive")
            for statement in _SQL.split(";\n"):
                connection.execute(statement)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {_VERSION}")
            connection.execute("commit")


def highest_of(entries: Sequence[KeyEntry]) -> dict[Kind, int]:
    """Return the highest number given of each kind."""
    found: dict[Kind, int] = {}
    for one in entries:
        kind = one.pseudonym.kind
        found[kind] = max(found.get(kind, 0), one.pseudonym.number)
    return found


def _entry(row: Mapping[str, str | int | None]) -> KeyEntry:
    person = row["person_id"]
    return KeyEntry(
        SeriesId(str(row["series_id"])),
        Pseudonym(Role(str(row["role"])), str(row["place"]), int(str(row["number"]))),
        None if person is None else PersonId(str(person)),
        datetime.fromisoformat(str(row["given_at"])),
    )
