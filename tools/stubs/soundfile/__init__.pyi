"""What FlipDesk uses of soundfile, which carries no types of its own."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

class SoundFileError(Exception): ...

class _Info:
    frames: int
    samplerate: int
    channels: int

def info(file: str | Path) -> _Info: ...
def read(
    file: str | Path, *, dtype: str, always_2d: bool = False
) -> tuple[NDArray[np.int16], int]: ...
