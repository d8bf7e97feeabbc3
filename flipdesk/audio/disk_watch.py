"""How long the disk will do for a recording: pure, with the room given."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.spec import AudioSpec

FreeRoom = Callable[[Path], int]
_LOOK_NS = 5_000_000_000
_WARNINGS_MIN = (5, 30)
_ROOM_AGAIN_MIN = 2


def free_bytes(folder: Path) -> int:
    """Return how many bytes this user can still write on the disk of a folder.

    Raises:
        OSError: the disk does not answer.
    """
    import shutil

    return shutil.disk_usage(folder).free


class DiskWatch:
    """Looks every five seconds; warns once under half an hour and once under five minutes."""

    def __init__(
        self, folder: Path, spec: AudioSpec, reserve_bytes: int, free_room: FreeRoom = free_bytes
    ) -> None:
        """`reserve_bytes` are left to others."""
        self._folder = folder
        self._bytes_a_minute = 60 * spec.rate_hz * spec.frame_bytes
        self._reserve_bytes = reserve_bytes
        self._free_room = free_room
        self._look_ns: int | None = None
        self._warned_min: int | None = None
        self.full = False
        """Whether only the reserve is left."""

    def look(self, now_ns: int) -> tuple[RecorderEvent, ...]:
        """Return what is to be told at a monotonic moment."""
        if self._look_ns is not None and now_ns < self._look_ns:
            return ()
        self._look_ns = now_ns + _LOOK_NS
        try:
            left_bytes = self._free_room(self._folder) - self._reserve_bytes
        except OSError:
            return ()  # writing will tell
        self.full = left_bytes <= 0
        return () if self.full else self._judge(left_bytes // self._bytes_a_minute)

    def _judge(self, minutes: int) -> tuple[RecorderEvent, ...]:
        limit = next((limit for limit in _WARNINGS_MIN if minutes < limit), None)
        warned, self._warned_min = self._warned_min, limit
        if limit is not None and (warned is None or limit < warned):
            return (RecorderFailed(FailureKind.DISK_LOW, str(minutes)),)
        if warned is None:
            return ()
        if minutes >= _WARNINGS_MIN[-1] + _ROOM_AGAIN_MIN:
            return (RecorderRecovered(FailureKind.DISK_LOW),)
        if limit is None or limit > warned:
            # Not worth a word yet, lest one that wavers at the limit is told again and again.
            self._warned_min = warned
        return ()
