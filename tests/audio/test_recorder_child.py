"""The child process spoken to line by line, without a parent's manners."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flipdesk.audio.child_process import child_command, child_environment
from flipdesk.audio.commands import Ping, Start, Stop
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderFailed,
    RecorderReady,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.wire import command_line, read_event
from tests.helpers.heard import wait_until


class Child:
    """The child process without a parent's manners: raw lines in, events out."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=child_environment(),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def next_of(self, kind: type) -> object:
        for line in iter(self.stdout.readline, b""):
            event = read_event(line)
            if isinstance(event, kind):
                return event
        raise AssertionError(f"the child ended without {kind.__name__}")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.stdin, self.stdout):
            pipe.close()


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child()
    yield child
    child.close()


def test_garbage_is_answered_and_survived(child: Child, tmp_path: Path) -> None:
    child.stdin.write(
        b"hej\n\xff\xfe\x00\n{}\n" + b'{"command":"start"}\n' + b"x" * 200_000 + b"\n"
    )
    for _ in range(5):
        failed = child.next_of(RecorderFailed)
        assert isinstance(failed, RecorderFailed)
        assert failed.kind is FailureKind.BAD_COMMAND
    child.stdin.write(command_line(Start(str(tmp_path), "fake:tone")) + command_line(Ping()))
    child.next_of(RecordingStarted)
    child.stdin.write(b"\x00\n" + command_line(Stop()))
    child.next_of(RecordingStopped)
    child.stdin.close()
    assert child.process.wait(20) == 0


def test_second_start_is_refused_and_the_recording_goes_on(child: Child, tmp_path: Path) -> None:
    child.stdin.write(command_line(Start(str(tmp_path), "fake:tone")) * 2)
    failed = child.next_of(RecorderFailed)
    assert isinstance(failed, RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.BAD_COMMAND, True)
    child.next_of(LevelMeasured)


def test_idle_child_ends_with_its_parent(child: Child) -> None:
    child.next_of(RecorderReady)
    child.stdin.close()
    assert child.process.wait(20) == 0


def test_child_goes_on_alone_and_then_closes_cleanly(child: Child, tmp_path: Path) -> None:
    child.stdin.write(command_line(Start(str(tmp_path), "fake:tone", alone_s=2)))
    child.next_of(LevelMeasured)
    alone_from = read_recording(tmp_path).end_sample
    # The parent is gone at both ends: nobody commands, nobody listens.
    child.stdin.close()
    child.stdout.close()
    assert child.process.wait(30) == 0
    contents = read_recording(tmp_path)
    assert contents.closed_properly
    # Two seconds and what a busy machine takes to notice, not the ten minutes of the default.
    assert 1.5 * 48_000 < contents.end_sample - alone_from < 28 * 48_000
    assert verify(tmp_path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a signal")
def test_child_ends_cleanly_when_the_system_asks(child: Child, tmp_path: Path) -> None:
    child.stdin.write(command_line(Start(str(tmp_path), "fake:tone")))
    child.next_of(LevelMeasured)
    child.process.send_signal(signal.SIGINT)
    child.next_of(LevelMeasured)
    child.process.send_signal(signal.SIGTERM)
    child.next_of(RecordingStopped)
    assert child.process.wait(20) == 0
    assert read_recording(tmp_path).closed_properly


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can make a pipe so small")
def test_reader_that_stands_still_does_not_stop_the_recording(child: Child, tmp_path: Path) -> None:
    """The pipe is full after some twenty levels; the writing goes on and nothing is dropped."""
    import fcntl

    fcntl.fcntl(child.stdout, fcntl.F_SETPIPE_SZ, 4096)
    child.stdin.write(command_line(Start(str(tmp_path), "fake:tone?speed=50", segment_s=60)))
    child.next_of(RecordingStarted)
    wait_until(lambda: read_recording(tmp_path).recorded_ms > 200_000, timeout_s=60)
    child.stdin.write(command_line(Stop()))
    child.next_of(RecordingStopped)
    assert not read_recording(tmp_path).gaps
