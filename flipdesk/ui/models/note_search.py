"""Which notes of a session are looked for: by words, potentials and voices."""

from dataclasses import dataclass

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.services.capturing import Note

RESEARCH, PRACTICE = "research", "practice"


@dataclass(frozen=True, slots=True)
class NoteSearch:
    """All that is said must hold; of several potentials or voices one is enough.

    `voices` are GUIDs of participants, or one of the two voices.
    """

    text: str = ""
    potentials: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.potentials or self.voices)

    def takes(self, note: Note, record: SessionRecord) -> bool:
        """Return whether a note of this record is looked for."""
        said = note.label if isinstance(note, Marker) else note.text
        words = _folded(said)
        if not all(word in words for word in _folded(self.text).split()):
            return False
        if isinstance(note, Marker):
            return not (self.potentials or self.voices)
        if self.potentials and not set(self.potentials) & set(note.potentials):
            return False
        return not self.voices or self._has_voice(note, record)

    def _has_voice(self, note: Reflection | Outcome, record: SessionRecord) -> bool:
        speaker_id = note.owner_id if isinstance(note, Outcome) else note.speaker_id
        person = record.participant(speaker_id)
        if person is None:
            return False
        voice = RESEARCH if person.role.is_research else PRACTICE
        return voice in self.voices or person.id in self.voices


def _folded(text: str) -> str:
    return text.casefold().replace("aa", "å")
