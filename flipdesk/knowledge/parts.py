"""The base of stores whose rows are parts of a session, kept in an order."""

from typing import Generic, Protocol, TypeVar

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.mapping import Mapping
from flipdesk.knowledge.rows import Rows


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


class PartStore(Generic[T]):
    """Adds, saves, deletes and reads one kind of part."""

    mapping: Mapping[T]

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, part_id: str) -> T | None:
        row = self._rows.get(self.mapping.table, part_id)
        return None if row is None else self._build_all([row])[0]

    def of_session(self, session_id: SessionId) -> tuple[T, ...]:
        """Return the parts of a session in their order."""
        return tuple(
            self._build_all(
                self._rows.query(
                    f"select * from {self.mapping.table} where session_id = ? order by position",
                    session_id,
                )
            )
        )

    def next_position(self, session_id: SessionId) -> int:
        """Return the place behind the last one."""
        rows = self._rows.query(
            f"select coalesce(max(position) + 1, 0) as place from {self.mapping.table}"
            " where session_id = ?",
            session_id,
        )
        return int(str(rows[0]["place"]))

    def add(self, part: T) -> Changes:
        return self._rows.insert(self.mapping.table, part.id, self.mapping.values(part))

    def save(self, part: T) -> Changes:
        """Store what differs from the row as it stands."""
        return self._rows.update(self.mapping.table, part.id, self.mapping.values(part))

    def delete(self, part_id: str) -> Changes:
        return self._rows.delete(self.mapping.table, part_id)

    def _build_all(self, rows: list[Row]) -> list[T]:
        return [self.mapping.build(row) for row in rows]
