"""What FlipDesk uses of soxr, which carries no types of its own."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

class ResampleStream:
    def __init__(
        self,
        in_rate: float,
        out_rate: float,
        num_channels: int,
        dtype: Literal["int16"],
        quality: str = ...,
    ) -> None: ...
    def resample_chunk(self, x: NDArray[np.int16], last: bool = ...) -> NDArray[np.int16]: ...
