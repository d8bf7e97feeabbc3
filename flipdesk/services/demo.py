"""The whole job once, on the fictional example: from session file to minutes and search."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from flipdesk.audio.blocking_recording import record_and_wait
from flipdesk.audio.events import RecorderEvent, RecordingStarted
from flipdesk.audio.recorder import Recorder
from flipdesk.domain.clock import Clock, ManualClock
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.recording import Recording
from flipdesk.domain.search import Hit, Query
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.minutes import MinutesDesk
from flipdesk.services.samples import add_samples
from flipdesk.services.session_recording import SessionRecording
from flipdesk.services.sound_keys import key_of

SECONDS = 20
SOUND = f"fake:tone?speed=0&seconds={SECONDS}"
WORDS = "bageri"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demo made, and what it found again."""

    record: SessionRecord
    recording: Recording
    recording_folder: Path
    minutes: Minutes
    minutes_file: Path
    words: str
    hits: tuple[Hit, ...]


class Demo:
    """Plays the example through an open knowledge base; running it again adds only minutes."""

    def __init__(
        self, base: KnowledgeBase, clock: Clock, make_recorder: Callable[[], Recorder]
    ) -> None:
        self._base = base
        self._clock = clock
        self._make_recorder = make_recorder

    def run(self, documents: Path, language: str) -> Demonstration:
        """Import, record, write minutes into a folder, and search.

        Raises:
            KnownError: the knowledge base holds something else than the samples.
        """
        if not all(series.is_sample for series in self._base.series.all()):
            sentence = _(
                "{place} holds sessions of your own; name a new folder with --kb for the demo."
            )
            raise KnownError(sentence.format(place=self._base.folder))
        imported = add_samples(self._base, self._clock)
        recording = self._recorded(self._base.record(imported.session_id))
        desk = MinutesDesk(self._base, self._clock)
        snapshot = desk.prepare(imported.session_id, Audience.PARTICIPANTS, language)
        minutes, _changes = desk.store(snapshot, desk.render(snapshot))
        minutes_file = desk.place(minutes.id, documents)
        desk.export(minutes.id, minutes_file)
        return Demonstration(
            record=self._base.record(imported.session_id),
            recording=recording,
            recording_folder=self._base.recording_folder(imported.session_id),
            minutes=minutes,
            minutes_file=minutes_file,
            words=WORDS,
            hits=self._base.search.find(Query(words=WORDS)),
        )

    def _recorded(self, record: SessionRecord) -> Recording:
        """Return the recording of the example, playing it when there is none.

        The sound is put at the moment the example was held, where its notes have their times.
        """
        if record.recordings:
            return record.recordings[0]
        session = record.session
        begin = record.recording_start() or session.starts
        clock = ManualClock(begin + timedelta(seconds=SECONDS))
        recorder = self._make_recorder()
        recording = SessionRecording(self._base, recorder, clock)
        recording.session_id = session.id

        def note(event: RecorderEvent) -> None:
            if isinstance(event, RecordingStarted):
                event = replace(event, started_utc=begin)
            recording.note(event)

        try:
            folder = self._base.recording_folder(session.id)
            key = key_of(self._base, folder, make=True)
            record_and_wait(recorder, folder, device=SOUND, seconds=SECONDS, on_event=note, key=key)
        finally:
            recorder.close()
        return self._base.recordings.of_session(session.id)[0]
