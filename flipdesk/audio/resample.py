"""Sound at another rate, in blocks: a windowed sinc for every phase (Crochiere, Rabiner 1983)."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flipdesk.audio.spec import AudioSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HALF = 16
"""Samples of the lower rate that are looked at to either side."""


def resampled_length(frames: int, spec: AudioSpec, rate_hz: int) -> int:
    """Return how many frames come of so many."""
    return -(-frames * rate_hz // spec.rate_hz)


def resampled(blocks: Iterator[bytes], spec: AudioSpec, rate_hz: int) -> Iterator[bytes]:
    """Yield 16-bit sound at another rate, of the same length in time."""
    import numpy as np

    shared = math.gcd(rate_hz, spec.rate_hz)
    up, down = rate_hz // shared, spec.rate_hz // shared
    half = _HALF * max(1, -(-down // up))
    phases = _phases(up, half, min(1.0, up / down))
    waiting = np.zeros((half - 1, spec.channels), np.float32)
    behind, heard, made = half - 1, 0, 0
    ended = False
    while not ended:
        block = next(blocks, b"")
        ended = not block
        heard += spec.frames(block)
        fresh = np.frombuffer(block, "<i2").reshape(-1, spec.channels).astype(np.float32)
        tail = np.zeros((half if ended else 0, spec.channels), np.float32)
        waiting = np.concatenate((waiting, fresh, tail))
        # Row r of `waiting` is the input's frame r - behind.
        last = (len(waiting) - behind - half) * up // down if not ended else 10**18
        until = min(last, -(-heard * up // down))
        if until > made:
            yield _made(waiting, behind - half + 1, phases, np.arange(made, until), down)
            made = until
            done = made * down // up + behind - half + 1
            waiting, behind = waiting[done:], behind - done


def _phases(up: int, half: int, cutoff: float) -> "NDArray[np.float32]":
    """Return the filter of every phase, shape (up, 2 * half), each with a sum of one."""
    import numpy as np

    at = np.arange(2 * half)[None, :] - (half - 1) - np.arange(up)[:, None] / up
    filters = (
        np.sinc(cutoff * at)
        * np.kaiser(4 * half * up + 1, 9.0)[
            np.clip(np.rint((at / half + 1) * 2 * half * up).astype(int), 0, 4 * half * up)
        ]
    )
    filters /= filters.sum(axis=1, keepdims=True)
    return np.asarray(filters, np.float32)


def _made(
    waiting: "NDArray[np.float32]",
    offset: int,
    phases: "NDArray[np.float32]",
    numbers: "NDArray[np.int64]",
    down: int,
) -> bytes:
    import numpy as np

    up, width = phases.shape
    windows = np.lib.stride_tricks.sliding_window_view(waiting, width, axis=0)
    chosen = windows[numbers * down // up + offset]
    sums = np.einsum("nck,nk->nc", chosen, phases[numbers * down % up])
    return bytes(np.clip(np.rint(sums), -32_768, 32_767).astype("<i2").tobytes())
