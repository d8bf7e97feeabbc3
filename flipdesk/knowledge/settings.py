"""Store of settings that belong to the knowledge base rather than to the laptop."""

from flipdesk.domain.changes import Changes
from flipdesk.knowledge.rows import Rows

USER_NAME = "user_name"
"""Whoever works here; every change carries the name."""

RETENTION = "retention"
"""For how many months after a session each part is kept: JSON such as {"sound": 12}."""
JOURNAL_END = "journal_end"
"""How far the journal of use went when the knowledge base was last closed."""


class SettingStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, name: str, default: str = "") -> str:
        row = self._rows.get("setting", name)
        return default if row is None else str(row["value"])

    def set(self, name: str, value: str) -> Changes:
        if self._rows.get("setting", name) is None:
            return self._rows.insert("setting", name, {"value": value})
        return self._rows.update("setting", name, {"value": value})

    def names_about(self, session_id: str) -> tuple[str, ...]:
        """Return the names of settings that are about a session, such as drafts."""
        rows = self._rows.query("select id from setting where instr(id, ?) > 0", session_id)
        return tuple(str(row["id"]) for row in rows)
