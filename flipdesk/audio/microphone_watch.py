"""Whether a microphone is dead or muted, told from how loud it is: pure, so that it is tested.

A room is never silent: its noise comes and goes by decibels within a second. A microphone that is
muted or unplugged from its socket gives zeros, or the even hiss of the converter alone.
"""

from collections import deque

from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.levels import FULL_SCALE, NO_LEVEL, Level, dbfs, together
from flipdesk.audio.spec import AudioSpec

_SILENT_S = 8.0
_ALIVE_S = 2.0
"""Longer than FlipDesk's own alarm, which a microphone that hears nothing else may hear."""
_HISS_S = 8.0
_STEP_S = 0.25
_HISS_DBFS = -60.0
_EVEN_DB = 0.5
"""White noise of a quarter of a second differs by less, a room by more."""
_CHANGE_DB = 1.5
_NOTHING = 2.5 / FULL_SCALE
"""The converter's last bits."""


class MicrophoneWatch:
    """Fed with levels while sound is kept; tells when nothing is heard, and when that is over."""

    def __init__(self, spec: AudioSpec) -> None:
        self._second = spec.rate_hz * spec.channels
        self._steps: deque[Level] = deque()
        self._hisses = False
        self._step_values = 0
        self._growing = NO_LEVEL
        self._silent_values = 0
        self._alive_values = 0
        self._dead = False

    def begin(self) -> None:
        """Forget what was heard: a pause, another microphone. What was told stays told."""
        self._steps.clear()
        self._hisses = False
        self._step_values = 0
        self._growing = NO_LEVEL
        self._silent_values = 0
        self._alive_values = 0

    def heard(self, level: Level) -> tuple[RecorderEvent, ...]:
        """Take a level that follows on the one before; return what is to be told."""
        self._alive_values = self._alive_values + level.values if self._is_alive(level) else 0
        if self._dead and self._alive_values >= _ALIVE_S * self._second:
            self._dead = False
            self.begin()
            return (RecorderRecovered(FailureKind.MICROPHONE_DEAD),)
        self._silent_values = self._silent_values + level.values if level.peak == 0 else 0
        self._growing = together((self._growing, level))
        if self._growing.values >= _STEP_S * self._second:
            self._step()
        silent = self._silent_values >= _SILENT_S * self._second
        if not self._dead and (silent or self._hisses):
            self._dead = True
            return (RecorderFailed(FailureKind.MICROPHONE_DEAD),)
        return ()

    def _step(self) -> None:
        self._steps.append(self._growing)
        self._step_values += self._growing.values
        self._growing = NO_LEVEL
        while self._step_values - self._steps[0].values >= _HISS_S * self._second:
            self._step_values -= self._steps.popleft().values
        self._hisses = self._is_hiss()

    def _is_hiss(self) -> bool:
        if self._step_values < _HISS_S * self._second:
            return False
        if max(step.peak for step in self._steps) < _NOTHING:
            return True
        loudest = dbfs(max(step.rms for step in self._steps))
        softest = dbfs(min(step.rms for step in self._steps))
        return loudest < _HISS_DBFS and loudest - softest < _EVEN_DB

    def _is_alive(self, level: Level) -> bool:
        if level.peak < _NOTHING:
            return False
        loudness, before = dbfs(level.rms), dbfs(together(self._steps).rms)
        return loudness >= _HISS_DBFS or abs(loudness - before) > _CHANGE_DB
