"""Which rows have been written since somebody who keeps a picture of them looked last."""

from collections.abc import Mapping

from flipdesk.domain.changes import Row, Value


class News:
    """Told of every row that is written or deleted; those who follow collect what they need.

    What was rolled back is told too: who follows reads the rows again and finds them as they were.
    """

    def __init__(self) -> None:
        self._followers: list[tuple[Mapping[str, str], set[tuple[str, Value]]]] = []

    def follow(self, columns: Mapping[str, str]) -> set[tuple[str, Value]]:
        """Return a set that fills with (table, value of its column) of every row written."""
        fresh: set[tuple[str, Value]] = set()
        self._followers.append((dict(columns), fresh))
        return fresh

    def tell(self, table: str, row: Row) -> None:
        for columns, fresh in self._followers:
            if table in columns:
                fresh.add((table, row[columns[table]]))
