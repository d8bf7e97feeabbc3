"""A list of texts that an agenda item owns, one row each, in their order."""

from collections.abc import Sequence

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.ids import new_guid
from flipdesk.knowledge.rows import Rows


class OwnedList:
    """The rows of a table with `agenda_item_id`, `position` and one column of text."""

    def __init__(self, rows: Rows, table: str, column: str) -> None:
        self._rows = rows
        self._table = table
        self._column = column

    def of(self, item_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the texts of each item that has any."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._present(item_ids):
            item_id = str(row["agenda_item_id"])
            found[item_id] = (*found.get(item_id, ()), str(row[self._column]))
        return found

    def set(self, item_id: str, texts: Sequence[str]) -> Changes:
        """Let an item have these texts and no others."""
        present = self._present([item_id])
        changes = Changes()
        for row in present[len(texts) :]:
            changes += self._rows.delete(self._table, str(row["id"]))
        for position, text in enumerate(texts):
            values: Row = {"agenda_item_id": item_id, "position": position, self._column: text}
            if position < len(present):
                changes += self._rows.update(self._table, str(present[position]["id"]), values)
            else:
                changes += self._rows.insert(self._table, new_guid(), values)
        return changes

    def _present(self, item_ids: Sequence[str]) -> list[Row]:
        marks = ", ".join("?" * len(item_ids))
        return self._rows.query(
            f"select * from {self._table} where agenda_item_id in ({marks})"
            " order by agenda_item_id, position",
            *item_ids,
        )
