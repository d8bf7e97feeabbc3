"""Stores of coders, codings and memos."""

from collections.abc import Iterable
from typing import Literal

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.ids import CoderId, SessionId
from flipdesk.knowledge.mapping import Mapping, moment, plain
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows

TextColumn = Literal["reflection_id", "outcome_id", "segment_id", "minutes_id"]
"""The column that names whose words were coded."""


class CoderStore:
    """Everybody who codes, of whatever session."""

    mapping = Mapping("coder", Coder, *plain("name", "initials"))

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, coder_id: CoderId) -> Coder | None:
        row = self._rows.get("coder", coder_id)
        return None if row is None else self.mapping.build(row)

    def all(self) -> tuple[Coder, ...]:
        """Return the coders by name."""
        rows = self._rows.query("select * from coder order by name, id")
        return tuple(map(self.mapping.build, rows))

    def of_session(self, session_id: SessionId) -> tuple[Coder, ...]:
        """Return who has coded or written memos in a session, in the order of `all`."""
        rows = self._rows.query(
            "select * from coder where id in (select coder_id from coding where session_id = ?1"
            " union select coder_id from memo where session_id = ?1) order by name, id",
            session_id,
        )
        return tuple(map(self.mapping.build, rows))

    def add(self, coder: Coder) -> Changes:
        return self._rows.insert("coder", coder.id, self.mapping.values(coder))

    def ensure(self, coder: Coder) -> Changes:
        """Add a coder who is not here yet; one who is keeps the name that is known here."""
        return Changes() if self.get(coder.id) else self.add(coder)

    def save(self, coder: Coder) -> Changes:
        return self._rows.update("coder", coder.id, self.mapping.values(coder))


class CodingStore(PartStore[Coding]):
    mapping = Mapping(
        "coding",
        Coding,
        *plain("session_id", "position", "coder_id", "axis", "code", "quote"),
        *plain("reflection_id", "outcome_id", "segment_id", "minutes_id"),
        *plain("start_at", "end_at", "from_ms", "to_ms"),
        moment("made"),
    )

    def of_text(self, column: TextColumn, text_id: str) -> tuple[Coding, ...]:
        """Return the codings on one text, in the order they were made."""
        rows = self._rows.query(
            f"select * from coding where {column} = ? order by position", text_id
        )
        return tuple(self._build_all(rows))

    def counts(self) -> dict[SessionId, int]:
        """Return how many codings there are in each session that has any."""
        rows = self._rows.query("select session_id, count(*) as n from coding group by session_id")
        return {SessionId(str(row["session_id"])): int(str(row["n"])) for row in rows}

    def add_all(self, codings: Iterable[Coding]) -> Changes:
        """Add many at once."""
        rows: dict[str, Row] = {one.id: self.mapping.values(one) for one in codings}
        return self._rows.insert_all("coding", rows)

    def save_all(self, codings: Iterable[Coding]) -> Changes:
        """Store what differs from the rows as they stand."""
        return sum(map(self.save, codings), start=Changes())


class MemoStore(PartStore[Memo]):
    mapping = Mapping(
        "memo",
        Memo,
        *plain("session_id", "position", "coder_id", "text"),
        *plain("coding_id", "reflection_id", "outcome_id", "segment_id", "axis", "code"),
        moment("made"),
    )
