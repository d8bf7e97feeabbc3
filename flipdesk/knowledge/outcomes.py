"""Store of outcomes."""

from datetime import datetime

from typing_extensions import override

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.ids import SeriesId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import LIVE_STATUSES, OutcomeKind, OutcomeStatus
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
        moment("placed_at", "placed_at"),
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

    def live_before(self, series_id: SeriesId, starts: datetime) -> tuple[Outcome, ...]:
        """Return what sessions of a series that began before `starts` left, the newest first."""
        states = sorted(LIVE_STATUSES)
        marks = ", ".join("?" * len(states))
        rows = self._rows.query(
            "select outcome.* from outcome join session on session.id = outcome.session_id"
            " where session.series_id = ? and julianday(session.starts_at) < julianday(?)"
            f" and outcome.status in ({marks})"
            " order by julianday(session.starts_at) desc, session.id, outcome.position",
            series_id,
            starts.isoformat(),
            *states,
        )
        return tuple(self._build_all(rows))

    @override
    def _build_all(self, rows: list[Row]) -> list[Outcome]:
        tags = self._tags.of(str(row["id"]) for row in rows)
        return [
            self.mapping.build(row, potentials=tags.get((str(row["id"]), POTENTIALS_AXIS), ()))
            for row in rows
        ]
