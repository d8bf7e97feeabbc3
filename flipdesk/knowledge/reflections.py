"""Stores of reflections, markers and turns."""

from typing_extensions import override

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.codebook import DIMENSIONS_AXIS, POTENTIALS_AXIS, TAGS_AXIS
from flipdesk.domain.ids import ReflectionId, SessionId
from flipdesk.domain.reflection import Marker, Pattern, Reflection, Turn
from flipdesk.domain.vocabulary import ReflectionKind, Uptake
from flipdesk.knowledge.mapping import Mapping, flag, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.tags import Tags


class ReflectionStore(PartStore[Reflection]):
    mapping = Mapping(
        "reflection",
        Reflection,
        *plain("session_id", "position", "text", "at_ms", "agenda_item_id", "speaker_id"),
        *plain("round_id", "clip_ms", "segment_id", "merged_into"),
        value_of("kind", ReflectionKind),
        moment("said_at", "said_at"),
        moment("placed_at", "placed_at"),
        flag("is_private"),
        flag("left_out"),
    )

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._tags = Tags(rows, "reflection")

    @override
    def of_session(self, session_id: SessionId) -> tuple[Reflection, ...]:
        """Return the reflections of a session in their order, without the parts of merged ones."""
        return self._where("session_id = ? and merged_into is null", session_id)

    def merged_of_session(self, session_id: SessionId) -> tuple[Reflection, ...]:
        """Return what was merged into other reflections of a session."""
        return self._where("session_id = ? and merged_into is not null", session_id)

    def parts_of(self, reflection_id: ReflectionId) -> tuple[Reflection, ...]:
        """Return what was merged into one reflection, in the order in which it was joined."""
        return self._where("merged_into = ?", reflection_id)

    def _where(self, clause: str, value: str) -> tuple[Reflection, ...]:
        rows = self._rows.query(f"select * from reflection where {clause} order by position", value)
        return tuple(self._build_all(rows))

    @override
    def add(self, part: Reflection) -> Changes:
        changes = self._rows.insert("reflection", part.id, self._values(part))
        for axis, codes in _tags(part):
            changes += self._tags.add(part.id, axis, codes)
        return changes

    @override
    def save(self, part: Reflection) -> Changes:
        changes = self._rows.update("reflection", part.id, self._values(part))
        for axis, codes in _tags(part):
            changes += self._tags.set(part.id, axis, codes)
        return changes

    @override
    def _build_all(self, rows: list[Row]) -> list[Reflection]:
        tags = self._tags.of(str(row["id"]) for row in rows)

        def codes(row: Row, axis: str) -> tuple[str, ...]:
            return tags.get((str(row["id"]), axis), ())

        return [
            self.mapping.build(
                row,
                pattern=_pattern(row),
                potentials=codes(row, POTENTIALS_AXIS),
                dimensions=codes(row, DIMENSIONS_AXIS),
                tags=codes(row, TAGS_AXIS),
            )
            for row in rows
        ]

    def _values(self, part: Reflection) -> Row:
        pattern = part.pattern
        return {
            **self.mapping.values(part),
            "pattern": pattern.code if pattern else None,
            "uptake": str(pattern.uptake) if pattern and pattern.uptake else None,
        }


def _tags(part: Reflection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (POTENTIALS_AXIS, part.potentials),
        (DIMENSIONS_AXIS, part.dimensions),
        (TAGS_AXIS, part.tags),
    )


def _pattern(row: Row) -> Pattern | None:
    if row["pattern"] is None:
        return None
    uptake = row["uptake"]
    return Pattern(str(row["pattern"]), None if uptake is None else Uptake(str(uptake)))


class MarkerStore(PartStore[Marker]):
    mapping = Mapping(
        "marker",
        Marker,
        *plain("session_id", "position", "label", "at_ms"),
        moment("said_at", "said_at"),
    )


class TurnStore(PartStore[Turn]):
    mapping = Mapping(
        "turn",
        Turn,
        *plain("session_id", "position", "speaker_id", "from_ms", "to_ms"),
        flag("interruption"),
        flag("reply"),
    )
