"""Store of outcomes."""

from typing_extensions import override

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.knowledge.mapping import Mapping, day, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.tags import Tags


class OutcomeStore(PartStore[Outcome]):
    mapping = Mapping(
        "outcome",
        Outcome,
        *plain("session_id", "position", "text", "at_ms", "agenda_item_id", "owner_id"),
        value_of("kind", OutcomeKind),
        value_of("status", OutcomeStatus),
        moment("said_at", "said_at"),
        day("due"),
    )

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._tags = Tags(rows, "outcome")

    @override
    def add(self, part: Outcome) -> Changes:
        return super().add(part) + self._tags.add(part.id, POTENTIALS_AXIS, part.potentials)

    @override
    def save(self, part: Outcome) -> Changes:
        return super().save(part) + self._tags.set(part.id, POTENTIALS_AXIS, part.potentials)

    @override
    def _build_all(self, rows: list[Row]) -> list[Outcome]:
        tags = self._tags.of(str(row["id"]) for row in rows)
        return [
            self.mapping.build(row, potentials=tags.get((str(row["id"]), POTENTIALS_AXIS), ()))
            for row in rows
        ]
