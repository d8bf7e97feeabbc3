"""What can still be read of a damaged database, and putting it into a sound one.

Rows are asked for in ranges of SQLite's own row numbers, which are halved where the file does not
answer: one damaged page costs the rows that lie on it, and no others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from flipdesk.domain.changes import Row, Value
from flipdesk.knowledge.engine import Connection, DatabaseError, IntegrityError
from flipdesk.knowledge.seals import digests

_HIGHEST = 1 << 31
"""Beyond every row number that a knowledge base of people can reach."""
_MOST_FAILURES = 4_000
_MOST_IN_A_ROW = 300
"""More rows than a page can hold: when all of these fail, the way to the rows is damaged."""
Connect = Callable[[], Connection]


@dataclass(slots=True)
class Salvaged:
    """The rows of a table by their ids; with `gaps` there were more that could not be read."""

    rows: dict[str, Row] = field(default_factory=dict)
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Later:
    """What a damaged file has that a sound one has not.

    `added` and `changed` are the rows to take over, by table; `mended` counts rows that differ
    although nobody changed them, where the sound file is right; `gone` those it has and the damaged
    one had no more; `gaps` the places that could not be read.
    """

    added: Mapping[str, tuple[Row, ...]]
    changed: Mapping[str, tuple[Row, ...]]
    mended: Mapping[str, int]
    gone: Mapping[str, int]
    gaps: int

    @property
    def is_empty(self) -> bool:
        return not any(self.added.values()) and not any(self.changed.values())


def salvaged(connect: Connect) -> dict[str, Salvaged] | None:
    """Read what can be read; None when not even the tables are known any more.

    `connect` opens the damaged file anew: an encrypted one answers nothing after its first error.
    """
    reader = _Reader(connect)
    try:
        tables = reader.tables()
    except DatabaseError:
        return None
    finally:
        reader.close()
    found = {}
    for table in tables:
        reader = _Reader(connect)
        found[table] = reader.read(table)
        reader.close()
    return found


def later(damaged: Mapping[str, Salvaged], sound: Connection) -> Later:
    """Compare what was read of a damaged file with a sound one of the schema of today."""
    added: dict[str, tuple[Row, ...]] = {}
    changed: dict[str, tuple[Row, ...]] = {}
    mended: dict[str, int] = {}
    gone: dict[str, int] = {}
    for table in digests(sound):
        if table not in damaged:
            continue
        found = damaged[table]
        kept = {
            str(row["id"]): dict(row) for row in sound.execute(f"select * from {table}").fetchall()
        }
        fits = [row for row in found.rows.values() if row["id"] in kept]
        added[table] = tuple(row for key, row in found.rows.items() if key not in kept)
        changed[table] = tuple(row for row in fits if _is_newer(row, kept[str(row["id"])]))
        mended[table] = sum(_is_spoilt(row, kept[str(row["id"])]) for row in fits)
        gone[table] = 0 if found.gaps else len(kept.keys() - found.rows.keys())
    return Later(added, changed, mended, gone, sum(one.gaps for one in damaged.values()))


def take_over(sound: Connection, rows: Later) -> int:
    """Write rows into a sound database and return how many found no place in it.

    The caller makes it a transaction, with foreign keys off, and renews the seals after it.
    """
    lost = 0
    ours: dict[str, set[str]] = {}
    for table in rows.added:
        columns = _columns(sound, table)
        for row in (*rows.added[table], *rows.changed[table]):
            known = {name: value for name, value in row.items() if name in columns}
            if _write(sound, table, known):
                ours.setdefault(table, set()).add(str(row["id"]))
            else:
                lost += 1
    return lost + _let_go_of_orphans(sound, ours)


class _Reader:
    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: Connection | None = None

    def tables(self) -> tuple[str, ...]:
        return tuple(digests(self._open()))

    def read(self, table: str) -> Salvaged:
        found = Salvaged()
        waiting, failures, in_a_row = [(-1, _HIGHEST)], 0, 0
        while waiting and failures < _MOST_FAILURES and in_a_row < _MOST_IN_A_ROW:
            first, last = waiting.pop()
            try:
                rows = list(self._ask(table, first, last))
            except (DatabaseError, UnicodeDecodeError):
                self.close()
                failures += 1
                if first < last:
                    middle = (first + last) // 2
                    waiting += [(middle + 1, last), (first, middle)]
                else:
                    # Rows side by side are one place in the file.
                    found.gaps += not in_a_row
                    in_a_row += 1
            else:
                in_a_row = 0
                found.rows.update((str(row["id"]), row) for row in rows if _is_whole(row))
        if waiting and not found.gaps:
            found.gaps = 1
        return found

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, table: str, first: int, last: int) -> Iterator[Row]:
        rows = self._open().execute(
            f"select * from {table} where rowid between ? and ?", (first, last)
        )
        return (dict(row) for row in rows.fetchall())

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._connect()
            self._connection.execute("pragma cell_size_check = on")
            self._connection.execute("pragma trusted_schema = off")
            # Else a file that is cut short tells nothing at all. Nothing is written here.
            self._connection.execute("pragma writable_schema = on")
        return self._connection


def _is_whole(row: Row) -> bool:
    """Tell whether a row can be one: noise on a page can look like a row without an id."""
    return isinstance(row["id"], str) and isinstance(row["modified_at"], str)


def _is_newer(row: Row, kept: Row) -> bool:
    return str(row["modified_at"]) > str(kept["modified_at"])


def _is_spoilt(row: Row, kept: Row) -> bool:
    return row["modified_at"] == kept["modified_at"] and any(
        kept[name] != value for name, value in row.items() if name in kept and name != "seq"
    )


def _columns(connection: Connection, table: str) -> set[str]:
    rows = connection.execute(f"select name from pragma_table_info('{table}')").fetchall()
    return {str(row[0]) for row in rows} - {"seq"}


def _write(connection: Connection, table: str, row: Mapping[str, Value]) -> bool:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    try:
        connection.execute(
            f"insert into {table} ({names}) values ({marks}) on conflict (id) do update set {sets}",
            tuple(row.values()),
        )
    except IntegrityError:
        return False
    return True


def _let_go_of_orphans(connection: Connection, ours: Mapping[str, set[str]]) -> int:
    """Take out again what was written and belongs to something that is nowhere any more."""
    lost = 0
    while broken := connection.execute("pragma foreign_key_check").fetchall():
        gone = 0
        for table, rowid, *_rest in broken:
            row = connection.execute(f"select id from {table} where rowid = ?", (rowid,)).fetchone()
            if row is not None and row[0] in ours.get(table, ()):
                connection.execute(f"delete from {table} where rowid = ?", (rowid,))
                gone += 1
        if not gone:
            break
        lost += gone
    return lost
