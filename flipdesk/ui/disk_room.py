"""The room left on the disk, asked now and then."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from flipdesk.i18n import _

_EVERY_S = 5.0


class DiskRoom:
    """Ten levels a second ask for it, so the answer is kept for five seconds."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._asked_s: float | None = None
        self._free = 0

    @property
    def free_bytes(self) -> int:
        """Return the room on the disk that recordings go to, 0 for one that is pulled out."""
        now_s = time.monotonic()
        if self._asked_s is None or now_s - self._asked_s >= _EVERY_S:
            self._asked_s = now_s
            try:
                self._free = shutil.disk_usage(self._folder()).free
            except OSError:
                self._free = 0
        return self._free

    def text(self, bytes_per_s: int) -> str:
        """Return for how long one can record, as "room for 110 h"."""
        minutes = self.free_bytes // bytes_per_s // 60
        if minutes < 60:
            return _("room for {minutes} min.").format(minutes=minutes)
        if minutes < 600:
            return _("room for {hours} h {minutes} min.").format(
                hours=minutes // 60, minutes=minutes % 60
            )
        return _("room for {hours} h").format(hours=minutes // 60)
