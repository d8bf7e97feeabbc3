"""Reading and changing rows, with the images of before and after that undo needs."""

from collections.abc import Iterable, Mapping

from flipdesk.domain.changes import Changes, Row, RowChange, Value
from flipdesk.domain.clock import Clock
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.database import Database
from flipdesk.knowledge.news import News
from flipdesk.knowledge.references import References
from flipdesk.knowledge.seals import Seals

_AT_ONCE = 500
"""How many values one statement may name."""
_STAMPS = ("created_at", "modified_at", "author")


class Rows:
    """Every write to the knowledge base goes through here and comes back as `Changes`."""

    def __init__(self, database: Database, clock: Clock, author: str) -> None:
        self.database = database
        self.author = author
        self._clock = clock
        self._references = References(database.connection)
        self.news = News()
        self.seals = Seals(database)

    def get(self, table: str, row_id: str) -> Row | None:
        """Return one row as it stands, None when there is none."""
        found = self.database.execute(f"select * from {table} where id = ?", (row_id,))
        return found[0] if found else None

    def query(self, sql: str, *values: Value) -> list[Row]:
        """Return the rows of a SELECT, in its order."""
        return self.database.execute(sql, values)

    def insert(self, table: str, row_id: str, values: Row) -> Changes:
        """Add a row; the stamps are set here."""
        now = self._now()
        row = {
            "id": row_id,
            **values,
            "created_at": now,
            "modified_at": now,
            "author": self.author,
        }
        with self.database.atomic():
            after = self._write(table, row)
        return Changes((RowChange(table, row_id, None, after),))

    def insert_all(self, table: str, rows: Mapping[str, Row]) -> Changes:
        """Add many rows of one shape by their ids, quicker than one by one.

        The values must be as SQLite keeps them: what comes back is what was given.
        """
        now = self._now()
        stamps = {"created_at": now, "modified_at": now, "author": self.author}
        full = [{"id": row_id, **values, **stamps} for row_id, values in rows.items()]
        if not full:
            return Changes()
        columns, marks = ", ".join(full[0]), ", ".join("?" * len(full[0]))
        with self.database.atomic():
            self.database.execute_many(
                f"insert into {table} ({columns}) values ({marks})",
                [tuple(row.values()) for row in full],
            )
        for row in full:
            self._tell(table, None, row)
        return Changes(tuple(RowChange(table, str(row["id"]), None, row) for row in full))

    def update(self, table: str, row_id: str, values: Row) -> Changes:
        """Change some columns of a row; no change at all when they already hold these values."""
        before = self._existing(table, row_id)
        fresh = {column: value for column, value in values.items() if before[column] != value}
        if not fresh:
            return Changes()
        with self.database.atomic():
            after = self._set(table, before, {**fresh, "modified_at": self._now()})
        return Changes((RowChange(table, row_id, before, after),))

    def get_all(self, table: str, row_ids: Iterable[str]) -> dict[str, Row]:
        """Return those of many rows that there are, by their ids."""
        wanted, found = list(dict.fromkeys(row_ids)), {}
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            for row in self.query(f"select * from {table} where id in ({marks})", *some):
                found[str(row["id"])] = row
        return found

    def update_all(self, table: str, values: Mapping[str, Row]) -> Changes:
        """Change many rows by their ids, quicker than one by one; what is the same stays.

        The values must be as SQLite keeps them: what comes back is what was given.
        """
        stored, now = self.get_all(table, values), self._now()
        changed: list[RowChange] = []
        alike: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
        for row_id, wanted in values.items():
            before = stored.get(row_id)
            if before is None:
                raise BugError(f"no {table} with id {row_id}")
            fresh = {column: value for column, value in wanted.items() if before[column] != value}
            if fresh:
                fresh["modified_at"] = now
                changed.append(RowChange(table, row_id, before, {**before, **fresh}))
                alike.setdefault(tuple(fresh), []).append((*fresh.values(), row_id))
        with self.database.atomic():
            for columns, rows in alike.items():
                sets = ", ".join(f"{column} = ?" for column in columns)
                self.database.execute_many(f"update {table} set {sets} where id = ?", rows)
            for change in changed:
                self.seals.change(table, change.before, change.after)
        return Changes(tuple(changed))

    def delete(self, table: str, row_id: str) -> Changes:
        """Delete a row with all that belongs to it, and unhook what merely points at it."""
        changes = Changes()
        with self.database.atomic():
            for reference in self._references.to(table):
                for child in self._children(reference.table, reference.column, row_id):
                    if reference.owns:
                        changes += self.delete(reference.table, child)
                    else:
                        changes += self.update(reference.table, child, {reference.column: None})
            before = self._existing(table, row_id)
            self._remove(table, before)
        return changes + Changes((RowChange(table, row_id, before, None),))

    def apply(self, changes: Changes) -> Changes:
        """Do changes again, or their inverse; all of them or none.

        Only the columns that really changed are set, so that what else happened to a row stays.

        Raises:
            KnownError: a row would have to go that something belongs to which has come since.
            BugError: the rows are not as the changes expect them.
        """
        with self.database.atomic():
            for change in changes.rows:
                self._apply_one(change)
        return changes

    def _apply_one(self, change: RowChange) -> None:
        if change.before is None and change.after is not None:
            self._write(change.table, change.after)
        elif change.after is None:
            before = self._existing(change.table, change.id)
            self._refuse_orphans(change)
            self._remove(change.table, before)
        elif change.before is not None:
            self._change_back(change, change.before, change.after)

    def _change_back(self, change: RowChange, before: Row, after: Row) -> None:
        current = self._existing(change.table, change.id)
        moved = {
            column: value
            for column, value in after.items()
            if before[column] != value and column not in _STAMPS
        }
        if any(current[column] != before[column] for column in moved):
            raise BugError(f"{change.table} {change.id} is not as it was left")
        self._set(change.table, current, {**moved, "modified_at": self._now()})

    def _refuse_orphans(self, change: RowChange) -> None:
        """Let nothing go that is not among the changes, such as a recording or minutes."""
        for reference in self._references.to(change.table):
            # SQLite would delete or unhook them without a word, and no redo could bring them back.
            if self._children(reference.table, reference.column, change.id):
                raise KnownError(
                    _(
                        "This stays as it is: something has come since that would be lost with it,"
                        " such as a recording or minutes. Delete it instead."
                    )
                )

    def _existing(self, table: str, row_id: str) -> Row:
        row = self.get(table, row_id)
        if row is None:
            raise BugError(f"no {table} with id {row_id}")
        return row

    def _children(self, table: str, column: str, row_id: str) -> list[str]:
        rows = self.query(f"select id from {table} where {column} = ?", row_id)
        return [str(row["id"]) for row in rows]

    def _write(self, table: str, row: Row) -> Row:
        """Add a row and return it as it stands."""
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        written = self.database.execute(
            f"insert into {table} ({columns}) values ({marks}) returning *", tuple(row.values())
        )[0]
        self._tell(table, None, written)
        return written

    def _set(self, table: str, before: Row, values: Mapping[str, Value]) -> Row:
        """Change a row and return it as it stands."""
        columns = ", ".join(f"{column} = ?" for column in values)
        written = self.database.execute(
            f"update {table} set {columns} where id = ? returning *",
            (*values.values(), before["id"]),
        )[0]
        self._tell(table, before, written)
        return written

    def _remove(self, table: str, row: Row) -> None:
        self.database.execute(f"delete from {table} where id = ?", (row["id"],))
        self._tell(table, row, None)

    def _tell(self, table: str, before: Row | None, after: Row | None) -> None:
        self.seals.change(table, before, after)
        self.news.tell(table, after or before or {})

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="milliseconds")
