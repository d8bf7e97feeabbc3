"""Everything that reports count, and the doors to it, side by side."""

from flipdesk.knowledge.doors import DoorStore
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.session_counts import SessionCountStore
from flipdesk.knowledge.stretches import StretchStore
from flipdesk.knowledge.tag_counts import TagCountStore


class Counts:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self.tags = TagCountStore(rows)
        self.sessions = SessionCountStore(rows)
        self.stretches = StretchStore(rows)
        self.doors = DoorStore(rows)
