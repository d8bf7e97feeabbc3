"""The sources of one session in a research project: its notes, its transcripts, its sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import derived_guid
from flipdesk.domain.research_project import (
    ProjectCoding,
    ProjectTranscript,
    SoundSelection,
    SoundSource,
    TextSelection,
    TextSource,
    VariableValue,
)
from flipdesk.domain.shared_session import SharedNote, SharedSession, SharedTranscript
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.coded_spans import CodedSpans
from flipdesk.services.research_codes import codes_of
from flipdesk.services.research_texts import notes_text, transcript_text

CODER_ID = derived_guid("coder", "FlipDesk")
PRE_ROLL_MS = 10_000
"""A note is written after what it is about has been said."""


def variable_id(key: str) -> str:
    """Return the GUID of one of our variables."""
    return derived_guid("variable", key)


@dataclass(frozen=True, slots=True)
class SharedSound:
    """The sound of a session that goes along: its GUID, and the name of its file."""

    id: str
    file_name: str
    length_ms: int


def notes_source_id(session_id: str) -> str:
    """Return the GUID of the text that holds the notes of a session."""
    return derived_guid("source", "notes", session_id)


class SessionSources:
    """One session on its way into a project, under a name that no other has in it."""

    def __init__(
        self, session: SharedSession, made: datetime, sound: SharedSound | None, name: str
    ) -> None:
        self.session = session
        self.name = name
        self._made = made
        self._sound = sound
        self.coded = CodedSpans(session)
        self.heard = [one for one in session.notes() if self._is_heard(one)]

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the GUIDs of its sources; a transcript inside the sound is none."""
        sound = () if self._sound is None else (self._sound.id,)
        texts = (one.id for one in self._loose())
        return (*sound, notes_source_id(self.session.id), *texts)

    def _is_heard(self, note: SharedNote) -> bool:
        if self._sound is None or note.at_ms is None:
            return False
        return 0 <= note.at_ms <= self._sound.length_ms

    def _loose(self) -> tuple[SharedTranscript, ...]:
        """Return the transcripts that are texts of their own: programs read one with a sound."""
        return self.session.transcripts[0 if self._sound is None else 1 :]

    def texts(self) -> Iterator[TextSource]:
        """Yield what was noted and what is in writing."""
        yield self._notes()
        for number, one in enumerate(self._loose(), 1):
            text, places, _times = transcript_text(one)
            yield TextSource(
                one.id,
                self._transcript_name(number),
                text,
                coder_id=CODER_ID,
                created=one.made,
                selections=tuple(self.coded.of_lines(places)),
                values=tuple(self._values()),
            )

    def _transcript_name(self, number: int) -> str:
        numbered = "" if number == 1 else f" {number}"
        return _("{session} transcript").format(session=self.name) + f"{numbered}.txt"

    def _notes(self) -> TextSource:
        """Return what was noted. A note is coded once: in the sound when it can be heard there."""
        text, places = notes_text(self.session)
        heard = {one.id for one in self.heard}
        return TextSource(
            notes_source_id(self.session.id),
            _("{session} notes").format(session=self.name) + ".txt",
            text,
            coder_id=CODER_ID,
            created=self._made,
            selections=(
                *(
                    TextSelection(
                        one.id,
                        *places[one.id],
                        coder_id=CODER_ID,
                        created=self._made,
                        codings=tuple(self._codings(one)),
                        memo_ids=self.coded.memos_of(one.id),
                    )
                    for one in self.session.notes()
                    if one.id not in heard
                ),
                *self.coded.of_words(places),
            ),
            values=tuple(self._values()),
        )

    def sound(self) -> SoundSource | None:
        """Return the sound with the notes that can be heard in it."""
        if self._sound is None:
            return None
        return SoundSource(
            self._sound.id,
            f"{self.name}{self._sound.file_name[-5:]}",
            self._sound.file_name,
            coder_id=CODER_ID,
            created=self._made,
            transcripts=tuple(self._transcript(one) for one in self.session.transcripts[:1]),
            selections=(*(self._passage(one) for one in self.heard), *self.coded.of_sound()),
            values=tuple(self._values()),
        )

    def _transcript(self, transcript: SharedTranscript) -> ProjectTranscript:
        text, _places, _times = transcript_text(transcript)
        points, selections = self.coded.synchronised(transcript)
        return ProjectTranscript(
            transcript.id,
            self._transcript_name(0),
            text,
            coder_id=CODER_ID,
            created=transcript.made,
            sync_points=points,
            selections=selections,
        )

    def _passage(self, note: SharedNote) -> SoundSelection:
        at_ms = note.at_ms or 0
        said = f"{note.person.name}: {note.text}" if note.person else note.text
        return SoundSelection(
            note.id,
            max(0, at_ms - PRE_ROLL_MS),
            max(at_ms, 1),
            description=said,
            coder_id=CODER_ID,
            created=self._made,
            codings=tuple(self._codings(note)),
            memo_ids=self.coded.memos_of(note.id),
        )

    def _codings(self, note: SharedNote) -> Iterator[ProjectCoding]:
        for code in codes_of(self.session, note):
            yield ProjectCoding(derived_guid("coding", note.id, code), code, CODER_ID, self._made)
        yield from self.coded.whole(note.id)

    def _values(self) -> Iterator[VariableValue]:
        session = self.session.session
        slug = session.potential
        potential = self.session.codebook.potential(slug) if slug else None
        said = {
            "day": self.session.held_on.isoformat(),
            "series": self.session.series,
            "organisation": self.session.organisation,
            "kind": word(session.kind),
            "potential": potential.name if potential else slug or "",
        }
        for key, text in said.items():
            if text:
                yield VariableValue(variable_id(key), text)
