"""Sums over rows, by which a change that FlipDesk did not make is noticed.

SQLite notices when its pages do not hold together, but not a letter that has become another one.
A seal is the exclusive or of the hashes of all rows of a table, so that a change costs the hash of
the row before and after and no other row is read. It is kept in the transaction that changes the
rows. It is against faults of disk and memory, not against somebody who means harm.
"""

from collections.abc import Callable
from hashlib import blake2b
from operator import itemgetter

from flipdesk.domain.changes import Row, Value
from flipdesk.knowledge.database import Database
from flipdesk.knowledge.engine import Connection
from flipdesk.knowledge.unusable import DamagedError

_COLUMNS = """
select m.name, c.name, c.type = 'BLOB' from sqlite_master as m
join pragma_table_info(m.name) as c
where m.type = 'table' and m.name <> 'seal' and m.sql like 'create table %' and c.name <> 'seq'
  and exists (
    select 1 from pragma_table_info(m.name) as k where k.name = 'id' and k.type = 'TEXT'
  )
order by m.name, c.cid
"""
_AT_ONCE = 100
_BYTES = 8
Digest = Callable[[Row], int]


def digests(connection: Connection) -> dict[str, Digest]:
    """Return how a row of each table that is sealed becomes a number of 64 bits with a sign.

    All columns count but `seq`, which is SQLite's own number of a row.
    """
    columns: dict[str, list[str]] = {}
    blobs: dict[str, list[str]] = {}
    for table, column, is_blob in connection.execute(_COLUMNS).fetchall():
        columns.setdefault(table, []).append(column)
        if is_blob:
            blobs.setdefault(table, []).append(column)
    return {table: _digest(columns[table], blobs.get(table, [])) for table in columns}


def _digest(columns: list[str], blobs: list[str]) -> Digest:
    values_of = itemgetter(*columns)

    def digest(row: Row) -> int:
        if blobs:
            # What a Word file looks like in writing is four times as long as its bytes.
            row = {**row, **{one: repr(_short(row[one])) for one in blobs}}
        told = repr(values_of(row)).encode()
        return int.from_bytes(blake2b(told, digest_size=_BYTES).digest(), "big", signed=True)

    return digest


def _short(value: Value) -> bytes | None:
    return blake2b(value).digest() if isinstance(value, bytes) else None


class Seals:
    """The seals of an open knowledge base; told of every row that is written.

    `step` reads all rows again, some at a time, beside whatever is written meanwhile: a table that
    has no seal gets one, and one whose rows are not what was sealed is told in `broken`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._digests = digests(database.connection)
        rows = database.connection.execute("select id, digest from seal").fetchall()
        self._kept = {str(row[0]): int(row[1]) for row in rows}
        self._moved: dict[str, int] = {}
        self._new: dict[str, int] = {}
        self._left = [table for table in self._digests if table not in self._kept]
        if database.is_read_only:
            self._left = []
        self._scan: _Scan | None = None
        self.broken: tuple[str, ...] = ()
        """The tables in which something stands that FlipDesk did not write."""
        database.follower = self

    def change(self, table: str, before: Row | None, after: Row | None) -> None:
        """Take account of a row that was written, None where there was or is none."""
        digest = self._digests.get(table)
        if digest is None:
            return
        moved = (digest(before) if before else 0) ^ (digest(after) if after else 0)
        if table in self._new:
            self._new[table] ^= moved
        else:
            self._moved[table] = self._moved.get(table, 0) ^ moved
        row = after or before
        if self._scan is not None and self._scan.table == table and row is not None:
            self._scan.take(str(row["id"]), moved)

    def before_commit(self) -> None:
        for table, digest in self._after().items():
            self._database.execute(
                "insert into seal values (?, ?)"
                " on conflict (id) do update set digest = excluded.digest",
                (table, digest),
            )

    def committed(self) -> None:
        self._kept |= self._after()
        self._moved, self._new = {}, {}

    def rolled_back(self) -> None:
        self._moved, self._new = {}, {}
        if self._scan is not None:
            # It may have counted what is not so.
            self._scan = _Scan(self._scan.table)

    def look_again(self) -> None:
        """Let the steps to come read every table."""
        self._scan, self._left, self.broken = None, list(self._digests), ()

    def step(self) -> bool:
        """Read some rows; return whether there are more.

        Raises:
            KnownError: the disk is full or does not answer.
        """
        if self._scan is None:
            if not self._left:
                return False
            self._scan = _Scan(self._left[0])
        try:
            has_more = self._read(self._scan)
        except DamagedError:
            self._give_up(self._scan)
        else:
            if not has_more:
                self._end(self._scan)
        return bool(self._left)

    def check(self) -> tuple[str, ...]:
        """Read everything at once and return the tables that are broken."""
        self.look_again()
        while self.step():
            pass
        return self.broken

    def renew(self, *tables: str) -> None:
        """Seal tables as they stand, all of them when none is named.

        For whoever has written past `Rows`, and for somebody who has looked at what is broken and
        wants it so.
        """
        with self._database.atomic():
            for table in tables or tuple(self._digests):
                scan = _Scan(table)
                while self._read(scan):
                    pass
                self._seal(scan)
        self.broken = tuple(one for one in self.broken if tables and one not in tables)

    def _read(self, scan: "_Scan") -> bool:
        rows = self._database.execute(
            f"select * from {scan.table} where id > ? order by id limit {_AT_ONCE}", (scan.to,)
        )
        scan.read(self._digests[scan.table], rows)
        return len(rows) == _AT_ONCE

    def _end(self, scan: "_Scan") -> None:
        kept = (self._kept | self._after()).get(scan.table)
        if kept is None:
            self._seal(scan)
        elif scan.digest != kept:
            self.broken = (*self.broken, scan.table)
        self._left.remove(scan.table)
        self._scan = None

    def _give_up(self, scan: "_Scan") -> None:
        self.broken = (*self.broken, scan.table)
        self._left.remove(scan.table)
        self._scan = None

    def _seal(self, scan: "_Scan") -> None:
        with self._database.atomic():
            self._new[scan.table] = scan.digest
            # The sum holds what this transaction has moved.
            self._moved.pop(scan.table, None)

    def _after(self) -> dict[str, int]:
        """Return the seals that differ once this transaction is through."""
        moved = {
            table: self._kept[table] ^ moved
            for table, moved in self._moved.items()
            if moved and table in self._kept
        }
        return moved | self._new


class _Scan:
    """The sum of a table's rows up to an id."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.to = ""
        self.digest = 0

    def read(self, digest: Digest, rows: list[Row]) -> None:
        for row in rows:
            self.digest ^= digest(row)
        if rows:
            self.to = str(rows[-1]["id"])

    def take(self, row_id: str, moved: int) -> None:
        """Take account of a row that was written while others are read."""
        if row_id <= self.to:
            self.digest ^= moved
