"""How loud it is: peak and RMS of 16-bit sound, as fractions of full scale."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FULL_SCALE = 32768
SILENCE_DBFS = -96.0


@dataclass(frozen=True, slots=True)
class Level:
    """Peak and RMS between 0 and 1, over `values` samples of any channel."""

    peak: float
    rms: float
    values: int


NO_LEVEL = Level(0.0, 0.0, 0)


def measure(samples: "NDArray[np.int16]") -> Level:
    """Measure int16 samples of any shape; silence for none at all."""
    import numpy as np

    if not samples.size:
        return NO_LEVEL
    flat = samples.reshape(-1)
    # Not np.abs: the absolute value of -32768 does not fit into int16 and stays negative.
    peak = max(int(np.maximum.reduce(flat)), -int(np.minimum.reduce(flat)))
    floats = flat.astype(np.float32)
    mean_square = float(np.dot(floats, floats)) / flat.size
    return Level(peak / FULL_SCALE, math.sqrt(mean_square) / FULL_SCALE, flat.size)


def together(levels: Iterable[Level]) -> Level:
    """Return the level of several stretches as of one."""
    peak, square_sum, values = 0.0, 0.0, 0
    for level in levels:
        peak = max(peak, level.peak)
        square_sum += level.rms * level.rms * level.values
        values += level.values
    return Level(peak, math.sqrt(square_sum / values), values) if values else NO_LEVEL


def dbfs(fraction: float) -> float:
    """Return decibels below full scale, 0 for the loudest and never below -96."""
    if fraction <= 0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20 * math.log10(fraction))
