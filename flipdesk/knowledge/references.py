"""Which tables point at which, read from the schema itself."""

from dataclasses import dataclass
from functools import cached_property

from flipdesk.knowledge.engine import Connection


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key; it owns its row when deleting the target deletes the row too."""

    table: str
    column: str
    target: str
    owns: bool


class References:
    """The foreign keys of the schema."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to(self, target: str) -> tuple[Reference, ...]:
        """Return the references to a table, those that own nothing first."""
        return tuple(one for one in self._all if one.target == target)

    @cached_property
    def _all(self) -> tuple[Reference, ...]:
        rows = self._connection.execute(
            'select m.name, f."from", f."table", f.on_delete'
            " from sqlite_master as m join pragma_foreign_key_list(m.name) as f"
            " where m.type = 'table' order by f.on_delete = 'CASCADE', m.name"
        )
        return tuple(Reference(row[0], row[1], row[2], owns=row[3] == "CASCADE") for row in rows)
