"""faster-whisper behind one small door."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from numpy.typing import NDArray

RATE_HZ = 16_000
"""What Whisper models hear."""
_NO_WORDS = 0.6
_UNSURE = -1.0
_REPEATING = 2.4
"""Whisper's own bounds for a segment that is no speech or one phrase over and over:
https://github.com/openai/whisper/blob/main/whisper/transcribe.py"""


class Engine:
    def __init__(self, model: "WhisperModel", language: str) -> None:
        self._model = model
        self._language = language

    def hear(self, samples: "NDArray[np.float32]") -> Iterator[tuple[float, float, str]]:
        """Yield from, to (seconds of the samples) and words."""
        segments, _about = self._model.transcribe(
            samples,
            # It guesses English for Danish; what was heard before makes it repeat itself.
            language=self._language,
            condition_on_previous_text=False,
            vad_filter=True,
        )
        for one in segments:
            is_no_speech = one.no_speech_prob > _NO_WORDS and one.avg_logprob < _UNSURE
            if not is_no_speech and one.compression_ratio <= _REPEATING:
                yield one.start, one.end, one.text


def open_engine(folder: Path, language: str, threads: int) -> Engine:
    """Load the model of a folder; takes seconds, and never reaches for a network."""
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
    return Engine(model, language)
