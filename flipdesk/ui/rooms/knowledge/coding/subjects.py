"""What can be coded in a session: texts, and stretches of its recording."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from flipdesk.domain.coding import CodedKind, Coding
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.i18n import _

Stretch = tuple[int, int]
"""From and to, in milliseconds of the session's timeline."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to code; `stretch` is there for sound alone, whose text only says which it is."""

    id: str
    kind: CodedKind
    text: str
    at_ms: int | None = None
    speaker_id: ParticipantId | None = None
    stretch: Stretch | None = None


def subject_id(coding: Coding) -> str:
    """Return the id of the subject that a coding lies on."""
    if coding.text_id is not None:
        return coding.text_id
    return _sound_id((coding.from_ms or 0, coding.to_ms or 0))


def sound_subject(stretch: Stretch) -> Subject:
    """Return a stretch of the recording as something to code."""
    begin, end = (format_duration(ms) for ms in stretch)
    words = _("The recording from {begin} to {end}").format(begin=begin, end=end)
    return Subject(_sound_id(stretch), CodedKind.SOUND, words, stretch[0], stretch=stretch)


def subjects_of(
    record: SessionRecord,
    segments: Iterable[TranscriptSegment],
    codings: Iterable[Coding],
    chosen: Iterable[Stretch],
) -> tuple[Subject, ...]:
    """Return sound that is coded or `chosen` for it, reflections, outcomes, and the transcript."""
    coded = (
        (one.from_ms, one.to_ms)
        for one in codings
        if one.from_ms is not None and one.to_ms is not None
    )
    sound = (sound_subject(one) for one in sorted({*coded, *chosen}))
    said = (
        Subject(one.id, CodedKind.REFLECTION, one.text, one.at_ms, one.speaker_id)
        for one in record.reflections
    )
    agreed = (
        Subject(one.id, CodedKind.OUTCOME, one.text, one.at_ms, one.owner_id)
        for one in record.outcomes
    )
    written = (
        Subject(one.id, CodedKind.SEGMENT, one.text, one.from_ms, one.speaker_id)
        for one in segments
        if one.text
    )
    return tuple(chain(sound, said, agreed, written))


def _sound_id(stretch: Stretch) -> str:
    return f"sound/{stretch[0]}-{stretch[1]}"
