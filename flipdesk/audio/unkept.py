"""Sound that is not kept, and how loud it was: it is never anywhere but in memory."""

from flipdesk.audio.levels import NO_LEVEL, Level, measure


class Unkept:
    """Holds what came since it was last measured."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Take frames of 16 bit."""
        self._blocks.append(data)

    def level(self) -> Level:
        """Return how loud it was, and throw it away."""
        if not self._blocks:
            return NO_LEVEL
        import numpy as np

        sound = b"".join(self._blocks)
        self._blocks.clear()
        return measure(np.frombuffer(sound, "<i2"))
