from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

class Segment(Protocol):
    start: float
    end: float
    text: str
    no_speech_prob: float
    avg_logprob: float
    compression_ratio: float

class WhisperModel:
    def __init__(
        self,
        model_size_or_path: str,
        *,
        device: str,
        compute_type: str,
        cpu_threads: int,
        local_files_only: bool,
    ) -> None: ...
    def transcribe(
        self,
        audio: NDArray[np.float32],
        *,
        language: str,
        condition_on_previous_text: bool,
        vad_filter: bool,
    ) -> tuple[Iterable[Segment], Any]: ...
