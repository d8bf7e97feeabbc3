"""Whether the sound system has lost sound without saying so, as the clock tells.

The time at which a sample is heard, less the time that all samples before it take, is constant but
for three things: a block can come late (a stall; the difference falls back when what waited is
delivered), the card's clock drifts from the machine's (slowly), and sound can be lost (the
difference rises and stays). So the lowest difference of some seconds is held against the lowest
before; what rises by more than a stall's leftovers and stays up is lost.
"""

from collections import deque

_NS = 1_000_000_000
_LEAST_NS = 40_000_000
"""Less than this is not told from jitter."""
_STEADY_NS = 20_000_000
_WINDOW_NS = 3 * _NS
_HASTY_NS = _NS
_PATIENCE_NS = 15 * _NS
"""A rise that never becomes steady is believed after this time."""
_BUCKET_NS = _NS // 4
_MOST_DRIFT = 0.0003


class LossWatch:
    """Fed with every block of one source, in order; nanoseconds in, lost samples out."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._lost_ns = 0
        self._floor_ns: float | None = None
        self._trusted_ns = 0
        """The times of the first second are not: a stream that begins hands over in a bunch."""
        self._before_ns = 0
        self._now_ns = 0
        self._risen_ns: int | None = None
        self._needed_ns = _WINDOW_NS
        self._lows: deque[tuple[int, int]] = deque()

    def hurry(self) -> None:
        """Look sooner: something happened that can lose sound, as an overflow or a standstill."""
        self._needed_ns = _HASTY_NS

    def heard(self, end_sample: int, monotonic_ns: int, *, blur_ns: int = 0) -> int:
        """Take the end of a block and when its last frame was heard.

        `blur_ns` is by how much that may be late every time, as when only the arrival is known.

        Returns how many samples were lost for certain some time before it, usually 0.
        """
        offset_ns = monotonic_ns - self._lasting_ns(end_sample) - self._lost_ns
        self._sink_or_drift(offset_ns, monotonic_ns)
        self._before_ns, self._now_ns = offset_ns, monotonic_ns
        assert self._floor_ns is not None  # just set
        if offset_ns - self._floor_ns <= _LEAST_NS + blur_ns:
            self._risen_ns = None
            self._lows.clear()
            return 0
        if self._risen_ns is None:
            self._risen_ns = monotonic_ns
        self._note_low(offset_ns, monotonic_ns)
        if not self._is_settled(monotonic_ns - self._risen_ns):
            return 0
        samples = round((self._lowest_ns() - self._floor_ns) * self._rate_hz / _NS)
        self._lost_ns += self._lasting_ns(samples)
        self._risen_ns = None
        self._before_ns -= self._lasting_ns(samples)
        self._lows.clear()
        self._needed_ns = _WINDOW_NS
        return samples

    def heard_ns(self, end_sample: int, monotonic_ns: int, *, late: bool) -> int:
        """Return when a sample just taken was truly heard: block times without their jitter.

        While it is open whether sound is late or lost, `late` chooses the later answer.
        """
        if self._floor_ns is None:
            return monotonic_ns
        if late and self._risen_ns is not None and monotonic_ns - self._risen_ns > _HASTY_NS:
            return monotonic_ns
        steady_ns = round(self._floor_ns) + self._lasting_ns(end_sample) + self._lost_ns
        return min(monotonic_ns, steady_ns)

    def _sink_or_drift(self, offset_ns: int, now_ns: int) -> None:
        if self._floor_ns is None:
            self._trusted_ns = now_ns + _NS
        if self._floor_ns is None or now_ns < self._trusted_ns:
            self._floor_ns = offset_ns
            return
        # Two in a row: one block with a time too early must not raise all that follow.
        lower_ns = max(offset_ns, self._before_ns)
        drifted_ns = self._floor_ns + max(0, now_ns - self._now_ns) * _MOST_DRIFT
        if lower_ns < self._floor_ns:
            self._floor_ns = lower_ns
        else:
            self._floor_ns = min(drifted_ns, max(self._floor_ns, offset_ns))

    def _note_low(self, offset_ns: int, now_ns: int) -> None:
        bucket = now_ns // _BUCKET_NS
        if self._lows and self._lows[-1][0] == bucket:
            self._lows[-1] = (bucket, min(self._lows[-1][1], offset_ns))
        else:
            self._lows.append((bucket, offset_ns))
        while self._lows[0][0] < bucket - self._needed_ns // _BUCKET_NS:
            self._lows.popleft()

    def _is_settled(self, risen_for_ns: int) -> bool:
        if risen_for_ns < self._needed_ns or len(self._lows) < 3:
            return False
        # The newest bucket has only begun, its lowest may be yet to come.
        lows = [low for _bucket, low in list(self._lows)[:-1]]
        catches_up = lows[-1] < lows[0] - _STEADY_NS
        impatient = risen_for_ns > _PATIENCE_NS and not catches_up
        return max(lows) - min(lows) <= _STEADY_NS or impatient

    def _lowest_ns(self) -> int:
        return min(low for _bucket, low in self._lows)

    def _lasting_ns(self, samples: int) -> int:
        return samples * _NS // self._rate_hz
