"""What the level of the microphone tells: how loud at most, whether anybody talks, and for whom."""

import math
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

VOICE_PEAK = 0.05
"""From this peak (fraction of full scale, -26 dBFS) on, somebody talks near the microphone."""
QUIET_PEAK = 0.003
"""Below this peak (-50 dBFS) nothing is heard, not even a room."""
QUIET_MS = 20_000


class PeakHold:
    """The highest level of the last while, which then falls, as on a mixing desk.

    Levels are fractions of full scale, times milliseconds of any clock that never jumps.
    """

    def __init__(self, *, hold_ms: int = 1_500, fall_ms: int = 1_000) -> None:
        self._hold_ms = hold_ms
        self._fall_ms = fall_ms
        self._peak = 0.0
        self._at_ms = 0

    def take(self, level: float, now_ms: int) -> float:
        """Return what to show when this level has come."""
        held = self.at(now_ms)
        if level >= held:
            self._peak, self._at_ms = level, now_ms
            return level
        return held

    def at(self, now_ms: int) -> float:
        """Return what to show at a moment: the peak, and after a while less and less of it."""
        over_ms = now_ms - self._at_ms - self._hold_ms
        if over_ms <= 0:
            return self._peak
        return max(0.0, self._peak * (1 - over_ms / self._fall_ms))


class QuietWatch:
    """Tells how long nothing has been heard; any sound, or a pause, begins anew."""

    def __init__(self) -> None:
        self._since_ms: int | None = None
        self.silent_ms = 0

    def take(self, peak: float, now_ms: int) -> bool:
        """Return whether it has been quiet for too long, now that this peak has come."""
        if self._since_ms is None or peak >= QUIET_PEAK:
            self._since_ms = now_ms
        self.silent_ms = now_ms - self._since_ms
        return self.silent_ms >= QUIET_MS

    def begin(self) -> None:
        """Forget what was heard."""
        self._since_ms = None
        self.silent_ms = 0


@dataclass(frozen=True, slots=True)
class _Heard:
    at_ms: int
    is_voice: bool


class TalkWatch:
    """Tells once that somebody talks; armed again by `arm`, as after every pause.

    Talk is a voice in at least half of what was heard in the last `window_ms`.
    """

    def __init__(self, *, window_ms: int = 8_000) -> None:
        self._window_ms = window_ms
        self._heard: deque[_Heard] = deque()
        self._is_armed = True
        self._since_ms: int | None = None

    def arm(self) -> None:
        """Be ready to tell again, from what is heard from now on."""
        self._heard.clear()
        self._since_ms = None
        self._is_armed = True

    def take(self, peak: float, now_ms: int) -> bool:
        """Return whether it is to be said now that somebody talks."""
        if self._since_ms is None:
            self._since_ms = now_ms
        self._heard.append(_Heard(now_ms, peak >= VOICE_PEAK))
        while self._heard[0].at_ms <= now_ms - self._window_ms:
            self._heard.popleft()
        if not self._is_armed or now_ms - self._since_ms < self._window_ms:
            return False
        voiced = sum(one.is_voice for one in self._heard)
        if voiced * 2 < len(self._heard):
            return False
        self._is_armed = False
        return True


_METER_FLOOR_DB = -50.0
_TOO_LOUD_PEAK = 0.985


def meter(peak: float) -> float:
    """Return how far a meter goes out for a peak, 0 to 1, even steps of decibels from -50 to 0."""
    if peak <= 0:
        return 0.0
    return min(1.0, max(0.0, 1 - 20 * math.log10(peak) / _METER_FLOOR_DB))


class Loudness(Enum):
    """A level in words, for those who do not see the meter."""

    NOTHING = auto()
    LOW = auto()
    GOOD = auto()
    TOO_LOUD = auto()


def loudness(peak: float) -> Loudness:
    """Return the word for a peak that is held for a while."""
    if peak < QUIET_PEAK:
        return Loudness.NOTHING
    if peak < VOICE_PEAK:
        return Loudness.LOW
    return Loudness.TOO_LOUD if peak >= _TOO_LOUD_PEAK else Loudness.GOOD


class SoundMeter:
    """What a meter shows of the microphone: the newest level, and the loudest of late."""

    def __init__(self) -> None:
        self._hold = PeakHold()
        self._quiet = QuietWatch()
        self.now_ms = 0
        self.level = 0.0
        """How far the meter goes out now, 0 to 1."""
        self.held = 0.0
        """How far it went out for the loudest of late."""

    @property
    def silent_ms(self) -> int:
        """How long nothing has been heard."""
        return self._quiet.silent_ms

    @property
    def loudness(self) -> Loudness:
        """How loud it has been of late, in a word."""
        return loudness(self._hold.at(self.now_ms))

    def take(self, peak: float, now_ms: int, *, is_kept: bool = True) -> bool:
        """Take a peak; return whether it has been too quiet for too long while sound was kept."""
        self.now_ms = now_ms
        self.level, self.held = meter(peak), meter(self._hold.take(peak, now_ms))
        return is_kept and self._quiet.take(peak, now_ms)

    def begin(self) -> None:
        """Count silence anew, as after a pause."""
        self._quiet.begin()
