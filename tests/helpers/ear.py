"""What comes out of the sound card of the rig, with the time at which it came."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from tests.helpers.sound import SoundRig

RATE_HZ = 48_000
AUDIBLE = 300
"""An amplitude that no silence of the rig reaches."""


class Ear:
    """Keeps everything heard, on a thread of its own."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._blocks: list[tuple[float, NDArray[np.int16]]] = []
        self._rest = b""
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def since(self, moment: float) -> NDArray[np.int16]:
        """Return what came after a moment of time.perf_counter()."""
        with self._news:
            late = [block for at, block in self._blocks if at >= moment]
        return np.concatenate(late) if late else np.zeros(0, np.int16)

    def first_sound(self, moment: float) -> float | None:
        """Return when the first block after a moment came that is no silence, None for not yet."""
        with self._news:
            return next(
                (at for at, block in self._blocks if at >= moment and _is_audible(block)), None
            )

    def wait_for_silence(self, *, lasting_s: float = 0.3, within_s: float = 10.0) -> None:
        """Return when nothing has been heard for a while; fail when it does not become silent."""
        deadline = time.monotonic() + within_s
        quiet_since = time.perf_counter()
        while time.perf_counter() - quiet_since < lasting_s:
            with self._news:
                assert self._news.wait(deadline - time.monotonic()), "nothing comes"
                at, block = self._blocks[-1]
            assert time.monotonic() < deadline, "it does not become silent"
            if _is_audible(block):
                quiet_since = at

    def _listen(self) -> None:
        while data := os.read(self._pipe, 4096):
            data = self._rest + data
            whole = len(data) - len(data) % 2
            self._rest = data[whole:]
            with self._news:
                self._blocks.append((time.perf_counter(), np.frombuffer(data[:whole], "<i2")))
                self._news.notify_all()


@contextmanager
def ear(rig: SoundRig) -> Iterator[Ear]:
    """Listen to the rig's playback device until the end of the block."""
    program = ["parec", "--device=dump.monitor", "--latency-msec=10", "--raw"]
    form = [f"--rate={RATE_HZ}", "--channels=1", "--format=s16le"]
    with subprocess.Popen(
        program + form, env=rig.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as listener:
        assert listener.stdout is not None
        heard = Ear(listener.stdout.fileno())
        try:
            heard.wait_for_silence()
            yield heard
        finally:
            listener.kill()
            listener.wait()
            heard._thread.join(5)


def _is_audible(block: NDArray[np.int16]) -> bool:
    return bool(len(block)) and max(-int(block.min()), int(block.max())) >= AUDIBLE
