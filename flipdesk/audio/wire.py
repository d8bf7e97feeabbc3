"""Events and commands as lines of JSON, as they pass between FlipDesk and its recorder."""

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from flipdesk.audio import commands, events
from flipdesk.audio.commands import Command
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import FailureKind

_EVENTS: dict[str, type[RecorderEvent]] = {
    "ready": events.RecorderReady,
    "recording": events.RecordingStarted,
    "level": events.LevelMeasured,
    "segment_opened": events.SegmentOpened,
    "segment_closed": events.SegmentClosed,
    "gap": events.GapLogged,
    "clock": events.ClockChanged,
    "paused": events.RecordingPaused,
    "resumed": events.RecordingResumed,
    "interrupted": events.RecordingInterrupted,
    "stopped": events.RecordingStopped,
    "error": events.RecorderFailed,
    "recovered": events.RecorderRecovered,
    "heard": events.MicrophoneHeard,
    "awake": events.KeptAwake,
    "found": events.RecorderFound,
    "heartbeat": events.Heartbeat,
}
_EVENT_NAMES = {kind: name for name, kind in _EVENTS.items()}
_EVENT_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _EVENT_NAMES}

_COMMANDS: dict[str, type[Command]] = {
    "start": commands.Start,
    "stop": commands.Stop,
    "pause": commands.PauseRecording,
    "resume": commands.ResumeRecording,
    "device": commands.UseDevice,
    "monitor": commands.Monitor,
    "end_monitor": commands.EndMonitor,
    "ping": commands.Ping,
}
_COMMAND_NAMES = {kind: name for name, kind in _COMMANDS.items()}


def event_line(event: RecorderEvent) -> bytes:
    """Return an event as one line, with its newline."""
    kind = type(event)
    # Not asdict, which copies every value deeply: levels come several times a second.
    values: dict[str, Any] = {"event": _EVENT_NAMES[kind]}
    values |= {name: getattr(event, name) for name in _EVENT_FIELDS[kind]}
    return _line(values)


def command_line(command: Command) -> bytes:
    """Return a command as one line, with its newline."""
    return _line({"command": _COMMAND_NAMES[type(command)]} | asdict(command))


def read_event(line: bytes) -> RecorderEvent:
    """Read an event.

    Raises:
        ValueError: the line is none.
    """
    values = _object(line)
    try:
        kind = _EVENTS[values.pop("event")]
        if kind in {events.RecordingStarted, events.RecorderFound}:
            values["started_utc"] = datetime.fromisoformat(values["started_utc"])
        elif kind is events.RecordingStopped:
            values["segments"] = tuple(
                events.SegmentDigest(**segment) for segment in values["segments"]
            )
        elif kind in {events.RecorderFailed, events.RecorderRecovered}:
            values["kind"] = FailureKind(values["kind"])
        return kind(**values)
    except (KeyError, TypeError) as problem:
        raise ValueError(repr(line)) from problem


def read_command(line: bytes) -> Command:
    """Read a command.

    Raises:
        ValueError: the line is none.
    """
    values = _object(line)
    try:
        kind = _COMMANDS[values.pop("command")]
        command = kind(**values)
    except (KeyError, TypeError) as problem:
        # Not the line: it can hold a key.
        raise ValueError(type(problem).__name__) from None
    for field in fields(command):
        if type(getattr(command, field.name)) is not field.type:
            raise ValueError(field.name)
    return command


def _line(values: dict[str, Any]) -> bytes:
    # ASCII only, so that neither the terminal's encoding nor a file name can break the line.
    return _ENCODER.encode(values).encode("ascii") + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, events.SegmentDigest):
        return asdict(value)
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(separators=(",", ":"), default=_plain)


def _object(line: bytes) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError(repr(line))
    return values
