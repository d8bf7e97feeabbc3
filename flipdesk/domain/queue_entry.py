"""The speakers' list: who waits for the floor, who has it, and where a line was drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import AgendaItemId, ParticipantId, QueueEntryId, SessionId
from flipdesk.domain.vocabulary import QueueKind

MOST_REPLIES = 2
"""Short comments to one speech; the chair may still give the floor to anybody."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One place on the list of an agenda item: waiting, with the floor `since`, or done `until`.

    A line has no speaker: below it nobody is put on the list, only replies are.
    """

    id: QueueEntryId
    session_id: SessionId
    position: int
    kind: QueueKind = QueueKind.FLOOR
    speaker_id: ParticipantId | None = None
    agenda_item_id: AgendaItemId | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.since is None and self.kind is not QueueKind.LINE

    @property
    def has_floor(self) -> bool:
        return self.since is not None and self.until is None


@dataclass(frozen=True, slots=True)
class SpeakersList:
    """The list as it stands while an agenda item is held.

    `interrupted` gets the floor back when `holder` is done. `left_over` waits on the lists of
    other items. `replies` counts those to the last speech, given and waiting.
    """

    holder: QueueEntry | None = None
    interrupted: QueueEntry | None = None
    waiting: tuple[QueueEntry, ...] = ()
    left_over: tuple[QueueEntry, ...] = ()
    line: QueueEntry | None = None
    replies: int = 0

    @property
    def is_closed(self) -> bool:
        return self.line is not None

    @property
    def may_reply(self) -> bool:
        return self.replies < MOST_REPLIES

    def waiting_of(self, speaker_id: ParticipantId) -> QueueEntry | None:
        """Return the first place somebody waits at."""
        return next((one for one in self.waiting if one.speaker_id == speaker_id), None)


def speakers_list(entries: Iterable[QueueEntry], item_id: AgendaItemId | None) -> SpeakersList:
    """Return the list of an agenda item; None is the time when no item is held."""
    entries = sorted(entries, key=lambda one: one.position)
    spoken = sorted(
        (one for one in entries if one.has_floor),
        key=lambda one: (one.kind is QueueKind.INTERRUPTION, one.since),
    )
    waiting = [one for one in entries if one.waits]
    lines = [one for one in entries if one.kind is QueueKind.LINE]
    here = tuple(one for one in waiting if one.agenda_item_id == item_id)
    given = [one for one in entries if one.since is not None]
    return SpeakersList(
        holder=spoken[-1] if spoken else None,
        interrupted=spoken[-2] if len(spoken) > 1 else None,
        waiting=here,
        left_over=tuple(one for one in waiting if one.agenda_item_id != item_id),
        line=next((one for one in lines if one.agenda_item_id == item_id), None),
        replies=sum(one.kind is QueueKind.REPLY for one in [*here, *given]),
    )
