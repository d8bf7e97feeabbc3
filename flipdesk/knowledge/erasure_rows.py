"""The rows that an erasure reads and takes away, whatever table they are in."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.erasure import ErasureKind
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.participant import Participant
from flipdesk.knowledge.references import References
from flipdesk.knowledge.rows import Rows

_ITS = "session_id = ?"
_PARTS: Mapping[ErasureKind, Mapping[str, str]] = {
    ErasureKind.SOUND: {"recording": _ITS},
    ErasureKind.NOTES: {
        **dict.fromkeys(("coding", "memo", "ear_round", "set_aside", "kept_trace"), _ITS),
        **dict.fromkeys(("reflection", "outcome", "marker", "transcript"), _ITS),
        # What is marked or silenced for somebody's sake, and what was imported, is of the sound.
        "passage": f"{_ITS} and kind = 'excerpt' and recording_id is null",
        # What was begun and is not kept yet.
        "setting": "instr(id, ?) > 0",
    },
    ErasureKind.MINUTES: {"returned_file": _ITS, "minutes": _ITS},
}
"""The tables of each part of a session, with which rows of them belong to it."""
_STAYS_WITH_STAND_IN = ("turn", "queue_entry")


class ErasureRows:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._references = References(rows.database.connection)

    def participations(self, person_ids: Iterable[str]) -> tuple[str, ...]:
        """Return what some people were in sessions."""
        return self._ids("participation", "person_id", tuple(person_ids))

    def people_of(self, participations: Iterable[str]) -> tuple[str, ...]:
        """Return who some participations are of."""
        rows = self._rows.get_all("participation", participations)
        return tuple(dict.fromkeys(str(row["person_id"]) for row in rows.values()))

    def said_by(self, participations: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what participants said in their own words, by table: quotes and transcripts."""
        wanted = tuple(participations)
        marks = ", ".join("?" * len(wanted))
        return {
            "reflection": self._found(
                f"select id from reflection where kind = 'quote' and speaker_id in ({marks})",
                wanted,
            ),
            "transcript_segment": self._ids("transcript_segment", "speaker_id", wanted),
            "passage": self._found(
                f"select id from passage where kind <> 'excerpt' and speaker_id in ({marks})",
                wanted,
            ),
            "set_aside": self._ids("set_aside", "subject_id", wanted),
        }

    def counts(self, participations: Iterable[str]) -> dict[str, int]:
        """Return how many rows point at participants, by table."""
        wanted = tuple(participations)
        found: dict[str, int] = {}
        for reference in self._references.to("participation"):
            count = len(self._ids(reference.table, reference.column, wanted))
            if count:
                found[reference.table] = found.get(reference.table, 0) + count
        return found

    def owned(self, table: str, row_id: str) -> dict[str, int]:
        """Return how many rows go with a row, by table, the row itself left out."""
        found: dict[str, int] = {}
        waiting: list[tuple[str, tuple[str, ...]]] = [(table, (row_id,))]
        while waiting:
            parent, ids = waiting.pop()
            for reference in self._references.to(parent):
                if reference.owns:
                    children = self._ids(reference.table, reference.column, ids)
                    if children:
                        found[reference.table] = found.get(reference.table, 0) + len(children)
                        waiting.append((reference.table, children))
        return found

    def only_in(self, session_id: SessionId) -> tuple[str, ...]:
        """Return the people who take part in this session and in no other."""
        return self._found(
            "select id from person where id in (select person_id from participation"
            " where session_id = ?) and id not in (select person_id from participation"
            " where session_id <> ?)",
            (session_id, session_id),
        )

    def in_stretch(
        self, session_id: SessionId, from_ms: int, to_ms: int
    ) -> Iterator[tuple[str, Row]]:
        """Yield the rows with words or sound of a stretch of a session, with their table."""
        for row in self._rows.query(
            "select s.* from transcript_segment as s join transcript as t on t.id = s.transcript_id"
            " where t.session_id = ? and s.from_ms < ? and s.to_ms > ? order by s.from_ms",
            *(session_id, to_ms, from_ms),
        ):
            yield "transcript_segment", row
        for row in self._rows.query(
            "select * from coding where session_id = ? and from_ms < ? and to_ms > ?",
            *(session_id, to_ms, from_ms),
        ):
            yield "coding", row
        for table in ("reflection", "outcome", "marker"):
            for row in self._rows.query(
                f"select * from {table} where session_id = ? and at_ms >= ? and at_ms < ?"
                " order by at_ms",
                *(session_id, from_ms, to_ms),
            ):
                yield table, row

    def part(
        self, kind: ErasureKind, session_id: SessionId, until: datetime | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Return the rows of one part of a session by table; `until` leaves out later ones."""
        found: dict[str, tuple[str, ...]] = {}
        for table, where in _PARTS[kind].items():
            sql = f"select id, created_at, modified_at from {table} where {where}"
            ids = tuple(
                str(row["id"])
                for row in self._rows.query(sql, session_id)
                if until is None or _stamp(table, row) <= until
            )
            if ids:
                found[table] = ids
        return found

    def evidence(self, session_id: SessionId) -> int:
        """Return how often what was learned rests on notes of a session."""
        return len(
            self._found(
                "select id from evidence where reflection_id in"
                " (select id from reflection where session_id = ?)",
                (session_id,),
            )
        )

    def replace_participant(self, gone: ParticipantId, stand_in: Participant) -> Changes:
        """Let turns and the speakers' list be of somebody else, who is stored already."""
        changes = Changes()
        for table in _STAYS_WITH_STAND_IN:
            found = self._ids(table, "speaker_id", (gone,))
            changes += self._rows.update_all(
                table, {row_id: {"speaker_id": stand_in.id} for row_id in found}
            )
        return changes

    def delete(self, gone: Mapping[str, Iterable[str]]) -> Changes:
        """Delete those rows that are there still, with all that belongs to them."""
        changes = Changes()
        for table, ids in gone.items():
            for row_id in ids:
                if self._rows.get(table, row_id) is not None:
                    changes += self._rows.delete(table, row_id)
        return changes

    def has(self, table: str, row_id: str) -> bool:
        return self._rows.get(table, row_id) is not None

    def minutes_of(self, row_id: str) -> str:
        """Return the version that a row of minutes or of their words belongs to."""
        row = self._rows.get("minutes_text", row_id)
        return row_id if row is None else str(row["minutes_id"])

    def drop_document(self, material_id: str) -> Changes:
        """Let a material go on without the Word file it came in."""
        nothing: Row = {"document": None, "sha256": None}
        return self._rows.update("session_material", material_id, nothing)

    def _ids(self, table: str, column: str, values: tuple[str, ...]) -> tuple[str, ...]:
        marks = ", ".join("?" * len(values))
        return self._found(f"select id from {table} where {column} in ({marks})", values)

    def _found(self, sql: str, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(str(row["id"]) for row in self._rows.query(sql, *values))


def _stamp(table: str, row: Row) -> datetime:
    """Return when a row was made; a setting is written over."""
    return datetime.fromisoformat(str(row["modified_at" if table == "setting" else "created_at"]))
