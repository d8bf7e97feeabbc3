"""When a silent recorder is given up, and when the next one is tried."""

_LASTING_NS = 10_000_000_000
_MOST_S = 30


class Watch:
    """How long a recorder was silent, in time during which somebody really listened.

    A machine that stands still holds up the listener too: what is heard late is no silence.
    """

    def __init__(self, tick_ns: int, now_ns: int) -> None:
        self._tick_ns = tick_ns
        self._looked_ns = now_ns
        self._heard_ns = now_ns
        self._silent_ns = 0
        self.began = False
        """Whether it has begun to record what it was told to."""

    def heard(self, now_ns: int) -> None:
        """Begin anew."""
        self._heard_ns = now_ns
        self._silent_ns = 0

    def look(self, now_ns: int) -> int:
        """Return the silence in ms; called every tick, and late when the machine is busy."""
        self._silent_ns += min(now_ns - self._looked_ns, self._tick_ns)
        self._looked_ns = now_ns
        return self._silent_ns // 1_000_000

    def since_ms(self, now_ns: int) -> int:
        """Return how long ago something was heard, by the clock."""
        return (now_ns - self._heard_ns) // 1_000_000


class Retries:
    """The pauses between recorders that fail one after another: none, then 1 s to 30 s."""

    def __init__(self) -> None:
        self.failures = 0
        self._began_ns: int | None = None

    def began(self, now_ns: int) -> None:
        """Note that one has begun to record."""
        self._began_ns = now_ns

    def failed(self, now_ns: int) -> int:
        """Note that one failed, and return for how many ns to wait before the next.

        One that recorded for ten seconds has made up for those before it.
        """
        if self._began_ns is not None and now_ns - self._began_ns >= _LASTING_NS:
            self.failures = 0
        self._began_ns = None
        self.failures += 1
        if self.failures == 1:
            return 0
        return min(1 << min(self.failures - 2, 5), _MOST_S) * 1_000_000_000
