"""What SQLite would do while a note is stored, done in small steps when nobody writes."""

from flipdesk.knowledge.database import Database
from flipdesk.knowledge.seals import Seals
from flipdesk.knowledge.search_kinds import KINDS

_INDEXES = tuple(kind.index for kind in KINDS.values())
_PAGES = 8
"""How much of an index is merged in one step: some milliseconds."""


class Upkeep:
    """Merging of the search indexes, reading of the seals, folding in of the write-ahead log."""

    def __init__(self, database: Database, seals: Seals) -> None:
        self._database = database
        self._seals = seals

    def step(self) -> bool:
        """Do one step; return whether there is more to do.

        Raises:
            KnownError: the disk is full or does not answer.
        """
        if self._database.is_read_only:
            return False
        if any(self._merge(index) for index in _INDEXES) or self._seals.step():
            return True
        self._database.execute("pragma wal_checkpoint(passive)")
        return False

    def _merge(self, index: str) -> bool:
        # https://sqlite.org/fts5.html#the_merge_command: less than 2 changes mean that all is done.
        connection = self._database.connection
        before = connection.total_changes
        self._database.execute(
            f"insert into {index} ({index}, rank) values ('merge', ?)", (_PAGES,)
        )
        return connection.total_changes - before >= 2
