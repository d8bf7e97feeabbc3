"""A stand-in for faster-whisper, found before it by the process that recognises speech.

What it does is written in the model's config.json: "say" words once every so many seconds, "end"
the process in the middle, or "hang" for ever.
"""

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any


class WhisperModel:
    def __init__(self, folder: str, **settings: Any) -> None:
        if not settings.get("local_files_only") or os.environ.get("HF_HUB_OFFLINE") != "1":
            raise ValueError("it would have reached for the network")
        print("a stray line on stdout")
        self._plan = json.loads((Path(folder) / "config.json").read_text())
        if self._plan.get("broken"):
            raise RuntimeError("Unable to open file 'model.bin'")

    def transcribe(self, samples: Any, **settings: Any) -> tuple[Iterator[Any], None]:
        assert settings["language"] == self._plan.get("language", "da")
        assert not settings["condition_on_previous_text"]
        assert samples.dtype == "float32"
        assert abs(samples).max() <= 1
        return self._said(len(samples) / 16_000), None

    def _said(self, seconds: float) -> Iterator[Any]:
        if self._plan.get("hang"):
            threading.Event().wait()
        if self._plan.get("end"):
            os.kill(os.getpid(), signal.SIGTERM)
            threading.Event().wait()
        for at in range(0, int(seconds), self._plan.get("every_s", 10)):
            yield said(at, at + 2.5, f"  {self._plan.get('say', 'Det er godt')}\n {at} ")
        yield said(1, 2, "Tak for at se med", no_speech_prob=0.9, avg_logprob=-1.4)
        yield said(1, 2, "ja ja ja ja ja ja ja", compression_ratio=3.1)


def said(start: float, end: float, text: str, **values: float) -> SimpleNamespace:
    usual = {"no_speech_prob": 0.1, "avg_logprob": -0.3, "compression_ratio": 1.4}
    return SimpleNamespace(start=start, end=end, text=text, **{**usual, **values})
