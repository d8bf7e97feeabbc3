"""What SQLite would do while a note is stored, done in small steps when nobody writes."""

from collections.abc import Iterator

from flipdesk.knowledge.database import Database
from flipdesk.knowledge.loose_log import begin_log
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

    def scrub_steps(self) -> Iterator[None]:
        """Let nothing stay of what was deleted, in small steps: in no index, log or free page.

        Deleting leaves words in a full-text index until its parts are merged. Free pages are
        overwritten as they come free (`secure_delete`), and the log is cut off.
        """
        for index in _INDEXES:
            # A negative number begins what `optimize` does at once.
            wanted = -_PAGES
            while self._merge(index, wanted):
                wanted = _PAGES
                yield
        self.cut_log()
        yield

    def scrub(self) -> None:
        """Do all of `scrub_steps` at once, and build the file anew, so that it is small, too.

        Raises:
            KnownError: the disk is full or does not answer.
        """
        for index in _INDEXES:
            self._database.execute(f"insert into {index} ({index}) values ('optimize')")
        self._database.execute("vacuum")
        self.cut_log()

    def cut_log(self) -> None:
        """Fold the write-ahead log into the file, and let nothing of it stay."""
        self._database.execute("pragma wal_checkpoint(truncate)")
        begin_log(self._database.connection)

    def _merge(self, index: str, pages: int = _PAGES) -> bool:
        # https://sqlite.org/fts5.html#the_merge_command: less than 2 changes mean that all is done.
        connection = self._database.connection
        before = connection.total_changes
        self._database.execute(f"insert into {index} ({index}, rank) values ('merge', ?)", (pages,))
        return connection.total_changes - before >= 2
