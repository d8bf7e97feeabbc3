from datetime import UTC, datetime

import pytest

from flipdesk.audio import commands, events
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.wire import command_line, event_line, read_command, read_event

EVENTS: list[events.RecorderEvent] = [
    events.RecorderReady(7),
    events.RecordingStarted(
        0, datetime(2021, 4, 19, 7, 30, tzinfo=UTC), "Mikrofon på bordet", 48_000, 1
    ),
    events.LevelMeasured(0.5, 0.25, 4_800, 123, 0, 1, False),
    events.SegmentOpened(1, "a.wav", 0),
    events.SegmentClosed(1, "a.wav", 0, 10),
    events.GapLogged(10, 20, "pause"),
    events.RecordingPaused(10),
    events.RecordingResumed(30),
    events.RecordingInterrupted(40),
    events.RecordingStopped(99, (events.SegmentDigest("a.wav", 0, 10, "ff"),)),
    events.RecorderFailed(FailureKind.UNKNOWN_DEVICE, "\udcff\n”", goes_on=False),
    events.Heartbeat(True),
]
COMMANDS: list[commands.Command] = [
    commands.Start("/tmp/æ\udcff\nb", "Bordmikrofon", 16_000, 2),
    commands.Stop(),
    commands.PauseRecording(),
    commands.ResumeRecording(),
    commands.Ping(),
]


@pytest.mark.parametrize("event", EVENTS)
def test_events_cross_the_line_unchanged(event: events.RecorderEvent) -> None:
    line = event_line(event)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert read_event(line) == event


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_cross_the_line_unchanged(command: commands.Command) -> None:
    line = command_line(command)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert read_command(line) == command


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"stop",
        b"\xff",
        b"[1]",
        b"{}",
        b'{"command":"explode"}',
        b'{"command":"start"}',
        b'{"command":"start","folder":5}',
        b'{"command":"start","folder":"/a","rate_hz":"48000"}',
        b'{"command":"start","folder":"/a","rate_hz":true}',
        b'{"command":"start","folder":"/a","channels":0}',
        b'{"command":"start","folder":""}',
        b'{"command":"stop","now":1}',
        b'{"command":["stop"]}',
    ],
)
def test_nonsense_is_no_command(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the contract
        read_command(line)
    with pytest.raises(ValueError):  # noqa: PT011
        read_event(line)
