"""How long this very machine holds up a thread that only wants to wait and write a little."""

import os
import threading
import time
from pathlib import Path
from types import TracebackType

_TICK_S = 0.02


class HoldUps:
    """Measures while it is entered; a busy machine is so told apart from a slow program."""

    def __init__(self, folder: Path) -> None:
        """`folder` lies on the disk that matters."""
        self.worst_s = 0.0
        self._path = folder / "hold-ups"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._measure, name="hold-ups", daemon=True)

    def __enter__(self) -> "HoldUps":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _measure(self) -> None:
        with self._path.open("wb", buffering=0) as file:
            over = False
            while not over:
                began = time.monotonic()
                over = self._done.wait(_TICK_S)
                file.write(b"\0")
                os.fsync(file.fileno())
                self.worst_s = max(self.worst_s, time.monotonic() - began - _TICK_S)
