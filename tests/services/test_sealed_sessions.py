"""Sessions of an encrypted knowledge base: recorded, taken back, heard, exported and destroyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from flipdesk.audio.blocking_recording import record_and_wait
from flipdesk.audio.compress import compress
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.folder_form import convert_sound, readable_sound
from flipdesk.audio.foreign_sound import inspect_sound
from flipdesk.audio.import_sound import import_sound
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.session_sound import open_sound
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.converting import Watch, decrypt, encrypt
from flipdesk.services.passage_export import PassageExport
from flipdesk.services.recovery import Recovery
from flipdesk.services.samples import add_samples
from flipdesk.services.session_recording import SessionRecording
from flipdesk.services.sound_import import SoundImport
from flipdesk.services.sound_keeping import SoundKeeping
from flipdesk.services.sound_keys import key_of
from tests.audio.sounds import SPEC, Feed
from tests.audio.test_import_sound import RATE, tone
from tests.audio.test_sealed_recording import played, speechlike
from tests.helpers.locked import CHEAP, PASSPHRASE, new_keys

SECOND = SPEC.rate_hz
SOUND = speechlike(5 * SECOND)


@pytest.fixture
def locked(tmp_path: Path, clock: ManualClock) -> Iterator[KnowledgeBase]:
    folder = tmp_path / "lukket.flipkb"
    keys, _recovery = new_keys(folder)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values(), keys=keys)
    yield base
    base.close()


@pytest.fixture
def session_id(locked: KnowledgeBase, clock: ManualClock) -> SessionId:
    return add_samples(locked, clock).session_id


def crash(base: KnowledgeBase, session_id: SessionId) -> Path:
    """Record and be gone before the end."""
    folder = base.recording_folder(session_id)
    feed = Feed(folder, segment_s=2, key=key_of(base, folder, make=True))
    feed.begin()
    feed.hear(0, SOUND, step_ms=200)
    feed.writer.abandon_segment()
    return folder


def keep(base: KnowledgeBase) -> None:
    """Make everything smaller that waits for it, as the window does in the background."""
    keeping = SoundKeeping(base)
    for folder in keeping.pending():
        keeping.settle(compress(folder, key=key_of(base, folder)))


def test_recorder_seals_with_the_key_of_the_session(
    locked: KnowledgeBase, session_id: SessionId, clock: ManualClock, tmp_path: Path
) -> None:
    recorder = ProcessRecorder()
    recording = SessionRecording(locked, recorder, clock)
    recording.session_id = session_id
    folder = locked.recording_folder(session_id)
    key = key_of(locked, folder, make=True)

    def note(event: RecorderEvent) -> None:
        recording.note(event)

    try:
        record_and_wait(recorder, folder, device="fake:tone", seconds=0.5, on_event=note, key=key)
    finally:
        recorder.close()
    keep(locked)
    (stored,) = [one for one in locked.recordings.of_session(session_id) if one.segments]
    assert {one.file_name.rpartition(".")[2] for one in stored.segments} == {"sealed-flac"}
    assert readable_sound(folder) == ()
    assert SoundKeeping(locked).pending() == ()
    export = PassageExport(folder, 0, 300, (), key)
    assert export.write(tmp_path / "klip.wav") is not None
    assert soundfile.info(tmp_path / "klip.wav").frames == 14_400


def test_crashed_recording_is_taken_back_and_heard(
    locked: KnowledgeBase, session_id: SessionId
) -> None:
    folder = crash(locked, session_id)
    recovery = Recovery(locked)
    (found,) = recovery.find()
    recovery.take_back(found)
    assert recovery.find() == ()
    sound = open_sound(folder, key_of(locked, folder))
    assert played(sound) == SOUND
    sound.close()
    keep(locked)
    assert recovery.find() == ()
    sound = open_sound(folder, key_of(locked, folder))
    assert played(sound) == SOUND
    sound.close()


def test_session_whose_key_is_destroyed_is_noise_and_breaks_nothing(
    locked: KnowledgeBase, session_id: SessionId
) -> None:
    folder = crash(locked, session_id)
    recovery = Recovery(locked)
    recovery.take_back(recovery.find()[0])
    assert locked.keys is not None
    locked.keys.destroy_session_key(session_id)
    assert key_of(locked, folder) is None
    sound = open_sound(folder, key_of(locked, folder))
    assert [(one.from_ms, one.to_ms) for one in sound.gaps()] == [(0, 5_000)]
    sound.close()
    keep(locked)
    assert recovery.find() == ()


def test_sound_taken_in_is_sealed(
    locked: KnowledgeBase, session_id: SessionId, tmp_path: Path
) -> None:
    source = tmp_path / "optagelse.wav"
    soundfile.write(source, tone(1.5), RATE, "PCM_16")
    service = SoundImport(locked)
    plan = service.plan_clip(session_id, inspect_sound(source))
    made = import_sound(
        plan.path, plan.folder, plan.placement, recording=plan.recording, key=plan.key
    )
    assert made is not None
    service.settle(session_id, made)
    assert readable_sound(plan.folder.parent) == ()
    sound = open_sound(plan.folder, key_of(locked, plan.folder))
    assert len(played(sound)) == 2 * round(1.5 * RATE)
    sound.close()


def test_knowledge_base_is_encrypted_and_put_in_clear_with_its_sound(
    tmp_path: Path, clock: ManualClock
) -> None:
    place = tmp_path / "prøve.flipkb"
    base = open_or_create(place, clock)
    session_id = add_samples(base, clock).session_id
    folder = crash(base, session_id)
    recovery = Recovery(base)
    recovery.take_back(recovery.find()[0])
    keep(base)
    base.close()
    keys = encrypt(place, clock, PASSPHRASE, Watch(), convert_sound, CHEAP)
    assert readable_sound(folder) == ()
    base = KnowledgeBase.open(place, clock, keys=keys)
    assert Recovery(base).find() == ()
    keep(base)
    assert SoundKeeping(base).pending() == ()
    (stored,) = base.recordings.of_session(session_id)
    assert {one.file_name.rpartition(".")[2] for one in stored.segments} == {"sealed-flac"}
    contents = read_recording(folder, key_of(base, folder))
    assert {one.sha256 for one in stored.segments} == {one.sha256 for one in contents.segments}
    base.close()
    decrypt(place, clock, Keys.unlock(place, PASSPHRASE), Watch(), convert_sound)
    base = open_or_create(place, clock)
    keep(base)
    assert SoundKeeping(base).pending() == ()
    sound = open_sound(folder)
    assert played(sound) == SOUND
    sound.close()
    base.close()
