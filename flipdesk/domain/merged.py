"""Who said a reflection that several were merged into."""

from collections.abc import Mapping

from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord

Speakers = tuple[Participant, ...]


def speakers_of(record: SessionRecord, note: Reflection) -> Speakers:
    """Return who said a reflection: its speaker, and those of everything merged into it."""
    found: dict[Participant, None] = {}
    waiting = [note]
    while waiting:
        one = waiting.pop(0)
        speaker = record.participant(one.speaker_id)
        if speaker is not None:
            found[speaker] = None
        waiting += [part for part in record.merged if part.merged_into == one.id]
    return tuple(found)


def merged_speakers(record: SessionRecord) -> Mapping[ReflectionId, Speakers]:
    """Return for each reflection that was merged everybody who said some of it."""
    wholes = {one.merged_into for one in record.merged}
    found = {one.id: speakers_of(record, one) for one in record.reflections if one.id in wholes}
    return {key: speakers for key, speakers in found.items() if speakers}
