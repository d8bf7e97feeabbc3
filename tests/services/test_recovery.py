"""Taking back what a crash left behind."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flipdesk.audio.beacon import BEACON_NAME, write_beacon
from flipdesk.audio.compress import compress
from flipdesk.audio.manifest import MANIFEST_NAME, Manifest, Opened
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.segment import SegmentName
from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, new_guid
from flipdesk.domain.participant import Consent
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.found_sound import Found
from flipdesk.services.recovery import Recovery
from flipdesk.services.sound_keeping import SoundKeeping
from tests.audio.sounds import SPEC, Feed, noise
from tests.helpers.at_work import at_work, beacon_of
from tests.helpers.killed import run_until_touch
from tests.services.test_sound_keeping import record

SECOND = SPEC.rate_hz


@pytest.fixture
def recovery(desk: Desk) -> Recovery:
    return Recovery(desk.base)


def crash(folder: Path, *, seconds: int = 5) -> None:
    """Record in segments of 2 s and be gone before the end."""
    feed = Feed(folder, segment_s=2)
    feed.begin()
    feed.hear(0, noise(seconds * SECOND))
    feed.writer.abandon_segment()


def only(recovery: Recovery) -> Found:
    (found,) = recovery.find()
    return found


def test_clean_knowledge_base_has_nothing_to_take_back(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    assert recovery.find() == ()
    folder = record(desk, session_id)
    assert recovery.find() == ()
    compress(folder)
    assert recovery.find() == ()


def test_recording_that_is_not_known_at_all_comes_back(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    found = only(recovery)
    assert (found.title, found.recorded_ms, len(found.unknown_files)) == ("Samtaleflip 1", 5_000, 3)
    assert found.started is not None
    assert found.ended is not None
    assert (found.ended - found.started).total_seconds() == pytest.approx(5, abs=0.5)
    assert found.is_to_take_back
    changes = recovery.take_back(found)
    assert changes.touches("recording")
    (recording,) = desk.base.recordings.of_session(session_id)
    assert (recording.length_ms, recording.rate_hz, recording.device) == (
        5_000, SECOND, "Bordmikrofon",
    )  # fmt: skip
    assert recording.started == read_recording(folder).started_utc
    assert recording.stopped == found.ended
    assert [one.samples for one in recording.segments] == [2 * SECOND, 2 * SECOND, SECOND]
    assert recovery.find() == ()
    assert not recovery.take_back(found)
    assert SoundKeeping(desk.base).pending() == (folder,)
    SoundKeeping(desk.base).settle(compress(folder))
    assert recovery.find() == ()
    assert all(one.sha256 for one in desk.base.recordings.of_session(session_id)[0].segments)


def test_unfinished_recording_gets_its_end_and_its_open_turn_too(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    recording = unfinished(desk, session_id)
    wav = SegmentName(1, 0).file_name
    segment = Segment(SegmentId(new_guid()), recording.id, wav, 0, 0)
    desk.base.recordings.add(replaced(recording, segment))
    speaker = desk.base.participants.of_session(session_id)[0]
    desk.speaking.give(session_id, speaker.id, 1_000)
    found = only(recovery)
    assert found.is_unfinished
    assert found.other_lengths == (wav,)
    assert len(found.unknown_files) == 2
    recovery.take_back(found)
    (after,) = desk.base.recordings.of_session(session_id)
    assert after.id == recording.id
    assert after.segments[0].id == segment.id
    assert after.length_ms == 5_000
    assert desk.base.turns.of_session(session_id)[0].to_ms == 5_000
    assert recovery.find() == ()


def test_open_turn_of_somebody_who_withdrew_is_silenced_to_its_end(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    desk.base.recordings.add(unfinished(desk, session_id))
    mette = desk.base.participants.of_session(session_id)[0].id
    desk.speaking.give(session_id, mette, 1_000)
    withdrawn = Consent(recording=RecordingConsent.WITHDRAWN)
    desk.invitations.change(mette, consent=withdrawn)
    desk.withdrawal.silence(mette, 2_000)
    recovery.take_back(only(recovery))
    (passage,) = desk.base.passages.of_session(session_id)
    assert (passage.from_ms, passage.to_ms) == (1_000, 5_000)


def unfinished(desk: Desk, session_id: SessionId) -> Recording:
    folder = desk.base.recording_folder(session_id).relative_to(desk.base.folder).as_posix()
    return Recording(RecordingId(new_guid()), session_id, folder, "", SECOND, 1, desk.clock.now())


def replaced(recording: Recording, *segments: Segment) -> Recording:
    from dataclasses import replace

    return replace(recording, segments=segments)


def test_unfinished_recording_without_any_sound_is_closed(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    desk.base.recordings.add(unfinished(desk, session_id))
    found = only(recovery)
    assert found.problems
    recovery.take_back(found)
    assert recovery.find() == ()
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.stopped is not None


def test_folder_is_read_without_the_knowledge_base_and_its_manifest_once(
    desk: Desk, session_id: SessionId, recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    found = only(recovery)
    reads = []
    read_bytes = Path.read_bytes

    def counted(path: Path) -> bytes:
        reads.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    # As a job does, on a thread that the knowledge base refuses.
    with ThreadPoolExecutor(1) as threads:
        read = threads.submit(Recovery.read, found).result()
    assert reads.count(MANIFEST_NAME) == 1
    monkeypatch.undo()
    assert recovery.store(read).touches("recording", "segment")
    assert recovery.find() == ()
    assert not recovery.store(read)


def test_segments_recorded_after_what_is_known_come_back(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = record(desk, session_id)
    contents = read_recording(folder)
    feed = Feed(folder, spec=contents.spec)
    feed.clock.advance(60_000)
    first = feed.begin()
    feed.hear(first, noise(2 * contents.spec.rate_hz))
    feed.writer.abandon_segment()
    found = only(recovery)
    assert len(found.unknown_files) == 1
    recovery.take_back(found)
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.samples == read_recording(folder).end_sample > contents.end_sample
    assert recovery.find() == ()


def test_gap_of_a_recorder_that_died_is_told_as_lost_and_a_pause_is_not(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = desk.base.recording_folder(session_id)
    feed = Feed(folder)
    feed.begin()
    feed.hear(0, noise(SECOND))
    feed.writer.skip_to(3 * SECOND, "pause")
    feed.hear(3 * SECOND, noise(SECOND))
    feed.writer.skip_to(5 * SECOND, "device")
    feed.hear(5 * SECOND, noise(SECOND))
    feed.writer.abandon_segment()
    feed.clock.advance(4_000)
    feed.open()
    feed.hear(feed.begin(), noise(SECOND))
    feed.writer.abandon_segment()
    lost = only(recovery).lost_ms
    assert lost == pytest.approx(1_000 + 4_000, abs=500)


def test_folder_of_a_deleted_session_is_listed_and_left(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = record(desk, session_id)
    desk.planning.delete_session(session_id)
    found = only(recovery)
    assert found.is_orphan
    assert not found.is_to_take_back
    with pytest.raises(KnownError, match="er slettet"):
        recovery.take_back(found)
    assert read_recording(folder).recorded_ms > 0


def test_folder_that_is_recorded_into_is_left_alone(
    desk: Desk, session_id: SessionId, recovery: Recovery
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    found = only(recovery)
    with at_work() as pid:
        write_beacon(beacon_of(folder, pid))
        assert recovery.find() == ()
        with pytest.raises(KnownError, match="bliver optaget"):
            recovery.take_back(found)
        (folder / BEACON_NAME).unlink()
        manifest = Manifest(folder)
        manifest.add(Opened(0, SECOND, 1, "", "2021-04-19T07:30:00+00:00", 0, pid))
        manifest.close()
        assert recovery.find() == ()
    assert only(recovery).is_to_take_back


@pytest.mark.parametrize("damage", ["manifest", "zeros", "no manifest", "beacon", "empty segment"])
def test_damage_in_one_folder_does_not_stop_the_others(
    desk: Desk, session_id: SessionId, recovery: Recovery, damage: str
) -> None:
    folder = desk.base.recording_folder(session_id)
    crash(folder)
    other = folder.with_name("not-a-session")
    crash(other, seconds=1)
    manifest = folder / MANIFEST_NAME
    if damage == "manifest":
        manifest.write_bytes(b'{"line":"opened","first_sample":0}\n\xff\xfe{{\n' * 3)
    elif damage == "zeros":
        manifest.write_bytes(bytes(manifest.stat().st_size))
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "beacon":
        (folder / BEACON_NAME).write_bytes(b"{]")
    else:
        (folder / SegmentName(9, 90 * SECOND).file_name).write_bytes(b"")
    mine, orphan = sorted(recovery.find(), key=lambda one: one.is_orphan)
    assert mine.recorded_ms == 5_000
    assert orphan.recorded_ms == 1_000
    recovery.take_back(mine)
    (recording,) = desk.base.recordings.of_session(session_id)
    assert sum(one.samples for one in recording.segments) == 5 * SECOND
    assert [one.is_orphan for one in recovery.find()] == [True]


def test_killed_while_taking_back_it_can_be_done_again(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    crash(desk.base.recording_folder(session_id))
    folder, clock = desk.base.folder, desk.clock
    desk.base.close()
    numbers = iter(range(1, 200))

    def work() -> None:
        base = KnowledgeBase.open(folder, clock)
        recovery = Recovery(base)
        for found in recovery.find():
            recovery.take_back(found)
        base.close()

    while not run_until_touch(work, next(numbers)):
        pass
    base = KnowledgeBase.open(folder, clock)
    (recording,) = base.recordings.of_session(session_id)
    assert recording.length_ms == 5_000
    assert Recovery(base).find() == ()
    assert base.check() == ()
    desk.base.database = base.database  # closed by the fixture


def test_hundred_clean_recordings_cost_little(desk: Desk, session_id: SessionId) -> None:
    """The goal is 50 ms; the machine of a test may be slow, so half a second fails here."""
    session = desk.base.sessions.get(session_id)
    assert session is not None
    for number in range(100):
        folder = desk.base.folder / "recordings" / session_id / f"imported-{number:08x}"
        folder.mkdir(parents=True)
        names = [SegmentName(one + 1, one * 300 * 48_000) for one in range(48)]
        for name in names:
            (folder / name.flac_name).write_bytes(b"")
        recording = replaced(
            unfinished(desk, session_id),
            *(
                Segment(SegmentId(new_guid()), RecordingId(""), one.flac_name, one.first_sample, 9)
                for one in names
            ),
        )
        add_stopped(desk, recording, folder)
    before = time.perf_counter()
    assert Recovery(desk.base).find() == ()
    took_ms = (time.perf_counter() - before) * 1000
    print(f"found nothing among 4,800 segments in {took_ms:.0f} ms")
    assert took_ms < 500


def add_stopped(desk: Desk, recording: Recording, folder: Path) -> None:
    from dataclasses import replace

    segments = tuple(replace(one, recording_id=recording.id) for one in recording.segments)
    relative = folder.relative_to(desk.base.folder).as_posix()
    desk.base.recordings.add(
        replace(recording, folder=relative, stopped=desk.clock.now(), segments=segments)
    )
