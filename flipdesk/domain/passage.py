"""A passage: a stretch of the recording that somebody has pointed out."""

from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.ids import AgendaItemId, ParticipantId, PassageId, RecordingId, SessionId


class PassageKind(StrEnum):
    """What a passage is for. A silenced one is never heard, neither played nor exported."""

    EXCERPT = "excerpt"
    WITHDRAWN = "withdrawn"
    """Somebody in it has withdrawn their consent; marked, so that it can be dealt with."""
    SILENCED = "silenced"


@dataclass(frozen=True, slots=True)
class Passage:
    """From and to are milliseconds of the session timeline, to after from; of a clip's own time
    when `recording_id` says that it is a clip from a file.

    An excerpt can belong to an agenda item, as the clips of Lån et øre do. `speaker_id` is whose
    withdrawn consent a marked or silenced passage is about.
    """

    id: PassageId
    session_id: SessionId
    position: int
    from_ms: int
    to_ms: int
    kind: PassageKind = PassageKind.EXCERPT
    title: str = ""
    agenda_item_id: AgendaItemId | None = None
    speaker_id: ParticipantId | None = None
    recording_id: RecordingId | None = None
