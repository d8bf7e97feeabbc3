"""Exporting a passage as a sound file of its own, when everybody in it has consented."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.concern import Place, PlaceKind
from flipdesk.domain.ids import RecordingId, SessionId
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.passage_consent import Verdict, may_leave, silenced
from flipdesk.domain.playing import main_recording
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.vocabulary import Audience
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.gate_texts import GateText, segment_place
from flipdesk.services.leaving import Leaving
from flipdesk.services.sound_keys import key_of

if TYPE_CHECKING:
    from flipdesk.audio.export_sound import ExportedSound

_LONGEST_NAME = 100
PASSAGE_READERS = Audience.PARTICIPANTS
"""Whoever speaks in it has agreed to that; it is others who may be spoken of."""
ENDINGS = (".wav", ".flac", ".opus")
"""What a passage can be exported as, by the ending of the file's name."""


class PassageStaysError(KnownError):
    """Somebody in the passage has not consented; `problems` says what to do about each reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.sentence())
        self.verdict = verdict
        self.problems = verdict.remedies()


@dataclass(frozen=True, slots=True)
class PassageExport:
    """A passage that may leave, as plain values that a job can work on without a database."""

    folder: Path
    from_ms: int
    to_ms: int
    silenced: tuple[Stretch, ...]
    key: bytes | None = field(default=None, repr=False)

    def write(
        self,
        path: Path,
        progress: Callable[[float], None] = lambda _fraction: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> "ExportedSound | None":
        """Write the passage to a file, whose ending says as what; takes seconds.

        Nobody is named in it. None when it was cancelled; an old file is then as it was. What is
        returned can have a `warning()`, which is to be told.

        Raises:
            KnownError: the ending is none of `ENDINGS`, the sound cannot be read, or the file
                cannot be written.
        """
        from flipdesk.audio.export_sound import SoundFormat, export_sound
        from flipdesk.audio.recording_folder import read_recording

        wanted = SoundFormat(ending_of(path))
        return export_sound(
            read_recording(self.folder, self.key),
            path,
            wanted,
            from_ms=self.from_ms,
            to_ms=self.to_ms,
            silenced=self.silenced,
            progress=progress,
            cancelled=cancelled,
        )


class PassageExports:
    """Says whether a stretch of a session may leave, and makes it ready to be written."""

    def __init__(self, base: KnowledgeBase, gate: Gate) -> None:
        self._base = base
        self.gate = gate

    def verdict(self, session_id: SessionId, from_ms: int, to_ms: int) -> Verdict:
        return may_leave(self._base.record(session_id), from_ms, to_ms)

    def prepare(
        self,
        session_id: SessionId,
        from_ms: int,
        to_ms: int,
        recording_id: RecordingId | None = None,
    ) -> PassageExport:
        """Return a stretch as it can be exported now, of one recording or of the session's own.

        Raises:
            PassageStaysError: not everybody in it has consented.
            NotClearedError: something that is said in it has to be decided first.
            KnownError: it is no stretch of a recording.
        """
        ready, leaving = self.make(session_id, from_ms, to_ms, recording_id)
        self.gate.refuse_leaving(leaving, advice=_advice())
        return ready

    def make(
        self,
        session_id: SessionId,
        from_ms: int,
        to_ms: int,
        recording_id: RecordingId | None = None,
    ) -> tuple[PassageExport, Leaving]:
        """Return a stretch, and what the gate has to look at before it leaves.

        Raises:
            PassageStaysError: not everybody in it has consented.
            KnownError: it is no stretch of a recording.
        """
        if to_ms <= from_ms:
            raise KnownError(_("A passage must end after it begins. Choose another end."))
        record = self._base.record(session_id)
        recording = main_recording(
            [one for one in record.recordings if recording_id in (None, one.id)]
        )
        if recording is None:
            raise KnownError(
                _("{title} has no recording to take a passage from.").format(
                    title=record.session.title
                )
            )
        if recording.samples and from_ms >= recording.length_ms:
            raise KnownError(
                _("The recording ends at {end}. Choose a passage before that.").format(
                    end=format_offset(recording.length_ms)
                )
            )
        verdict = may_leave(record, from_ms, to_ms)
        if not verdict.may_leave:
            raise PassageStaysError(verdict)
        folder = self._base.folder / recording.folder
        export = PassageExport(
            folder, max(0, from_ms), to_ms, silenced(record), key_of(self._base, folder)
        )
        said = tuple(
            one
            for one in self._base.transcript_segments.of_session(session_id)
            if one.from_ms < to_ms and one.to_ms > from_ms
        )
        return export, Leaving(
            record, PASSAGE_READERS, lambda: _texts(record, said, from_ms, to_ms)
        )

    def file_name(
        self, session_id: SessionId, from_ms: int, to_ms: int, ending: str = ".wav"
    ) -> str:
        """Return "2021-04-22 Samtaleflip 3 Nordby Kommune klip 00.12.04-00.13.10.wav".

        Nobody is named in it: the title of the passage is left out, for it can name anybody, and
        the kind of session stands for a title that names a participant.
        """
        from flipdesk.documents.file_name import safe_name

        record = self._base.record(session_id)
        session = record.session
        day = session.starts.astimezone(zone_info(session.zone)).date()
        span = "-".join(
            format_offset(one // 1000 * 1000).replace(":", ".") for one in (from_ms, to_ms)
        )
        name = _("{day} {session} passage {span}").format(
            day=day.isoformat(), session=_session_name(record)[:_LONGEST_NAME].strip(), span=span
        )
        return f"{safe_name(name)}{ending}"


def _texts(
    record: SessionRecord, said: Iterable[TranscriptSegment], from_ms: int, to_ms: int
) -> Iterator[GateText]:
    """Yield what tells of what is heard: transcripts word for word, and notes made meanwhile.

    A text can be changed and the sound is the same: nothing here can be put right but by choosing
    another stretch.
    """
    yield GateText(_session_name(record), Place(PlaceKind.OTHER, "", _("The file's name")))
    for segment in said:
        place = segment_place(segment)
        for text in dict.fromkeys((segment.text, segment.came_as)):
            yield GateText(text, replace(place, kind=PlaceKind.OTHER))
    notes: tuple[Reflection | Outcome, ...] = (*record.reflections, *record.outcomes)
    for note in notes:
        if note.at_ms is not None and from_ms <= note.at_ms < to_ms:
            moment = format_offset(note.at_ms // 1000 * 1000)
            yield GateText(note.text, Place(PlaceKind.OTHER, note.id, moment))


def _advice() -> str:
    return _(
        "Choose a stretch without it, or let it stay with flipdesk recording passage SESSION"
        " --keep CODE and --reason."
    )


def _session_name(record: SessionRecord) -> str:
    """Return "Samtaleflip 3 Nordby Kommune", without the name of any participant."""
    title, organisation = record.session.title.strip(), record.series.organisation.strip()
    named = {part for one in record.participants for part in one.name.casefold().split()}
    words = re.findall(r"\w+", title.casefold())
    # "Mettes" and "Holms" name somebody, too.
    if any(one.startswith(part) for one in words for part in named if len(part) > 1):
        title = word(record.session.kind)
    return title if organisation in title else f"{title} {organisation}"


def ending_of(path: Path) -> str:
    """Return "wav", "flac" or "opus".

    Raises:
        KnownError: the file ends in none of `ENDINGS`.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise KnownError(
            _("{name} must end in {endings}, so that FlipDesk knows what to write.").format(
                name=path.name, endings=", ".join(ENDINGS)
            )
        )
    return ending.removeprefix(".")
