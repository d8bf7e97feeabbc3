from pathlib import Path

import pytest

from flipdesk.audio.events import (
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecorderHung,
    RecorderReady,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentClosed,
    SegmentOpened,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.audio.recorder import Recorder, RecorderState
from flipdesk.audio.recording_folder import read_recording, verify


@pytest.fixture
def events() -> list[RecorderEvent]:
    return []


@pytest.fixture
def fake(events: list[RecorderEvent]) -> FakeRecorder:
    fake = FakeRecorder()
    fake.listen(events.append)
    return fake


def test_it_tells_what_a_recorder_tells(
    fake: FakeRecorder, events: list[RecorderEvent], tmp_path: Path
) -> None:
    recorder: Recorder = fake
    recorder.start(tmp_path, "Bordmikrofon")
    kinds = [type(event) for event in events]
    assert kinds == [RecorderReady, RecordingStarted, SegmentOpened, LevelMeasured]
    fake.advance(900)
    assert recorder.position_ms == 1_000
    assert sum(isinstance(event, LevelMeasured) for event in events) == 10
    recorder.stop()
    assert [type(event) for event in events[-2:]] == [SegmentClosed, RecordingStopped]
    assert recorder.state.value == "idle"
    contents = read_recording(tmp_path)
    assert contents.total_ms == 1_000
    assert contents.device == "Bordmikrofon"
    assert verify(tmp_path) == ()


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    told: list[list[RecorderEvent]] = []
    for name in ("one", "two"):
        fake = FakeRecorder()
        events: list[RecorderEvent] = []
        fake.listen(events.append)
        fake.start(tmp_path / name)
        fake.advance(5_000)
        fake.close()
        told.append(events)
    assert told[0] == told[1]


def test_recording_begins_with_the_first_sound_when_it_is_not_prompt(tmp_path: Path) -> None:
    fake = FakeRecorder(prompt=False)
    fake.start(tmp_path)
    assert fake.state is RecorderState.STARTING
    fake.advance(100)
    assert [fake.state] == [RecorderState.RECORDING]


def test_pause_is_a_gap(fake: FakeRecorder, events: list[RecorderEvent], tmp_path: Path) -> None:
    fake.start(tmp_path)
    fake.pause()
    fake.advance(2_000)
    assert fake.state is RecorderState.PAUSED
    assert fake.position_ms == 2_100
    fake.resume()
    fake.advance(400)
    fake.stop()
    assert RecordingPaused(4_800) in events
    assert RecordingResumed(4_800 + 96_000) in events
    (gap,) = read_recording(tmp_path).gaps
    assert (gap.samples, gap.reason) == (96_000, "pause")


def test_it_can_refuse(fake: FakeRecorder, events: list[RecorderEvent], tmp_path: Path) -> None:
    fake.refuse_next_start(FailureKind.NO_DEVICE)
    fake.start(tmp_path)
    failed = events[-1]
    assert isinstance(failed, RecorderFailed)
    assert failed.sentence().startswith("Der er ingen mikrofon")
    assert fake.state is RecorderState.IDLE
    fake.start(tmp_path)
    assert [fake.state] == [RecorderState.RECORDING]
    fake.close()


def test_it_writes_nothing_when_it_shall_not(tmp_path: Path) -> None:
    fake = FakeRecorder(writes=False)
    fake.start(tmp_path / "rec")
    fake.advance(1_000)
    fake.stop()
    fake.stop()
    assert not (tmp_path / "rec").exists()


def test_it_can_tell_what_it_is_told_to_tell(
    fake: FakeRecorder, events: list[RecorderEvent]
) -> None:
    fake.tell(RecorderHung(6_000))
    assert events == [RecorderHung(6_000)]
