"""Tags of reflections and outcomes: one row a tag, in the order they were given."""

from collections.abc import Iterable

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.ids import new_guid
from flipdesk.knowledge.rows import Rows


class Tags:
    """The tags in one table, belonging to rows of another."""

    def __init__(self, rows: Rows, owner: str) -> None:
        self._rows = rows
        self._owner = f"{owner}_id"
        self._table = f"{owner}_tag"

    def of(self, owner_ids: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the codes by owner and axis."""
        wanted = tuple(owner_ids)
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            for row in self._rows.query(
                f"select {self._owner} as owner, axis, code from {self._table}"
                f" where {self._owner} in ({marks}) order by axis, position",
                *part,
            ):
                key = (str(row["owner"]), str(row["axis"]))
                found[key] = (*found.get(key, ()), str(row["code"]))
        return found

    def add(self, owner_id: str, axis: str, codes: tuple[str, ...]) -> Changes:
        """Give an owner that has none yet these codes on an axis, in this order."""
        changes = Changes()
        for position, code in enumerate(dict.fromkeys(codes)):
            changes += self._insert(owner_id, axis, position, code)
        return changes

    def set(self, owner_id: str, axis: str, codes: tuple[str, ...]) -> Changes:
        """Make these the codes on an axis, in this order."""
        rows = self._rows.query(
            f"select * from {self._table} where {self._owner} = ? and axis = ?", owner_id, axis
        )
        present: dict[str, Row] = {str(row["code"]): row for row in rows}
        changes = Changes()
        for code, row in present.items():
            if code not in codes:
                changes += self._rows.delete(self._table, str(row["id"]))
        for position, code in enumerate(dict.fromkeys(codes)):
            if code in present:
                changes += self._rows.update(
                    self._table, str(present[code]["id"]), {"position": position}
                )
            else:
                changes += self._insert(owner_id, axis, position, code)
        return changes

    def _insert(self, owner_id: str, axis: str, position: int, code: str) -> Changes:
        values: Row = {self._owner: owner_id, "axis": axis, "position": position, "code": code}
        return self._rows.insert(self._table, new_guid(), values)
