"""What of a transcript may be read here, and what of it may leave.

Who has withdrawn from the recording has withdrawn from its transcript: what is silenced there is
hidden here, what is marked there is marked here, and neither leaves.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.passage_consent import is_against, silenced, withdrawal
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.speaker_proposal import Floor
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.vocabulary import RecordingConsent


class Closed(Enum):
    """Why a segment is not as open as the others."""

    MARKED = auto()
    """Somebody in it may not be recorded; it is shown and dealt with."""
    HIDDEN = auto()
    """It is silenced: nobody reads it."""


@dataclass(frozen=True, slots=True)
class TranscriptConsent:
    """The rules for one session, to be asked about thousands of segments."""

    people: dict[ParticipantId, Participant]
    marked: tuple[Stretch, ...]
    hidden: tuple[Stretch, ...]
    floor: Floor

    @classmethod
    def of(cls, record: SessionRecord) -> "TranscriptConsent":
        people = {one.id: one for one in record.participants}
        against = {one.id for one in record.participants if is_against(one)}
        marked = [
            (one.from_ms, one.to_ms) for one in record.passages if one.kind is PassageKind.WITHDRAWN
        ]
        floor = Floor.of(record.turns)
        marked += [
            (one.from_ms, one.to_ms)
            for one in record.turns
            if one.speaker_id in against and one.to_ms is not None
        ]
        return cls(people, joined(marked), silenced(record), floor)

    def closed(self, segment: TranscriptSegment) -> Closed | None:
        """Return whether a segment is marked or hidden, None for one that is open to read here.

        A silenced place hides whoever speaks in it; a marked one marks those of whom nobody has
        said who they are.
        """
        person = None if segment.speaker_id is None else self.people.get(segment.speaker_id)
        if person is not None and is_against(person):
            is_quiet = withdrawal(person) is PassageKind.SILENCED
            return Closed.HIDDEN if is_quiet else Closed.MARKED
        if _touches(self.hidden, segment):
            return Closed.HIDDEN
        return Closed.MARKED if person is None and _touches(self.marked, segment) else None

    def may_leave(self, segment: TranscriptSegment) -> bool:
        """Return whether everybody in a segment has agreed to be recorded.

        Where nobody is known to speak, the turns tell it; where they do not, it stays.
        """
        if self.closed(segment) is not None:
            return False
        if segment.speaker_id is not None:
            speaking: Iterable[ParticipantId] = (segment.speaker_id,)
        else:
            speaking = self.floor.held(segment.from_ms, segment.to_ms)
        people = [self.people.get(one) for one in speaking]
        return bool(people) and all(
            one is not None and one.consent.recording is RecordingConsent.GIVEN for one in people
        )


def _touches(stretches: tuple[Stretch, ...], segment: TranscriptSegment) -> bool:
    """Return whether a segment lies in any of these, which are joined and in order."""
    end = max(segment.to_ms, segment.from_ms + 1)
    here = bisect_right(stretches, (end - 1, end)) - 1
    while here >= 0 and stretches[here][0] >= end:
        here -= 1
    return here >= 0 and stretches[here][1] > segment.from_ms
