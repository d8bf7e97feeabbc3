import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flipdesk.audio.blocking_recording import record_and_wait
from flipdesk.audio.events import LevelMeasured, RecorderEvent, SegmentOpened
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording


@pytest.fixture
def recorder() -> Iterator[ProcessRecorder]:
    recorder = ProcessRecorder()
    yield recorder
    recorder.close()


def test_so_many_seconds_are_recorded(recorder: ProcessRecorder, tmp_path: Path) -> None:
    told: list[RecorderEvent] = []
    stopped = record_and_wait(
        recorder,
        tmp_path,
        device="fake:tone?speed=0&seconds=20",
        seconds=20,
        on_event=told.append,
    )
    assert stopped.end_sample == 20 * 48_000
    assert read_recording(tmp_path).total_ms == 20_000
    assert any(isinstance(event, LevelMeasured) for event in told)


def test_seconds_count_from_where_an_earlier_recording_ended(
    recorder: ProcessRecorder, tmp_path: Path
) -> None:
    for _ in range(2):
        record_and_wait(recorder, tmp_path, device="fake:tone?speed=0&seconds=3", seconds=3)
    assert read_recording(tmp_path).recorded_ms == 6_000


def test_it_ends_when_told(recorder: ProcessRecorder, tmp_path: Path) -> None:
    stop = threading.Event()

    def stop_after_the_first_segment(event: RecorderEvent) -> None:
        if isinstance(event, SegmentOpened):
            stop.set()

    stopped = record_and_wait(
        recorder, tmp_path, device="fake:tone", stop=stop, on_event=stop_after_the_first_segment
    )
    assert stopped.segments


def test_ctrl_c_ends_it_cleanly(recorder: ProcessRecorder, tmp_path: Path) -> None:
    def interrupt(event: RecorderEvent) -> None:
        if isinstance(event, SegmentOpened):
            raise KeyboardInterrupt

    record_and_wait(recorder, tmp_path, device="fake:tone", on_event=interrupt)
    assert read_recording(tmp_path).closed_properly


def test_refusal_is_a_known_error(recorder: ProcessRecorder, tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        record_and_wait(recorder, tmp_path, device="fake:nowhere.wav")
    assert caught.value.kind is FailureKind.UNKNOWN_DEVICE


def test_death_of_the_recorder_costs_a_moment(recorder: ProcessRecorder, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_once(event: RecorderEvent) -> None:
        if isinstance(event, SegmentOpened) and not killed:
            assert recorder.pid is not None
            os.kill(recorder.pid, signal.SIGKILL)
            killed.append(recorder.pid)

    stopped = record_and_wait(recorder, tmp_path, device="fake:tone", seconds=2, on_event=kill_once)
    # The seconds count on from where they began, on one timeline.
    assert 96_000 <= stopped.end_sample < 144_000
    assert [gap.reason for gap in read_recording(tmp_path).gaps] in ([], ["stopped"])


def test_recorder_that_only_dies_is_a_known_error(
    recorder: ProcessRecorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr("flipdesk.audio.child_link.child_command", lambda: broken)
    with pytest.raises(AudioError) as caught:
        record_and_wait(recorder, tmp_path, device="fake:tone")
    assert caught.value.kind is FailureKind.CHILD_DIED
