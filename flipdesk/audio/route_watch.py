"""What the sound server does to our microphone without telling PortAudio: mutes it or swaps it.

PulseAudio and PipeWire move a stream to another microphone when one is taken away, and PortAudio
goes on as if nothing had happened. `pactl subscribe` says when something changes, so nothing is
polled.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind

_ANSWER_S = 5.0
_SETTLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Route:
    """From which source of the server our stream comes."""

    source: str
    description: str
    muted: bool


class RouteJudge:
    """Compares routes with the first one; what is told is told once, and again when it is over."""

    def __init__(self) -> None:
        self._first: Route | None = None
        self._muted = False
        self._at: str | None = None

    def judge(self, route: Route | None) -> tuple[RecorderEvent, ...]:
        """Take the route of this moment, None for a stream without; return what is to be told."""
        if route is None:
            return ()
        if self._first is None:
            self._first = route
            self._at = route.source
        events: list[RecorderEvent] = []
        if route.source != self._at:
            self._at = route.source
            if route.source == self._first.source:
                events.append(RecorderRecovered(FailureKind.MICROPHONE_CHANGED))
            else:
                changed = FailureKind.MICROPHONE_CHANGED
                events.append(RecorderFailed(changed, route.description))
        if route.muted != self._muted:
            self._muted = route.muted
            kind = FailureKind.MICROPHONE_MUTED
            events.append(RecorderFailed(kind) if route.muted else RecorderRecovered(kind))
        return tuple(events)

    def end(self) -> tuple[RecorderEvent, ...]:
        """Return what is over because the stream is closed."""
        over = []
        if self._first is not None and self._at != self._first.source:
            over.append(RecorderRecovered(FailureKind.MICROPHONE_CHANGED))
        if self._muted:
            over.append(RecorderRecovered(FailureKind.MICROPHONE_MUTED))
        return tuple(over)


class RouteWatch:
    """Follows our stream from now until it is closed, with a thread and a process of its own."""

    def __init__(self, emit: Callable[[RecorderEvent], None]) -> None:
        self._emit = emit
        self._judge = RouteJudge()
        self._closing = threading.Event()
        # Its end is tied to ours where it can be; elsewhere it ends at its next word to nobody.
        tied = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(
            target=self._follow, args=(tied,), name="route-watch", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """End the thread and the process."""
        self._closing.set()
        process = self._process
        if process is not None:
            process.kill()
        self._thread.join(_ANSWER_S)
        for event in self._judge.end():
            self._emit(event)

    def _follow(self, tied: list[str]) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603 - a program of the system, by its name
                [*tied, "pactl", "subscribe"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(os.environ) | {"LC_ALL": "C"},
            )
        except OSError:
            return
        self._process = process
        with process:
            if self._closing.is_set():
                process.kill()
            self._look()
            assert process.stdout is not None  # Popen was asked for it
            for line in process.stdout:
                if self._closing.is_set():
                    break
                # A server says several things about one change; the last of them is true.
                if b" on source" in line and not self._closing.wait(_SETTLE_S):
                    self._look()
            process.kill()

    def _look(self) -> None:
        for event in self._judge.judge(route_of(os.getpid())):
            if not self._closing.is_set():
                self._emit(event)


def watch_route(emit: Callable[[RecorderEvent], None]) -> RouteWatch | None:
    """Follow our stream when it comes from a sound server that can be asked, else return None."""
    if shutil.which("pactl") is None or not _comes_from_a_server():
        return None
    return RouteWatch(emit)


def route_of(pid: int) -> Route | None:
    """Return where the recording stream of a process comes from, None when it has none."""
    streams = _ask("source-outputs")
    ours = [one for one in streams if _properties(one).get("application.process.id") == str(pid)]
    if not ours:
        return None
    stream = ours[-1]
    for source in _ask("sources"):
        if source.get("index") == stream.get("source"):
            muted = bool(source.get("mute")) or bool(stream.get("mute"))
            name = str(source.get("name", ""))
            return Route(name, str(source.get("description") or name), muted)
    return None


def _ask(what: str) -> list[dict[str, Any]]:
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        answer = subprocess.run(  # noqa: S603 - a program of the system, by its name
            ["pactl", "-f", "json", "list", what],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ANSWER_S,
            check=False,
            env=dict(os.environ) | {"LC_ALL": "C"},
        )
        found = json.loads(answer.stdout)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return []


def _properties(stream: dict[str, Any]) -> dict[str, Any]:
    properties = stream.get("properties")
    return properties if isinstance(properties, dict) else {}


def _comes_from_a_server() -> bool:
    """Return whether ALSA goes through a server: asking one that is not there starts it."""
    with suppress(OSError):
        maps = Path("/proc/self/maps").read_bytes()
        return b"/libpulse.so" in maps or b"/libpipewire-" in maps
    return False
