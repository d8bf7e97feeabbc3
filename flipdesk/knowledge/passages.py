"""Store of passages."""

from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.knowledge.mapping import Mapping, plain, value_of
from flipdesk.knowledge.parts import PartStore


class PassageStore(PartStore[Passage]):
    """A passage belongs to the session it was recorded in; its block can be another session's."""

    mapping = Mapping(
        "passage",
        Passage,
        *plain("session_id", "position", "from_ms", "to_ms", "title"),
        *plain("agenda_item_id", "speaker_id", "recording_id"),
        value_of("kind", PassageKind),
    )

    def of_block(self, item_id: AgendaItemId) -> tuple[Passage, ...]:
        """Return the passages of an agenda item, whichever session they were recorded in."""
        rows = self._rows.query(
            "select p.* from passage as p join session as s on s.id = p.session_id"
            " where p.agenda_item_id = ?"
            " order by julianday(s.starts_at), p.session_id, p.from_ms, p.position",
            item_id,
        )
        return tuple(self._build_all(rows))
